/** One thing wrong with a file that was given. */
export interface InputError {
  file: string
  /** Of the file; the header is line 1. */
  line: number
  column: string
  message: string
}

const MOST_SHOWN = 20

/** The first errors, by file and line, one a line: `rolls.csv:17:pupils: …`. @param errors in any order within a file */
export const shownErrors = (errors: readonly InputError[]): string[] => {
  const files = [...new Set(errors.map(({ file }) => file))]
  return [...errors]
    .sort((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line)
    .slice(0, MOST_SHOWN)
    .map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`)
}

/** The files cannot be used: exit code 2. */
export class BadInput extends Error {
  constructor(readonly errors: readonly InputError[]) {
    super(shownErrors(errors).join('\n'))
  }
}

/** The command cannot be understood, or a file not be opened: exit code 1, said without a stack. */
export class BadCommand extends Error {}
