import { Link } from '@remix-run/react'
import { Table } from '~/shared/ui'
import { pathTo } from '~/site'
import type { ClassToSlip } from '../load-slip-links.server'
import { rosterWords } from '../roster-words'
import { slipWords as words } from '../slip-words'

/** After a roster came in: the way to each class's slips, a pile a class, and to a whole grade's in one go. */
export const SlipLinks = ({ school, classes }: { school: string; classes: readonly ClassToSlip[] }) => {
  if (classes.length === 0) return null
  const grades = [...new Set(classes.map(({ grade }) => grade))]
  return (
    <section className="sheaf" aria-labelledby="slip-links">
      <h2 id="slip-links">{words.title}</h2>
      <p>{words.says}</p>
      <Table
        caption={words.title}
        columns={[
          { key: 'class', head: words.columns.homeClass },
          { key: 'waiting', head: words.columns.waiting, number: true },
          { key: 'print', head: words.columns.print },
        ]}
        groups={grades.map((grade) => ({
          title: (
            <Link className="quiet" to={pathTo('slips', {}, { school, class: `grade-${grade}` })}>
              {words.grade(grade)}
            </Link>
          ),
          rows: classes
            .filter((one) => one.grade === grade)
            .map(({ id, number, waiting }) => ({
              key: id,
              cells: [
                rosterWords.className(grade, number),
                waiting,
                <Link key="print" to={pathTo('slips', {}, { school, class: id })}>
                  {words.print}
                </Link>,
              ],
            })),
        }))}
      />
    </section>
  )
}
