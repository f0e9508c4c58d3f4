import { commandWords } from './command-words'
import { BadCommand, BadInput } from './input-error'

/** What a command has to say: data for standard output, warnings for standard error. */
export interface Answer {
  data: string
  warnings: readonly string[]
}

/**
 * Runs a command to its end. Exit code 0: data on standard output, nothing else there; 2: the input is bad, its errors on
 * standard error; 1: anything else.
 */
export const runCommand = (answer: (argv: readonly string[]) => Answer): void => {
  // Who reads on is gone (`| head`): nothing is left to be done.
  process.stdout.on('error', () => process.exit())
  try {
    const { data, warnings } = answer(process.argv.slice(2))
    for (const warning of warnings) console.error(warning)
    process.stdout.write(data)
  } catch (error) {
    process.exitCode = error instanceof BadInput ? 2 : 1
    if (error instanceof BadInput || error instanceof BadCommand) console.error(error.message)
    else console.error(commandWords.failed(error instanceof Error ? (error.stack ?? error.message) : String(error)))
  }
}
