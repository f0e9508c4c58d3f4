import { Figure, Table } from '~/shared/ui'
import type { ProjectsPage } from '../projects/load-projects.server'
import { listWords as words } from '../projects/project-list-words'
import { moneyInWords } from '../projects/project-page-words'
import { countInWords, kindWords, signedInWords } from '../projects/project-words'

/** Promised against expected places by autumn: what dates say, and what they are worth. */
export const ExpectedTable = ({ expected }: Pick<ProjectsPage, 'expected'>) => (
  <section className="sheaf">
    <h2>{words.expectedTitle}</h2>
    <p className="cap">{words.expectedLead}</p>
    <Table
      caption={words.expectedTitle}
      columns={[
        { key: 'autumn', head: words.expectedColumns.autumn },
        { key: 'promised', head: words.expectedColumns.promised, number: true },
        { key: 'expected', head: words.expectedColumns.expected, number: true },
        { key: 'gap', head: words.expectedColumns.gap, number: true },
      ]}
      groups={[
        {
          rows: expected.map(({ autumn, promised, expected: likely }) => {
            const gap = Math.round(likely) - promised
            return {
              key: String(autumn),
              cells: [
                words.autumn(autumn),
                <Figure key="promised" name="places.promised-by-projects" value={promised} />,
                <Figure key="expected" name="places.expected-of-projects" value={Math.round(likely)} />,
                gap === 0 ? '0' : signedInWords(gap),
              ],
            }
          }),
        },
      ]}
    />
  </section>
)

/** What the odds rest on: the assumption, what the district has seen, and both together. */
export const SlipNotes = ({ slip }: Pick<ProjectsPage, 'slip'>) => (
  <details className="sheaf remark" id="odds">
    <summary>{words.slipTitle}</summary>
    <p>{words.slipLead}</p>
    <Table
      caption={words.slipTitle}
      columns={[
        { key: 'step', head: words.slipColumns.step },
        { key: 'assumed', head: words.slipColumns.assumed },
        { key: 'seen', head: words.slipColumns.seen },
        { key: 'together', head: words.slipColumns.together },
      ]}
      groups={[
        {
          rows: slip.map((one) => ({
            key: one.step,
            cells: [
              words.step[one.step],
              words.assumed(one.assumedSlips, one.assumedMonths),
              words.seen(one.seen, one.slipped, one.slippedMonths),
              words.together(one.chance, one.months),
            ],
          })),
        },
      ]}
    />
    <p className="cap">{words.slipAssumed}</p>
  </details>
)

/** What a place costs, by kind of project; kinds are never mixed. */
export const CostTable = ({ costs }: Pick<ProjectsPage, 'costs'>) => (
  <section className="sheaf">
    <h2>{words.costTitle}</h2>
    <p className="cap">{words.costLead}</p>
    {costs.length === 0 ? (
      <p className="nil">{words.noCost}</p>
    ) : (
      <Table
        caption={words.costTitle}
        columns={[
          { key: 'kind', head: words.costColumns.kind },
          { key: 'projects', head: words.costColumns.projects, number: true },
          { key: 'places', head: words.costColumns.places, number: true },
          { key: 'budget', head: words.costColumns.budget, number: true },
          { key: 'each', head: words.costColumns.each, number: true },
        ]}
        groups={[
          {
            rows: costs.map((one) => ({
              key: one.kind,
              cells: [
                kindWords[one.kind],
                one.projects,
                countInWords(one.places),
                moneyInWords(one.budgetFen),
                <Figure key="each" name="places.cost-per-place" value={one.fenPerPlace}>
                  {moneyInWords(one.fenPerPlace)}
                </Figure>,
              ],
            })),
          },
        ]}
      />
    )}
  </section>
)
