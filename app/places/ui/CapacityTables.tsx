import { Form, Link } from '@remix-run/react'
import { dayOf } from '~/shared/day'
import { Button, ExportLinks, Field, Figure, Table, type TableRow } from '~/shared/ui'
import { pathTo } from '~/site'
import { capacityWords, changeWords, tierWords } from '../capacity/capacity-words'
import type { CapacityPage, CapacityRow, CapacityTotal } from '../capacity/load-capacity.server'
import { phaseWords } from '../phase-words'
import { phases } from '../phases'

/** Lines of the ledger on one page; the export has all. */
const MOST_ROWS = 200

/** Which part of the ledger is looked at. */
export const CapacityPicking = ({ page: { search, streets, years, year } }: { page: CapacityPage }) => {
  const words = capacityWords.pick
  const anything = { value: '', label: words.all }
  return (
    <Form method="get" className="sheaf asking no-print">
      <Field
        key={`year-${year}`}
        type="select"
        name="year"
        label={words.year}
        defaultValue={String(year)}
        options={years.map((one) => ({ value: String(one), label: String(one) }))}
      />
      <Field
        key={`tier-${search.tier}`}
        type="select"
        name="tier"
        label={words.tier}
        defaultValue={search.tier}
        options={Object.entries(tierWords).map(([value, label]) => ({ value, label }))}
      />
      <Field
        key={`street-${search.street}`}
        type="select"
        name="street"
        label={words.street}
        defaultValue={search.street}
        options={[anything, ...streets.map(({ code, name }) => ({ value: code, label: name }))]}
      />
      <Field
        key={`phase-${search.phase}`}
        type="select"
        name="phase"
        label={words.phase}
        defaultValue={search.phase}
        options={[anything, ...phases.map((phase) => ({ value: phase, label: phaseWords[phase] }))]}
      />
      <Field
        key={`show-${search.show}`}
        type="select"
        name="show"
        label={words.show}
        defaultValue={search.show}
        options={Object.entries(capacityWords.shows).map(([value, label]) => ({ value, label }))}
      />
      <div className="acts">
        <Button tone="plain">{capacityWords.look}</Button>
      </div>
    </Form>
  )
}

/** Sums by street and phase. */
export const CapacityTotals = ({ page }: { page: CapacityPage }) => {
  const { totals, total, year, search } = page
  const words = capacityWords.totals
  const figure = (value: number) => <Figure name="places.capacity-places" value={value} />
  const rowOf = (one: CapacityTotal, key: string): TableRow => ({
    key,
    cells: [
      one.street === '' ? (
        <b key="street">{words.total}</b>
      ) : (
        <Link key="street" to={pathTo('capacity', {}, { ...search, street: one.street, back: '' })}>
          {one.name}
        </Link>
      ),
      ...one.places.map(figure),
      figure(one.sum),
      one.projects === 0 ? '' : figure(one.projects),
    ],
  })
  return (
    <div className="lines">
      <Table
        caption={words.title(year, search.tier)}
        bar={
          <>
            <p className="key">{capacityWords.tiers[search.tier]}</p>
            <ExportLinks
              to={pathTo('capacitySheet', {}, { ...search, back: '', what: 'totals' })}
              what={words.caption}
            />
          </>
        }
        columns={[
          { key: 'street', head: words.street },
          ...phases.map((phase) => ({ key: phase, head: phaseWords[phase], number: true })),
          { key: 'sum', head: words.sum, number: true },
          { key: 'projects', head: words.projects, number: true },
        ]}
        groups={[
          { rows: totals.map((one) => rowOf(one, one.street)) },
          { rows: totals.length > 0 ? [rowOf(total, 'total')] : [] },
        ]}
        empty={words.none}
      />
    </div>
  )
}

const stateMarks = { holds: '●', notNow: '○', taken: '✕', takes: '↩' } as const

/** The entries themselves, the latest first. */
export const CapacityLedger = ({ page }: { page: CapacityPage }) => {
  const { rows, search } = page
  const words = capacityWords.ledger
  const { columns } = words
  const rowOf = (row: CapacityRow): TableRow => ({
    key: row.id,
    cells: [
      <span key="school">
        {row.school || words.noSchool}
        <small>
          {row.street}
          {row.invented && ` · ${words.invented}`}
        </small>
      </span>,
      phaseWords[row.phase],
      changeWords[row.change],
      row.ramp ? words.ramp : capacityWords.gradeOf(row.grade),
      words.signed(row.places),
      words.classes(row.classes),
      row.from,
      row.until ?? words.stays,
      <span key="why" className="say">
        {row.why}
      </span>,
      <span key="by">
        {row.by}
        <small> {dayOf(row.at)}</small>
      </span>,
      <span key="state" className={`state-${row.state}`}>
        {stateMarks[row.state]} {words[row.state]}
      </span>,
      row.state === 'holds' || row.state === 'notNow' ? (
        <Link key="back" className="quiet" to={`${pathTo('capacity', {}, { ...search, back: row.id })}#back`}>
          {words.takeBack}
          <span className="vh">
            ：{row.school} {words.signed(row.places)}
          </span>
        </Link>
      ) : (
        ''
      ),
    ],
  })
  return (
    <div className="lines">
      <Table
        caption={words.caption}
        bar={
          <>
            <h2>{words.title(rows.length)}</h2>
            <ExportLinks to={pathTo('capacitySheet', {}, { ...search, back: '' })} what={words.caption} />
          </>
        }
        columns={[
          { key: 'school', head: columns.school },
          { key: 'phase', head: columns.phase },
          { key: 'change', head: columns.change },
          { key: 'grade', head: columns.grade },
          { key: 'places', head: columns.places, number: true },
          { key: 'classes', head: columns.classes, number: true },
          { key: 'from', head: columns.from },
          { key: 'until', head: columns.until },
          { key: 'why', head: columns.why },
          { key: 'by', head: columns.by },
          { key: 'state', head: columns.state },
          { key: 'back', head: <span className="vh">{words.takeBack}</span> },
        ]}
        groups={[{ rows: rows.slice(0, MOST_ROWS).map(rowOf) }]}
        empty={words.none}
        foot={rows.length > MOST_ROWS ? words.more(rows.length - MOST_ROWS) : undefined}
      />
    </div>
  )
}
