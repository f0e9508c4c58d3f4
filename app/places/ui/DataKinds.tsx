import { Link } from '@remix-run/react'
import { dayInWords, dayOf } from '~/shared/day'
import { Table } from '~/shared/ui'
import { pathTo } from '~/site'
import { kindWords, demandWords as words } from '../demand/demand-words'
import type { KindLine } from '../demand/load-demand.server'

/** Every kind of data: what stands, who changed it last, and its ways in and out. */
export const DataKinds = ({ kinds }: { kinds: readonly KindLine[] }) => (
  <Table
    caption={words.caption}
    columns={[
      { key: 'kind', head: words.columns.kind },
      { key: 'rows', head: words.columns.rows, number: true },
      { key: 'years', head: words.columns.years },
      { key: 'changed', head: words.columns.changed },
      { key: 'take', head: words.columns.take },
      { key: 'bring', head: words.columns.bring },
    ]}
    groups={[
      {
        rows: kinds.map(({ kind, rows, invented, years, changed }) => {
          const { name, says } = kindWords[kind]
          const sheet = (what: string): string => pathTo('placesDataSheet', {}, { kind, what })
          return {
            key: kind,
            ...(rows === 0 ? { tone: 'warn' as const } : {}),
            cells: [
              <span key="kind">
                <b>{name}</b>
                <small>{says}</small>
              </span>,
              <span key="rows">
                {words.rows(rows)}
                {invented > 0 && <small className="block">{words.invented(invented, rows)}</small>}
              </span>,
              years ? words.years(years.from, years.to) : '',
              changed ? words.changedBy(dayInWords(dayOf(changed.at)), changed.by) : words.never,
              <span key="take" className="next">
                <a href={sheet('template')} download aria-label={words.templateOf(name)}>
                  {words.template}
                </a>
                {rows > 0 && (
                  <>
                    <a href={sheet('standing')} download aria-label={words.xlsxOf(name)}>
                      Excel
                    </a>
                    <a href={`${sheet('standing')}&as=csv`} download aria-label={words.csvOf(name)}>
                      CSV
                    </a>
                  </>
                )}
              </span>,
              <Link key="bring" to={`${pathTo('placesData', {}, { kind })}#upload`} aria-label={words.bringOf(name)}>
                {words.bring}
              </Link>,
            ],
          }
        }),
      },
    ]}
  />
)
