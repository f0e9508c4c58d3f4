import { Form, Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Button, Field, Note, Table, type TableRow } from '~/shared/ui'
import { pathTo } from '~/site'
import type { Roster, RosterGroup, RosterLine } from '../section-roster/load-roster.server'
import { standingInWords } from '../section-roster/roster-sheet'
import { words as all } from '../section-roster/roster-words'
import type { ContactOfPupil } from '../section-roster/view-contact.server'

const words = all.roster

interface RosterViewProps {
  roster: Roster
  /** Where the list is without a search. */
  here: string
  /** The telephone numbers just asked for. */
  contact?: ContactOfPupil | undefined
}

/** A section's children on the screen, with the search above and those who left folded below. */
export const RosterView = ({ roster, here, contact }: RosterViewProps) => {
  const { lines, counts, q, title } = roster
  const total = counts.enrolled + counts.offered + counts.waitlisted + counts.left
  const group = (name: RosterGroup) => {
    const rows = lines.filter((line) => line.group === name)
    return { title: words.groups[name](rows.length), rows: rows.map((line, i) => rowOf(roster, line, i, contact)) }
  }
  const left = group('left')
  return (
    <div className="no-print people">
      <Form method="get" className="seek" action={here}>
        <Field
          key={q}
          type="search"
          name="q"
          label={words.search}
          hint={words.searchHint}
          defaultValue={q}
          maxLength={40}
        />
        <div className="acts">
          <Button tone="plain">{words.find}</Button>
          {q && <Link to={here}>{words.all}</Link>}
        </div>
      </Form>
      {q && <output className="cap">{words.found(lines.length, total)}</output>}
      {contact && (
        <Note tone="ok" title={words.shown(contact.name)}>
          {contact.phones.length === 0
            ? words.noPhone
            : contact.phones.map(({ guardian, phone }) => `${guardian} ${phone}`).join('，')}
        </Note>
      )}
      <Table
        caption={words.caption(title)}
        columns={columnsOf(roster)}
        groups={[group('enrolled'), group('offered'), group('waitlisted')]}
        empty={total === 0 ? words.nobody : words.nobodyFound}
      />
      {left.rows.length > 0 && (
        <details className="folded">
          <summary>{left.title}</summary>
          <Table caption={left.title} columns={columnsOf(roster)} groups={[{ rows: left.rows }]} />
        </details>
      )}
      <p className="cap">{words.recorded}</p>
      <p className="cap">{words.printHint}</p>
    </div>
  )
}

const columnsOf = ({ base, full }: Roster) => {
  const { columns } = words
  return [
    { key: 'name', head: columns.name },
    { key: 'class', head: columns.class },
    ...(base ? [{ key: 'times', head: columns.times }] : []),
    { key: 'standing', head: columns.standing },
    { key: 'since', head: columns.since },
    ...(full
      ? [
          { key: 'guardian', head: columns.guardian },
          { key: 'phone', head: columns.phone },
          { key: 'paper', head: columns.paper },
        ]
      : []),
  ]
}

const rowOf = (
  { base, full }: Roster,
  line: RosterLine,
  index: number,
  contact: ContactOfPupil | undefined,
): TableRow => {
  const cells: ReactNode[] = [
    <span key="name">
      <span className="nth">{index + 1}</span>
      <b>{line.name}</b>
    </span>,
    line.className,
    ...(base ? [line.times] : []),
    standingInWords(line),
    words.since(line.changedAt),
  ]
  if (full) {
    cells.push(
      line.guardian || (
        <span key="guardian" className="nil">
          {words.noGuardian}
        </span>
      ),
      <PhoneCell key="phone" line={line} contact={contact?.pupil === line.pupil ? contact : undefined} />,
      <Link key="paper" to={pathTo('paperOf', { pupil: line.pupil })}>
        {words.manage}
        <span className="vh">：{words.manageFor(line.name)}</span>
      </Link>,
    )
  }
  return { key: line.pupil, cells }
}

const PhoneCell = ({ line, contact }: { line: RosterLine; contact: ContactOfPupil | undefined }) => {
  if (contact) return <>{contact.phones.map(({ phone }) => phone).join('，') || words.noPhone}</>
  if (!line.phone) return <span className="nil">{line.guardian ? words.noPhone : ''}</span>
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="pupil" value={line.pupil} />
      {line.phone}{' '}
      <Button tone="plain">
        {words.show}
        <span className="vh">：{words.showFor(line.name)}</span>
      </Button>
    </Form>
  )
}

/** The same on A4: who is enrolled, and an empty box a session. */
export const RollCall = ({ roster }: { roster: Roster }) => {
  const enrolled = roster.lines.filter(({ group }) => group === 'enrolled')
  const { print } = all
  const { columns } = words
  return (
    <section className="print-only rollcall">
      <h2>{print.head(roster.title)}</h2>
      <p className="about">
        <span>
          {print.teacher}：{roster.teacher}
        </span>
        <span>
          {print.room}：{roster.room}
        </span>
        <span>
          {print.time}：{roster.times}
        </span>
        <span>{print.count(enrolled.length)}</span>
      </p>
      <table>
        <caption className="vh">{print.caption}</caption>
        <thead>
          <tr>
            <th scope="col" className="seqno">
              {columns.number}
            </th>
            <th scope="col" className="pupil">
              {columns.name}
            </th>
            <th scope="col" className="klass">
              {columns.class}
            </th>
            {roster.days.map((day, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: blank boxes have nothing else to be told apart by
              <th key={`${day} ${i}`} scope="col" className="sday">
                {day && (
                  <>
                    <span>{Number(day.slice(5, 7))}.</span>
                    <span>{Number(day.slice(8, 10))}</span>
                  </>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {enrolled.map((line, i) => (
            <tr key={line.pupil}>
              <td className="seqno">{i + 1}</td>
              <th scope="row">{line.name}</th>
              <td className="klass">{line.className}</td>
              {roster.days.map((day, box) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={`${day} ${box}`} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="key">
        <span>{print.key}</span>
        <span>{print.signed}：</span>
      </p>
    </section>
  )
}
