import type { ErrorObject } from 'ajv'
import { schemaWords as words } from './oc4ids-words'
import { byCode } from './plain-json'

/** What the standard's schema has against a project, in sentences that a person can act on. Pure. */

/** `/milestones/1/dueDate` as `milestones[1].dueDate`. */
export const plainPath = (pointer: string): string =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((path, step) => (/^\d+$/u.test(step) ? `${path}[${step}]` : path === '' ? step : `${path}.${step}`), '')

const MOST_CHOICES = 8

const saysOf = ({ keyword, params }: ErrorObject): string => {
  switch (keyword) {
    case 'type':
      return words.type([params.type].flat().map(String))
    case 'required':
      return words.required(String(params.missingProperty))
    case 'enum': {
      const all = (params.allowedValues as unknown[]).map(String)
      return words.choice(all.slice(0, MOST_CHOICES), all.length > MOST_CHOICES)
    }
    case 'format':
      return words.format(String(params.format))
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return words.empty
    case 'uniqueItems':
      return words.twice
    default:
      return words.other
  }
}

/** One sentence a place, in the places' order. */
export const schemaSentences = (errors: readonly ErrorObject[]): { at: string; says: string }[] => {
  const found = new Map<string, string>()
  for (const error of errors) {
    const at = plainPath(error.instancePath)
    if (!found.has(at)) found.set(at, saysOf(error))
  }
  return [...found].map(([at, says]) => ({ at, says })).sort((a, b) => byCode(a.at, b.at))
}
