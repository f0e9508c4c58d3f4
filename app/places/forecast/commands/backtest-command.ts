import { backtest } from '../backtest'
import { backtestArguments } from './command-arguments'
import { readFiles } from './read-files'
import { runCommand } from './run-command'
import { backtestText } from './write-rows'

/** `npm run backtest`: how well the engine would have done, from every past origin. No build, database or network. */
runCommand((argv) => {
  const { format, rolls: path, births: birthsPath, targetsTo, ...wanted } = backtestArguments(argv)
  const read = { rolls: path, births: birthsPath, grades: wanted.grades }
  const known = readFiles({ ...read, until: targetsTo ?? Number.POSITIVE_INFINITY })
  const last = known.rolls.reduce((latest, { year }) => Math.max(latest, year), 0)
  return { data: backtestText(backtest({ ...wanted, ...known, targetsTo: targetsTo ?? last }), format), warnings: [] }
})
