import { Figure, Table } from '~/shared/ui'
import { phaseWords } from '../phase-words'
import { phases } from '../phases'
import { countInWords, signedInWords } from '../projects/project-words'
import type { DifferenceCell, FirstRedLine } from '../scenarios/compare-rules'
import type { ComparisonPage } from '../scenarios/load-comparison.server'
import { compareWords as words } from '../scenarios/scenario-words'
import { shapeOf } from './tones'

/** What stands now and scenarios side by side: sums of the district, streets that differ, the first red year. */
export const ComparisonTables = ({ page }: { page: ComparisonPage }) => {
  const { scenarios, comparison, hidden } = page
  const names = [words.now, ...scenarios.map(({ name }) => name)]
  const streets = new Map(page.streets)
  const street = (code: string): string => streets.get(code) ?? code
  const plans = names.map((name, nth) => ({ key: `plan-${nth}`, head: name, number: true }))
  return (
    <>
      <h2>{words.totals}</h2>
      <Table
        caption={words.totalsCaption}
        columns={[{ key: 'year', head: words.year }, ...plans]}
        groups={phases.map((phase) => ({
          title: phaseWords[phase],
          rows: comparison.totals
            .filter((line) => line.phase === phase)
            .map(({ year, sums }) => ({
              key: `${phase} ${year}`,
              cells: [
                year,
                ...sums.map(({ short }, nth) => (
                  <span key={names[nth]}>
                    <Figure name="places.scenario-short" value={short} />
                    {nth > 0 && short !== sums[0]?.short && (
                      <small className="change">{signedInWords(short - (sums[0]?.short ?? 0))}</small>
                    )}
                  </span>
                )),
              ],
            })),
        }))}
      />
      <h2>{words.differences}</h2>
      {comparison.differences.length === 0 ? (
        <p>{words.same}</p>
      ) : (
        <Table
          caption={words.differencesCaption}
          columns={[
            { key: 'street', head: words.street },
            { key: 'phase', head: words.phase },
            { key: 'year', head: words.year },
            ...plans,
          ]}
          groups={[
            {
              rows: comparison.differences.map((line) => ({
                key: `${line.street} ${line.phase} ${line.year}`,
                cells: [
                  street(line.street),
                  phaseWords[line.phase],
                  line.year,
                  ...line.cells.map((cell, nth) => <Cell key={names[nth]} cell={cell} />),
                ],
              })),
            },
          ]}
          {...(hidden > 0 ? { foot: words.more(hidden) } : {})}
        />
      )}
      <h2>{words.firstRed}</h2>
      <FirstRed lines={comparison.firstRed} street={street} plans={plans} />
    </>
  )
}

const Cell = ({ cell: { places, tone, pShort } }: { cell: DifferenceCell }) => (
  <span className={`bcell ${tone}`}>
    <i aria-hidden="true">{shapeOf[tone]}</i> {places < 0 ? words.lacks : words.spare} {countInWords(Math.abs(places))}
    <small>{words.chance(pShort)}</small>
  </span>
)

interface FirstRedProps {
  lines: readonly FirstRedLine[]
  street(code: string): string
  plans: { key: string; head: string; number: boolean }[]
}

const FirstRed = ({ lines, street, plans }: FirstRedProps) => {
  if (lines.length === 0) return <p>{words.noRed}</p>
  const moved = lines.filter(({ years }) => years.some((year) => year !== years[0]))
  if (moved.length === 0) return <p>{words.sameRed}</p>
  return (
    <Table
      caption={words.firstRedCaption}
      columns={[{ key: 'street', head: words.street }, { key: 'phase', head: words.phase }, ...plans]}
      groups={[
        {
          rows: moved.map(({ street: code, phase, years }) => ({
            key: `${code} ${phase}`,
            cells: [street(code), phaseWords[phase], ...years.map((year) => year ?? words.never)],
          })),
        },
      ]}
    />
  )
}

/** What each scenario changes, and what it does to the worst place. */
export const ScenarioFindings = ({ page: { scenarios } }: { page: ComparisonPage }) => (
  <ul className="findings">
    {scenarios.map(({ id, name, says, gone }) => (
      <li key={id}>
        <b>{name}</b>
        <ul className="says">
          {says.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        {gone && <p className="w">{words.goneEdits}</p>}
      </li>
    ))}
  </ul>
)

/** The finding of a comparison: each scenario's largest change in one sentence. */
export const findingOf = ({ scenarios, streets }: ComparisonPage): string => {
  const names = new Map(streets)
  const changed = scenarios.flatMap(({ name, largest }) =>
    largest
      ? [
          words.finding(name, {
            change: largest.change,
            year: largest.year,
            street: names.get(largest.street) ?? largest.street,
            phase: phaseWords[largest.phase],
          }),
        ]
      : [],
  )
  return changed.length > 0 ? changed.join('；') : words.title(scenarios.map(({ name }) => name).join('、'))
}
