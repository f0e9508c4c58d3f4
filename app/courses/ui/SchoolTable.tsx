import { Link } from '@remix-run/react'
import { weekdayName } from '~/shared/day'
import { Fill, Table, type TableRow } from '~/shared/ui'
import { pathTo } from '~/site'
import { yuan } from '../family-words'
import { gradesInWords } from '../fit-rules'
import type { BaseGroup, SchoolDesk, SectionWithProblem } from '../load-school-desk.server'
import { schoolWords as words } from '../publishing-words'
import { inDeskOrder, meetsOn } from '../school-desk-rules'
import { ReviewForm } from './ReviewForm'
import { NameCell, StageCell, TimeCell } from './SectionCells'

/** The remark of a review that was refused, and what was typed. */
export interface RefusedReview {
  section: string
  remark: string
  error: string
}

interface SchoolTableProps {
  desk: SchoolDesk
  /** '' or 1–5. */
  weekday: string
  refused: RefusedReview | undefined
  /** Every row, however many there are. */
  all: boolean
}

const ROWS_SHOWN = 25
const LEAST_NORMAL = 5

/** Every course of the school: problems above, then the others, base care, closed ones last; a long table is folded. */
export const SchoolTable = ({ desk, weekday, refused, all }: SchoolTableProps) => {
  const row = (section: SectionWithProblem): TableRow => rowOf(section, refused)
  const onDay = desk.sections.filter((section) => meetsOn(section, Number(weekday)))
  const base = desk.base.filter(({ sections }) => sections.some((section) => meetsOn(section, Number(weekday))))
  const { troubled, normal, closed } = inDeskOrder(onDay)
  const room = Math.max(LEAST_NORMAL, ROWS_SHOWN - troubled.length - base.length - closed.length)
  const shown = all || normal.length <= room ? normal : normal.slice(0, room)
  const folded = normal.length - shown.length
  return (
    <Table
      caption={words.caption}
      bar={<Weekdays counts={desk.counts} school={desk.school} weekday={weekday} />}
      columns={[
        { key: 'course', head: words.columns.course },
        { key: 'time', head: words.columns.time },
        { key: 'teacher', head: words.columns.teacher },
        { key: 'standing', head: words.columns.standing },
        { key: 'taken', head: words.columns.taken },
        { key: 'waiting', head: words.columns.waiting, number: true },
        { key: 'fee', head: words.columns.fee, number: true },
        { key: 'next', head: words.columns.next },
      ]}
      groups={[
        { title: words.todo(troubled.length), rows: troubled.map(row) },
        { title: words.normal(normal.length), rows: shown.map(row) },
        { title: words.base(base.length), rows: base.map(baseRow) },
        { title: words.closed(closed.length), rows: closed.map(row) },
      ]}
      foot={
        folded > 0 && (
          <Link to={pathTo('schoolDesk', {}, { school: desk.school, weekday, all: 1 })} preventScrollReset>
            {words.more(folded)}
          </Link>
        )
      }
      empty={words.none}
    />
  )
}

const Weekdays = ({ counts, school, weekday }: { counts: readonly number[]; school: string; weekday: string }) => (
  <>
    <nav className="seg" aria-label={words.weekdays}>
      {counts.map((count, day) => {
        const value = day === 0 ? '' : String(day)
        const label = day === 0 ? words.all(count) : words.onDay(weekdayName(day), count)
        return (
          <Link
            key={label}
            to={pathTo('schoolDesk', {}, { school, weekday: value })}
            aria-current={value === weekday ? 'true' : undefined}
          >
            {label}
          </Link>
        )
      })}
    </nav>
    <p className="key">
      <span className="tickk" />
      {words.leastKey}
    </p>
  </>
)

const rowOf = (section: SectionWithProblem, refused: RefusedReview | undefined): TableRow => ({
  key: section.id,
  ...(section.problem ? { tone: section.problem.tone } : {}),
  cells: [
    <NameCell key="course" section={section}>
      <Link id={`section-${section.id}`} to={pathTo('editSection', { section: section.id })}>
        {section.name}
      </Link>
    </NameCell>,
    <TimeCell key="time" section={section} brief />,
    <TeacherCell key="teacher" section={section} />,
    <StageCell key="standing" stage={section.stage} />,
    section.stage === 'published' ? (
      <Fill key="taken" taken={section.enrolled} of={section.capacity} least={section.minimum} />
    ) : (
      <span key="taken" className="nil">
        {words.notSelling}
      </span>
    ),
    section.waiting > 0 ? (
      <Link key="waiting" to={pathTo('sectionRoster', { section: section.id })}>
        {section.waiting}
      </Link>
    ) : (
      <span key="waiting" className="nil">
        0
      </span>
    ),
    section.feeFen === 0 ? words.free : yuan(section.feeFen),
    <span key="next" className="next">
      <NextCell section={section} refused={refused?.section === section.id ? refused : undefined} />
      {section.problem && section.problem.kind !== 'decide' && section.stage === 'published' && (
        <RosterLink section={section.id} name={section.name} />
      )}
    </span>,
  ],
})

const TeacherCell = ({ section }: { section: SectionWithProblem }) => (
  <>
    {[section.provider, section.teacher].filter(Boolean).join(' ')}
    {section.problem?.kind === 'provider' && section.listedUntil && (
      <small className="block w">{words.listedUntil(section.listedUntil)}</small>
    )}
    {section.problem?.kind === 'check' && section.check && (
      <small className="block w">
        {section.check.kind === 'none' ? words.noCheckShort : words.checkUntil(section.check.expiresOn)}
      </small>
    )}
  </>
)

const NextCell = ({ section, refused }: { section: SectionWithProblem; refused: RefusedReview | undefined }) => {
  const { id, school, name, problem } = section
  const edit = pathTo('editSection', { section: id })
  if (problem?.kind === 'review' || section.stage === 'submitted')
    return (
      <div id={`review-${id}`}>
        <ReviewForm school={school} section={id} name={name} error={refused?.error} remark={refused?.remark} />
        <Link to={edit}>{words.edit}</Link>
      </div>
    )
  if (problem?.kind === 'send' || problem?.kind === 'publish')
    return <Link to={pathTo('schoolPlan', {}, { school })}>{words.next[problem.kind]()}</Link>
  if (problem?.kind === 'crowd') return <Link to={pathTo('newSection', {}, { section: id })}>{words.next.crowd()}</Link>
  if (problem?.kind === 'check') return <Link to={pathTo('staffing', {}, { school })}>{words.next.check()}</Link>
  if (problem?.kind === 'decide')
    return <Link to={`${pathTo('decisions', {}, { school })}#decide-${id}`}>{words.next.decide(problem.count)}</Link>
  if (problem) return <Link to={edit}>{words.next[problem.kind](problem.count)}</Link>
  if (section.stage !== 'published') return <Link to={edit}>{words.look}</Link>
  return <RosterLink section={id} name={name} />
}

const RosterLink = ({ section, name }: { section: string; name: string }) => (
  <Link to={pathTo('sectionRoster', { section })}>
    {words.roster}
    <span className="vh">{words.rosterOf(name)}</span>
  </Link>
)

const baseRow = ({ title, sections }: BaseGroup): TableRow => {
  const [first] = sections
  const sum = (of: 'enrolled' | 'waiting'): number => sections.reduce((total, section) => total + section[of], 0)
  return {
    key: title,
    cells: [
      <details key="course" className="remark">
        <summary>
          <b>{title}</b> <small>{words.baseOf(sections.length)}</small>
        </summary>
        <ul>
          {sections.map((section) => (
            <li key={section.id}>
              <Link to={pathTo('editSection', { section: section.id })}>
                {words.classOf(section.room, gradesInWords(section.grades))}
              </Link>{' '}
              {section.stage === 'published' && <RosterLink section={section.id} name={section.room} />}
            </li>
          ))}
        </ul>
      </details>,
      first ? <TimeCell key="time" section={first} brief /> : null,
      null,
      first ? <StageCell key="standing" stage={first.stage} /> : null,
      <Fill key="taken" taken={sum('enrolled')} of={null} />,
      <span key="waiting" className="nil">
        {sum('waiting')}
      </span>,
      words.free,
      null,
    ],
  }
}
