import type { ReactNode } from 'react'

export interface TableColumn {
  key: string
  head: ReactNode
  /** Right-aligned. */
  number?: boolean
}

export interface TableRow {
  key: string
  /** The edge mark: red or amber. */
  tone?: 'bad' | 'warn'
  /** One cell a column, in the columns' order; the first is the row's head. */
  cells: readonly ReactNode[]
}

interface TableProps {
  /** Read aloud, and the name of the scrolling region. */
  caption: string
  columns: readonly TableColumn[]
  /** 要处理 before 正常; a group without rows is left out, its title may be absent where there is one group only. */
  groups: readonly { title?: ReactNode; rows: readonly TableRow[] }[]
  /** Above the head: tabs, a key. */
  bar?: ReactNode
  /** Below the last row. */
  foot?: ReactNode
  /** When no group has rows: says which filter to drop. */
  empty?: ReactNode
}

/** A desk table in a sheet of its own; on a narrow screen it scrolls, the page does not. */
export const Table = ({ caption, columns, groups, bar, foot, empty }: TableProps) => {
  const filled = groups.filter(({ rows }) => rows.length > 0)
  return (
    <div className="grid">
      {bar && <div className="gridbar">{bar}</div>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="scroll" aria-label={caption} tabIndex={0}>
        <table className="t">
          <caption className="vh">{caption}</caption>
          <thead>
            <tr>
              {columns.map(({ key, head, number }) => (
                <th key={key} scope="col" className={number ? 'num' : undefined}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          {filled.length === 0 && (
            <tbody>
              <tr>
                <td colSpan={columns.length} className="nil">
                  {empty}
                </td>
              </tr>
            </tbody>
          )}
          {filled.map(({ title, rows }) => (
            <tbody key={rows[0]?.key}>
              {title && (
                <tr className="grp">
                  <th colSpan={columns.length} scope="colgroup">
                    {title}
                  </th>
                </tr>
              )}
              {rows.map(({ key, tone, cells }) => (
                <tr key={key} className={tone}>
                  {columns.map((column, index) =>
                    index === 0 ? (
                      <th key={column.key} scope="row">
                        {cells[0]}
                      </th>
                    ) : (
                      <td key={column.key} className={column.number ? 'num' : undefined}>
                        {cells[index]}
                      </td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </section>
      {foot && <div className="more">{foot}</div>}
    </div>
  )
}
