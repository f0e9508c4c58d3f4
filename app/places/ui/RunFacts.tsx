import { Note } from '~/shared/ui'
import type { PlanWarning } from '../plan/plan-nouns'
import type { RunPage } from '../runs/load-run.server'
import { oneRunWords, runWords } from '../runs/run-words'
import { assumptionNames, sayAssumption } from '../scenarios/assumption-set-rules'
import { assumptionWords } from '../scenarios/assumption-words'

/** What the run was reckoned from. */
export const RunFacts = ({ page }: { page: RunPage }) => {
  const words = oneRunWords.facts
  const rows: [string, string][] = [
    [words.reason, page.reason],
    [words.today, page.today],
    [words.assumptionSet, page.assumptionSet || runWords.usual],
    ...assumptionNames.map((name): [string, string] => [
      assumptionWords[name].label,
      sayAssumption(name, page.assumptions),
    ]),
  ]
  return (
    <section className="sheaf">
      <h2>{words.title}</h2>
      <dl className="pairs">
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{words.hash}</dt>
          <dd>
            <code className="hash">{page.dataHash}</code>
          </dd>
        </div>
      </dl>
      <p className="cap">{words.hashSays}</p>
    </section>
  )
}

const sayWarning = (warning: PlanWarning): string => {
  const words = oneRunWords.warnings
  if (warning.kind === 'births-unknown') return words.births[warning.run]
  if (warning.kind === 'unknown-school') return words.unknownSchool(warning.school)
  if (warning.kind === 'no-date') return words.noDate(warning.project)
  return words.editGone(warning.of)
}

/** What the reader should know of the data. */
export const RunWarnings = ({ warnings }: { warnings: readonly PlanWarning[] }) =>
  warnings.length === 0 ? null : (
    <Note title={oneRunWords.warnings.title}>
      <ul>
        {warnings.map((warning) => (
          <li key={JSON.stringify(warning)}>{sayWarning(warning)}</li>
        ))}
      </ul>
    </Note>
  )
