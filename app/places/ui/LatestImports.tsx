import { Link } from '@remix-run/react'
import { momentInWords } from '~/shared/day'
import { Table } from '~/shared/ui'

type State = 'reading' | 'ready' | 'applying' | 'applied' | 'failed'

interface LatestImportsProps {
  words: {
    latest: string
    latestCaption: string
    latestColumns: { file: string; at: string; state: string; what: string }
    states: Record<State, string>
    noneYet: string
  }
  rows: readonly { id: string; fileName: string; at: number; state: State; says: string }[]
  /** Where an import is looked at. */
  to: (id: string) => string
}

/** The files that came in lately, those that wait to be looked at marked. */
export const LatestImports = ({ words, rows, to }: LatestImportsProps) => (
  <section aria-labelledby="latest">
    <h2 id="latest">{words.latest}</h2>
    <Table
      caption={words.latestCaption}
      columns={[
        { key: 'file', head: words.latestColumns.file },
        { key: 'at', head: words.latestColumns.at },
        { key: 'state', head: words.latestColumns.state },
        { key: 'what', head: words.latestColumns.what },
      ]}
      groups={[
        {
          rows: rows.map(({ id, fileName, at, state, says }) => ({
            key: id,
            ...(state === 'ready' ? { tone: 'warn' as const } : {}),
            cells: [
              <Link key="file" to={to(id)}>
                {fileName}
              </Link>,
              momentInWords(at),
              words.states[state],
              says,
            ],
          })),
        },
      ]}
      empty={words.noneYet}
    />
  </section>
)
