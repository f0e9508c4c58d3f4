import { Table, type TableRow } from '~/shared/ui'
import type { ConcernedChild, ConcernedSection } from '../providers/concerned.server'
import { withdrawWords as words } from '../providers/provider-words'

/** Every section that would be closed, by school, with every child in it. */
export const ConcernedTable = ({ sections }: { sections: readonly ConcernedSection[] }) => {
  const schools = [...new Map(sections.map(({ school, schoolName }) => [school, schoolName]))]
  return (
    <Table
      caption={words.caption}
      columns={[
        { key: 'course', head: words.columns.course },
        { key: 'who', head: words.columns.who },
        { key: 'enrolled', head: words.columns.enrolled, number: true },
        { key: 'offered', head: words.columns.offered, number: true },
        { key: 'waiting', head: words.columns.waiting, number: true },
        { key: 'teacher', head: words.columns.teacher },
        { key: 'days', head: words.columns.days },
      ]}
      groups={schools.map(([school, name]) => {
        const mine = sections.filter((section) => section.school === school)
        return { title: words.school(name, mine.length), rows: mine.map(rowOf) }
      })}
      empty={words.none}
    />
  )
}

const rowOf = (section: ConcernedSection): TableRow => ({
  key: section.id,
  cells: [
    <span key="course" className="named">
      <span>
        <b>{section.name}</b>
        <small>{section.state === 'published' ? words.published : words.notPublished}</small>
      </span>
    </span>,
    <Children key="who" of={section.children} />,
    section.enrolled,
    section.offered,
    section.waiting,
    <span key="teacher" className="time">
      {section.instructorName}
    </span>,
    <span key="days" className="time">
      {words.days(section.startsOn, section.endsOn)}
    </span>,
  ],
})

const Children = ({ of }: { of: readonly ConcernedChild[] }) =>
  of.length === 0 ? (
    <span className="nil">{words.nobody}</span>
  ) : (
    <details className="remark">
      <summary>{words.children(of.length)}</summary>
      <ul>
        {of.map(({ pupil, name, grade, classNumber, was, place }) => (
          <li key={pupil}>
            {[
              name || words.hidden,
              words.childClass(grade, classNumber),
              words.was[was],
              was === 'waitlisted' && place !== null ? words.place(place) : '',
            ]
              .filter(Boolean)
              .join(' ')}
          </li>
        ))}
      </ul>
    </details>
  )
