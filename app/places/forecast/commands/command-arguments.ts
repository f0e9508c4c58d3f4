import { parseArgs } from 'node:util'
import { commandWords } from './command-words'
import { BadCommand } from './input-error'
import { wholeIn, yearIn } from './read-table'

const words = commandWords.argument

const MOST_YEARS = 30
const MOST_AGE = 20
/** Autumns ahead that a track record is shown for where nothing else is asked for. */
const USUAL_HORIZON = 5

type Given = { readonly [name: string]: string | undefined }

/** What both commands take. */
interface Common {
  rolls: string
  /** undefined: no births are known. */
  births: string | undefined
  horizon: number
  grades: string[]
  entryAge: number
}

export interface ForecastArguments extends Common {
  origin: number
  format: 'csv' | 'json'
}

export interface BacktestArguments extends Common {
  firstOrigin: number
  lastOrigin: number
  /** undefined: the last year of the rolls. */
  targetsTo: number | undefined
  format: 'text' | 'csv' | 'json'
}

/** @throws BadCommand for an argument that is not known, or that lacks its value. */
const given = (argv: readonly string[], names: readonly string[], usage: string): Given => {
  try {
    const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]))
    return parseArgs({ args: [...argv], options, strict: true, allowPositionals: false }).values
  } catch (error) {
    throw new BadCommand(`${error instanceof Error ? error.message : String(error)}\n${usage}`)
  }
}

const reader = (values: Given, usage: string) => {
  const refuse = (message: string): never => {
    throw new BadCommand(`${message}\n${usage}`)
  }
  const text = (name: string): string => values[name] ?? refuse(words.missing(name))
  return {
    refuse,
    text,
    year: (name: string): number => yearIn(text(name).trim()) ?? refuse(words.year(name)),
    whole(name: string, least: number, most: number): number {
      const number = wholeIn(text(name).trim())
      return number !== undefined && number >= least && number <= most ? number : refuse(words.whole(name, least, most))
    },
    grades(): string[] {
      const grades = text('grades')
        .split(',')
        .map((grade) => grade.trim())
      return grades.every((grade) => grade !== '') && new Set(grades).size === grades.length
        ? grades
        : refuse(words.grades)
    },
    format<Format extends string>(allowed: readonly [Format, ...Format[]]): Format {
      const wanted = values.format ?? allowed[0]
      return allowed.find((format) => format === wanted) ?? refuse(words.format(allowed))
    },
  }
}

const common = (values: Given, read: ReturnType<typeof reader>, usualHorizon?: number): Common => ({
  rolls: read.text('rolls'),
  births: values.births,
  horizon:
    usualHorizon !== undefined && values.horizon === undefined ? usualHorizon : read.whole('horizon', 1, MOST_YEARS),
  grades: read.grades(),
  // Without births nobody's age is needed.
  entryAge: values['entry-age'] === undefined && values.births === undefined ? 0 : read.whole('entry-age', 0, MOST_AGE),
})

const COMMON = ['rolls', 'births', 'origin', 'horizon', 'grades', 'entry-age', 'format']

/** The arguments of `forecast`. @throws BadCommand with a sentence and the usage. */
export const forecastArguments = (argv: readonly string[]): ForecastArguments => {
  const usage = commandWords.usage.forecast
  const values = given(argv, COMMON, usage)
  const read = reader(values, usage)
  return { ...common(values, read), origin: read.year('origin'), format: read.format(['csv', 'json']) }
}

/** The arguments of `backtest`; an `--origin` is taken like the others of `forecast`, and of no effect. @throws BadCommand */
export const backtestArguments = (argv: readonly string[]): BacktestArguments => {
  const usage = commandWords.usage.backtest
  const values = given(argv, [...COMMON, 'origins', 'targets-to'], usage)
  const read = reader(values, usage)
  const [first, last, more] = read
    .text('origins')
    .trim()
    .split(/\s*-\s*/)
  const [firstOrigin, lastOrigin] = [yearIn(first ?? ''), yearIn(last ?? first ?? '')]
  if (more !== undefined || firstOrigin === undefined || lastOrigin === undefined || lastOrigin < firstOrigin)
    return read.refuse(words.origins)
  return {
    ...common(values, read, USUAL_HORIZON),
    firstOrigin,
    lastOrigin,
    targetsTo: values['targets-to'] === undefined ? undefined : read.year('targets-to'),
    format: read.format(['text', 'csv', 'json']),
  }
}
