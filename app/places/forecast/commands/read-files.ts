import { readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Births, Roll } from '../nouns'
import { commandWords } from './command-words'
import { BadCommand, BadInput } from './input-error'
import { readBirths } from './read-births'
import { readRolls } from './read-rolls'

/** A path as the caller means it: npm starts a command in the project's folder and says where it was called. */
const fromCaller = (path: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), path)

const bytesOf = (path: string): Uint8Array => {
  try {
    return readFileSync(fromCaller(path))
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new BadCommand(commandWords.argument.unreadable(path, why))
  }
}

/**
 * Rolls and births as a command is given them.
 * @param until later rows are left out. @throws BadInput with everything wrong in them; BadCommand for a file that cannot
 * be opened.
 */
export const readFiles = ({
  rolls: rollsPath,
  births: birthsPath,
  grades,
  until,
}: {
  rolls: string
  births: string | undefined
  grades: readonly string[]
  until: number
}): { rolls: Roll[]; births: Births[] } => {
  const rollsBytes = bytesOf(rollsPath)
  const birthsBytes = birthsPath === undefined ? undefined : bytesOf(birthsPath)
  const { rolls, errors } = readRolls(rollsBytes, basename(rollsPath), { grades, until })
  const read =
    birthsPath === undefined || birthsBytes === undefined
      ? { births: [], errors: [] }
      : readBirths(birthsBytes, basename(birthsPath), { rolls, until })
  const all = [...errors, ...read.errors]
  if (all.length > 0) throw new BadInput(all)
  return { rolls, births: read.births }
}
