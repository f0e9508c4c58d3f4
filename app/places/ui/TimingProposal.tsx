import { Link } from '@remix-run/react'
import { ExportLinks, Figure, Table } from '~/shared/ui'
import { pathTo } from '~/site'
import { many, wan, timingWords as words } from '../advice/advice-words'
import type { TimingPage } from '../advice/load-proposal.server'
import { phaseWords } from '../phase-words'
import { signedInWords } from '../projects/project-words'

/** The page shows the head of a long table; the export has all of it. */
const MOST_SHOWN = 30

/** 到 2032 年，没座位的孩子从 … 人次减到 … 人次. */
export const timingFinding = ({ totals: { before, after }, lastAutumn }: TimingPage) => {
  const [from, to, end] = words.finding(after, before, lastAutumn)
  return (
    <>
      {from}
      <Figure name="places.advice-unmet" value={before} />
      {to}
      <Figure name="places.advice-unmet" value={after} />
      {end}
    </>
  )
}

/** When to start what, what it costs a year, and who is left without a seat. */
export const TimingProposal = ({ page }: { page: TimingPage }) => (
  <>
    <Timetable page={page} />
    <p className="cap">{words.bindingSays(page.binding)}</p>
    <Money page={page} />
    <Unmet page={page} />
    <p className="cap">{words.how}</p>
  </>
)

const sheetOf = (page: TimingPage, what: string): string =>
  pathTo('proposalSheet', { scenario: page.head.id }, { what })

const Timetable = ({ page }: { page: TimingPage }) => (
  <Table
    caption={words.timetable}
    bar={
      <>
        <h2>{words.timetable}</h2>
        <ExportLinks to={sheetOf(page, 'timetable')} what={words.timetable} />
      </>
    }
    columns={[
      { key: 'title', head: words.columns.title },
      { key: 'street', head: words.columns.street },
      { key: 'places', head: words.columns.places },
      { key: 'cost', head: words.columns.cost, number: true },
      { key: 'was', head: words.columns.was, number: true },
      { key: 'start', head: words.columns.start, number: true },
      { key: 'in-use', head: words.columns.inUse, number: true },
    ]}
    groups={[
      {
        rows: page.lines.map(({ project, title, street, says, cost, was, start, inUse }) => ({
          key: `${project} ${title} ${street}`,
          cells: [
            project ? (
              <Link key="title" to={pathTo('project', { project })}>
                {title}
              </Link>
            ) : (
              <span key="title">
                {title}
                <small className="block">{words.idea}</small>
              </span>
            ),
            street,
            says,
            wan(cost),
            was ?? words.noDay,
            start === null ? words.notNow : <b key="start">{start}</b>,
            inUse ?? '',
          ],
        })),
      },
    ]}
  />
)

const Money = ({ page }: { page: TimingPage }) => (
  <Table
    caption={words.money}
    bar={
      <>
        <h2>{words.money}</h2>
        <ExportLinks to={sheetOf(page, 'money')} what={words.money} />
      </>
    }
    columns={[
      { key: 'year', head: words.moneyColumns.year },
      { key: 'started', head: words.moneyColumns.started, number: true },
      { key: 'spent', head: words.moneyColumns.spent, number: true },
      { key: 'budget', head: words.moneyColumns.budget, number: true },
      { key: 'relief', head: words.moneyColumns.relief, number: true },
    ]}
    groups={[
      {
        rows: page.spending.map(({ year, started, spent, budget, relief }) => ({
          key: String(year),
          ...(page.binding.includes(year) ? { tone: 'warn' as const } : {}),
          cells: [
            year,
            started,
            wan(spent),
            wan(budget),
            page.binding.includes(year) ? words.binds(relief) : words.free,
          ],
        })),
      },
    ]}
  />
)

const Unmet = ({ page: { unmet, ...page } }: { page: TimingPage }) => (
  <Table
    caption={words.unmetCaption}
    bar={
      <>
        <h2>{words.unmet}</h2>
        <ExportLinks to={pathTo('proposalSheet', { scenario: page.head.id }, { what: 'unmet' })} what={words.unmet} />
      </>
    }
    columns={[
      { key: 'street', head: words.unmetColumns.street },
      { key: 'phase', head: words.unmetColumns.phase },
      { key: 'year', head: words.unmetColumns.year },
      { key: 'before', head: words.unmetColumns.before, number: true },
      { key: 'after', head: words.unmetColumns.after, number: true },
      { key: 'change', head: words.unmetColumns.change, number: true },
    ]}
    groups={[
      {
        rows: unmet.slice(0, MOST_SHOWN).map(({ street, streetName, phase, year, before, after }) => ({
          key: `${street} ${phase} ${year}`,
          cells: [
            streetName,
            phaseWords[phase],
            year,
            many(before),
            many(after),
            signedInWords(Math.round(after) - Math.round(before)),
          ],
        })),
      },
    ]}
    empty={words.noUnmet}
    foot={unmet.length > MOST_SHOWN && <span>{words.more(unmet.length - MOST_SHOWN)}</span>}
  />
)
