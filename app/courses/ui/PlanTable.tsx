import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Table, type TableRow } from '~/shared/ui'
import { pathTo } from '~/site'
import { yuan } from '../family-words'
import { sectionNumber } from '../filing-rules'
import type { SchoolPlanPage } from '../load-plan.server'
import type { SectionOnDesk } from '../load-sections.server'
import { planWords as words } from '../publishing-words'
import { FindingMarks } from './FindingList'
import { LastStepCell, NameCell, StageCell, TimeCell } from './SectionCells'

/** The form whose boxes stand in this table. */
export const PUBLISH_FORM = 'publish'

/** The plan's lines by what they need. Base care of one name stands in one line. */
export const PlanTable = ({ plan }: { plan: SchoolPlanPage }) => {
  const rows = (sections: readonly SectionOnDesk[], tone?: 'bad' | 'warn') => [
    ...sections.filter(({ base }) => !base).map((section) => rowOf(section, plan, tone)),
    ...baseRows(sections, plan),
  ]
  return (
    <Table
      caption={words.caption}
      columns={[
        { key: 'course', head: words.columns.course },
        { key: 'time', head: words.columns.time },
        { key: 'teacher', head: words.columns.teacher },
        { key: 'places', head: words.columns.places, number: true },
        { key: 'fee', head: words.columns.fee, number: true },
        { key: 'number', head: words.columns.number },
        { key: 'standing', head: words.columns.standing },
        { key: 'last', head: words.columns.last },
      ]}
      groups={[
        { title: words.returned(plan.returned.length), rows: rows(plan.returned, 'bad') },
        { title: words.toPublish(plan.toPublish.length), rows: rows(plan.toPublish, 'warn') },
        { title: words.toSend(plan.toSend.length), rows: rows(plan.toSend, 'warn') },
        { title: words.sent(plan.sent.length), rows: rows(plan.sent) },
        { title: words.published(plan.published.length), rows: rows(plan.published) },
      ]}
      empty={words.none}
    />
  )
}

const rowOf = (section: SectionOnDesk, { plan, findings }: SchoolPlanPage, tone?: 'bad' | 'warn'): TableRow => ({
  key: section.id,
  ...(tone ? { tone } : {}),
  cells: [
    <Named key="course" section={section}>
      <NameCell section={section}>
        <Link to={pathTo('editSection', { section: section.id })}>{section.name}</Link>
      </NameCell>
      <FindingMarks findings={findings.filter((finding) => finding.section === section.id)} />
    </Named>,
    <TimeCell key="time" section={section} />,
    [section.provider, section.teacher].filter(Boolean).join(' '),
    section.capacity ?? words.unlimited,
    section.feeFen === 0 ? '0' : yuan(section.feeFen),
    <NumberCell key="number" section={section} filing={plan?.filingNumber ?? null} />,
    <StageCell key="standing" stage={section.stage} />,
    <LastStepCell key="last" section={section} />,
  ],
})

/** A line that can be published carries its box. */
const Named = ({ section, children }: { section: SectionOnDesk; children: ReactNode }) =>
  section.stage === 'filed' ? (
    <span className="ticked">
      <input
        type="checkbox"
        form={PUBLISH_FORM}
        name="section"
        value={section.id}
        defaultChecked
        aria-label={words.tick(section.name)}
      />
      <span>{children}</span>
    </span>
  ) : (
    children
  )

const NumberCell = ({ section, filing }: { section: SectionOnDesk; filing: string | null }) => (
  <>
    {filing !== null && section.suffix !== null && sectionNumber(filing, section.suffix)}
    {section.supplement !== null && <small className="block">{words.supplement(section.supplement)}</small>}
  </>
)

const baseRows = (sections: readonly SectionOnDesk[], { plan }: SchoolPlanPage): TableRow[] => {
  const base = sections.filter((section) => section.base)
  return [...new Set(base.map(({ title }) => title))].flatMap((title) => {
    const ofTitle = base.filter((section) => section.title === title)
    const [first] = ofTitle
    if (!first) return []
    return {
      key: `${first.stage} ${title}`,
      cells: [
        <b key="course">{words.baseLine(title, ofTitle.length)}</b>,
        <TimeCell key="time" section={first} />,
        '',
        words.unlimited,
        '0',
        ofTitle.length === 1 ? (
          <NumberCell key="number" section={first} filing={plan?.filingNumber ?? null} />
        ) : (
          numbersOf(ofTitle, plan?.filingNumber ?? null)
        ),
        <StageCell key="standing" stage={first.stage} />,
        <LastStepCell key="last" section={first} />,
      ],
    }
  })
}

/** From the lowest to the highest number of several. */
const numbersOf = (sections: readonly SectionOnDesk[], filing: string | null): string => {
  const suffixes = sections.flatMap(({ suffix }) => (suffix === null ? [] : [suffix])).sort((a, b) => a - b)
  const [first] = suffixes
  const last = suffixes.at(-1)
  if (filing === null || first === undefined || last === undefined) return ''
  return first === last ? sectionNumber(filing, first) : `${sectionNumber(filing, first)} … ${last}`
}
