import { basename } from 'node:path'
import { forecast } from '../forecast'
import { forecastArguments } from './command-arguments'
import { commandWords } from './command-words'
import { BadInput } from './input-error'
import { readFiles } from './read-files'
import { runCommand } from './run-command'
import { forecastText } from './write-rows'

/** `npm run forecast`: children by school, area and district from two CSV files. No build, database or network. */
runCommand((argv) => {
  const { format, rolls: path, births: birthsPath, ...wanted } = forecastArguments(argv)
  const known = readFiles({ rolls: path, births: birthsPath, grades: wanted.grades, until: wanted.origin })
  if (!known.rolls.some(({ year }) => year === wanted.origin)) {
    const message = commandWords.input.nothingAtOrigin(wanted.origin)
    throw new BadInput([{ file: basename(path), line: 1, column: 'year', message }])
  }
  const { lines, warnings } = forecast({ ...wanted, ...known })
  return { data: forecastText(lines, format), warnings }
})
