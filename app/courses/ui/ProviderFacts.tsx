import { Note, Table } from '~/shared/ui'
import { pathTo } from '~/site'
import type { ProviderPage, ProviderStepLine } from '../providers/load-providers.server'
import type { LivingSection } from '../providers/provider-record.server'
import { providerStepInWords, staffingWords, withdrawWords, providerWords as words } from '../providers/provider-words'
import { CheckCell } from './CheckCell'
import { CheckForm, type RefusedDeed } from './ProviderForms'

/** Who it is, what it offers, until when it is listed, which schools chose it. */
export const ProviderFacts = ({ page }: { page: ProviderPage }) => {
  const dated = page.stage !== 'applied' && page.stage !== 'selected' && page.stage !== 'refused'
  return (
    <section className="sheaf">
      <h2>{words.facts}</h2>
      {page.licence === '' && <Note title={words.noLicence} />}
      <dl className="pairs">
        <dt>{words.licence}</dt>
        <dd>{page.licence || '—'}</dd>
        <dt>{words.contact}</dt>
        <dd>{[page.contact, page.phone].filter(Boolean).join(' ') || '—'}</dd>
        <dt>{words.offer}</dt>
        <dd>{page.offer || '—'}</dd>
        {dated && (
          <>
            <dt>{words.dates}</dt>
            <dd>
              {words.datesSay(page.listedFrom, page.listedUntil)}
              {page.daysLeft !== null && <small className="block w">{words.daysLeft(page.daysLeft)}</small>}
            </dd>
          </>
        )}
        <dt>{words.chosenBy}</dt>
        <dd>{page.chosenBy.map(({ name }) => name).join('、') || words.nobody}</dd>
      </dl>
    </section>
  )
}

/** What of it runs, at every school. */
export const ProviderSections = ({ sections }: { sections: readonly LivingSection[] }) => (
  <Table
    caption={words.sections(sections.length)}
    columns={[
      { key: 'course', head: words.sectionColumns.course },
      { key: 'school', head: words.sectionColumns.school },
      { key: 'teacher', head: words.sectionColumns.teacher },
      { key: 'days', head: words.sectionColumns.days },
      { key: 'children', head: words.sectionColumns.children, number: true },
      { key: 'waiting', head: words.sectionColumns.waiting, number: true },
    ]}
    groups={[
      {
        title: words.sections(sections.length),
        rows: sections.map((section) => ({
          key: section.id,
          cells: [
            <b key="course">{section.name}</b>,
            section.schoolName,
            section.instructorName,
            <span key="days" className="time">
              {withdrawWords.days(section.startsOn, section.endsOn)}
            </span>,
            section.enrolled,
            section.waiting,
          ],
        })),
      },
    ]}
    empty={words.noSections}
  />
)

/** Who teaches for it, and their checks. */
export const ProviderPeople = ({ page, refused }: { page: ProviderPage; refused: RefusedDeed | undefined }) => (
  <Table
    caption={words.instructors(page.instructors.length)}
    columns={[
      { key: 'name', head: staffingWords.columns.name },
      { key: 'school', head: words.sectionColumns.school },
      { key: 'check', head: staffingWords.columns.check },
      { key: 'sections', head: staffingWords.columns.sections },
      { key: 'next', head: staffingWords.columns.next },
    ]}
    groups={[
      {
        title: words.instructors(page.instructors.length),
        rows: page.instructors.map((person) => ({
          key: person.id,
          ...(person.check.kind === 'good' ? {} : { tone: person.check.kind === 'soon' ? 'warn' : 'bad' }),
          cells: [
            <b key="name">{person.name}</b>,
            person.schoolName,
            <CheckCell key="check" person={person} />,
            person.sections.map(({ name }) => name).join('、') || staffingWords.noSections,
            <CheckForm
              key="next"
              to={pathTo('provider', { provider: page.id })}
              instructor={person.id}
              name={person.name}
              refused={refused}
            />,
          ],
        })),
      },
    ]}
    empty={words.noInstructors}
  />
)

/** Every step of its way, newest first. */
export const ProviderHistory = ({ steps }: { steps: readonly ProviderStepLine[] }) => (
  <section className="sheaf">
    <h2>{words.history}</h2>
    <ol className="history">
      {[...steps].reverse().map((step) => (
        <li key={`${step.at} ${step.step}`}>
          {providerStepInWords(step)}
          {step.remark && <small>{step.remark}</small>}
        </li>
      ))}
    </ol>
  </section>
)
