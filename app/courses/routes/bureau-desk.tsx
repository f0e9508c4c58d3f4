import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import { momentInWords } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { DeskPage, ExportLinks, Table, type TableRow } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { bureauWords as words } from '../bureau-words'
import { overdueWords } from '../decision-day/decision-words'
import { loadOverdueSchools, type OverdueSchool } from '../decision-day/load-overdue.server'
import { standingInWords } from '../desk-sheets'
import { type BureauDesk, loadBureauDesk, type SchoolPlanLine } from '../load-bureau-desk.server'

export const meta: MetaFunction = () => [{ title: frameWords.desk.bureauDesk }]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return { ...(await loadBureauDesk(context, actor)), overdue: await loadOverdueSchools(context, actor) }
})

export default function BureauDeskPage() {
  const desk = useLoaderData<typeof loader>()
  const { without, queue, settled } = desk
  return (
    <DeskPage
      desk="bureau"
      place="bureauDesk"
      title={
        without.length > 0
          ? words.title.without(without.length)
          : queue.length > 0
            ? words.title.queue(queue.length)
            : words.title.settled
      }
      lead={words.lead(desk.termName)}
      actions={<ExportLinks to={pathTo('bureauDeskSheet')} />}
    >
      <Figures desk={desk} />
      {desk.overdue.length > 0 && <Overdue schools={desk.overdue} />}
      <Table
        caption={words.caption}
        columns={[
          { key: 'school', head: words.columns.school },
          { key: 'standing', head: words.columns.standing },
          { key: 'sent', head: words.columns.sent },
          { key: 'waiting', head: words.columns.waiting, number: true },
          { key: 'returned', head: words.columns.returned, number: true },
          { key: 'filed', head: words.columns.filed, number: true },
          { key: 'published', head: words.columns.published, number: true },
          { key: 'next', head: words.columns.next },
        ]}
        groups={[
          { title: <span id="without">{words.without(without.length)}</span>, rows: without.map(rowOf) },
          { title: <span id="queue">{words.queue(queue.length)}</span>, rows: queue.map(rowOf) },
          { title: <span id="settled">{words.settled(settled.length)}</span>, rows: settled.map(rowOf) },
        ]}
        empty={words.none}
      />
    </DeskPage>
  )
}

/** Schools that did not decide their courses in time. */
const Overdue = ({ schools }: { schools: readonly OverdueSchool[] }) => (
  <section className="sheaf todo">
    <h2>{overdueWords.title(schools.length)}</h2>
    <ul>
      {schools.map(({ school, name, count }) => (
        <li key={school} className="bad">
          <b>{overdueWords.line(name, count)}</b>
          <Link to={pathTo('filing', { school })}>
            {overdueWords.open}
            <span className="vh">：{name}</span>
          </Link>
        </li>
      ))}
    </ul>
  </section>
)

/** Each number leads to the first row it counts. */
const Figures = ({ desk }: { desk: BureauDesk }) => {
  const all = [...desk.without, ...desk.queue, ...desk.settled]
  const sum = (of: 'waiting' | 'returned' | 'published'): number => all.reduce((total, line) => total + line[of], 0)
  const firstWith = (of: 'returned' | 'published'): string => `school-${all.find((line) => line[of] > 0)?.school ?? ''}`
  const figures = [
    { count: desk.schools, says: words.figures.schools, to: 'main' },
    { count: desk.without.length, says: words.figures.without, to: 'without' },
    { count: sum('waiting'), says: words.figures.lines, to: 'queue' },
    { count: sum('returned'), says: words.figures.returned, to: firstWith('returned') },
    { count: sum('published'), says: words.figures.published, to: firstWith('published') },
  ]
  return (
    <ul className="figures">
      {figures.map(({ count, says, to }) => (
        <li key={says}>
          <b>{count > 0 ? <a href={`#${to}`}>{count.toLocaleString('en')}</a> : 0}</b>
          {says}
        </li>
      ))}
    </ul>
  )
}

const rowOf = (line: SchoolPlanLine): TableRow => ({
  key: line.school,
  ...(line.filingNumber === null && line.waiting === 0
    ? { tone: 'bad' as const }
    : line.waiting > 0
      ? { tone: 'warn' as const }
      : {}),
  cells: [
    <Link key="school" id={`school-${line.school}`} to={pathTo('filing', { school: line.school })}>
      {line.name}
    </Link>,
    standingInWords(line),
    line.sentAt === null ? null : momentInWords(line.sentAt),
    line.waiting,
    line.returned,
    line.filed,
    line.published,
    <Link key="next" to={pathTo('filing', { school: line.school })}>
      {line.waiting > 0 ? words.file : words.open}
    </Link>,
  ],
})
