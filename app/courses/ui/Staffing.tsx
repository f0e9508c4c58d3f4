import { Form } from '@remix-run/react'
import { Button, Field, Table, type TableRow } from '~/shared/ui'
import type { InstructorLine } from '../providers/load-providers.server'
import type { StaffingPage } from '../providers/load-staffing.server'
import { stageWords, staffingWords as words } from '../providers/provider-words'
import { CheckCell } from './CheckCell'
import { CheckForm, fieldsOf, type RefusedDeed } from './ProviderForms'

interface StaffingProps {
  page: StaffingPage
  /** Where its forms go. */
  to: string
  refused: RefusedDeed | undefined
}

/** Outside teachers, those whose check has to be seen to first. */
export const StaffingTable = ({ page, to, refused }: StaffingProps) => {
  const row = (person: InstructorLine): TableRow => rowOf(person, { page, to, refused })
  const todo = page.instructors.filter(({ check }) => check.kind !== 'good')
  const well = page.instructors.filter(({ check }) => check.kind === 'good')
  return (
    <Table
      caption={words.caption}
      columns={[
        { key: 'name', head: words.columns.name },
        { key: 'provider', head: words.columns.provider },
        { key: 'check', head: words.columns.check },
        { key: 'sections', head: words.columns.sections },
        { key: 'next', head: words.columns.next },
      ]}
      groups={[
        { title: words.todo(todo.length), rows: todo.map(row) },
        { title: words.well(well.length), rows: well.map(row) },
      ]}
      empty={words.none}
    />
  )
}

const rowOf = (person: InstructorLine, { page, to, refused }: StaffingProps): TableRow => {
  const { id, name, about, providerName, check, sections } = person
  return {
    key: id,
    ...(check.kind === 'good' ? {} : { tone: check.kind === 'soon' ? 'warn' : 'bad' }),
    cells: [
      <span key="name" id={`instructor-${id}`} className="named">
        <span>
          <b>{name}</b>
          <small>{about}</small>
        </span>
      </span>,
      providerName || words.own,
      <CheckCell key="check" person={person} />,
      sections.map((section) => section.name).join('、') || <span className="nil">{words.noSections}</span>,
      <div key="next">
        <CheckForm to={to} instructor={id} name={name} refused={refused} />
        <details className="remark" open={refused?.form === `save-${id}`}>
          <summary aria-label={words.edit(name)}>{words.editShort}</summary>
          <InstructorForm page={page} to={to} refused={refused} person={person} />
          {sections.length === 0 ? (
            <Form method="post" action={to}>
              <input type="hidden" name="instructor" value={id} />
              <Button tone="bad" name="deed" value="remove" aria-label={words.remove(name)}>
                {words.removeShort}
              </Button>
            </Form>
          ) : (
            <p className="cap">{words.cannotRemove(sections.map((section) => section.name))}</p>
          )}
        </details>
      </div>,
    ],
  }
}

/** A new outside teacher, or another name, provider or line for one. */
export const InstructorForm = ({ page, to, refused, person }: StaffingProps & { person?: InstructorLine }) => {
  const field = fieldsOf(`save-${person?.id ?? ''}`, refused, {
    name: person?.name ?? '',
    provider: person?.provider ?? '',
    about: person?.about ?? '',
  })
  const chosen = page.chosen.map(({ id, name }) => ({ value: id, label: name }))
  const kept =
    person && person.provider !== '' && !chosen.some(({ value }) => value === person.provider)
      ? [{ value: person.provider, label: person.providerName }]
      : []
  return (
    <Form method="post" action={to} noValidate>
      <input type="hidden" name="instructor" value={person?.id ?? ''} />
      <Field {...field('name')} label={words.name} maxLength={20} autoComplete="off" />
      <Field
        {...field('provider')}
        type="select"
        label={words.provider}
        hint={words.providerHint}
        options={[{ value: '', label: words.noProvider }, ...kept, ...chosen]}
      />
      <Field {...field('about')} label={words.about} hint={words.aboutHint} maxLength={60} />
      <div className="acts">
        <Button tone="go" name="deed" value="save">
          {person ? words.save : words.add}
        </Button>
      </div>
    </Form>
  )
}

/** The providers of the term, and what else is on the district's list. */
export const ProviderChoices = ({ page, to }: Omit<StaffingProps, 'refused'>) => (
  <section className="sheaf">
    <h2>{words.providers(page.chosen.length)}</h2>
    {page.chosen.length === 0 && <p className="cap">{words.noProviders}</p>}
    <ul className="history">
      {page.chosen.map(({ id, name, stage, listedUntil }) => (
        <li key={id}>
          <b>{name}</b>
          <small className={stage === 'listed' || stage === 'coming' ? undefined : 'x'}>
            {stage === 'listed' ? words.listedUntil(listedUntil) : stageWords[stage]}
          </small>
          <Form method="post" action={to}>
            <input type="hidden" name="provider" value={id} />
            <Button tone="plain" name="deed" value="unchoose" aria-label={words.unchoose(name)}>
              {words.unchooseShort}
            </Button>
          </Form>
        </li>
      ))}
    </ul>
    {page.open.length > 0 && (
      <details className="remark">
        <summary>{words.open(page.open.length)}</summary>
        <ul className="history">
          {page.open.map(({ id, name, offer, listedUntil }) => (
            <li key={id}>
              <b>{name}</b>
              <small>{[offer, words.listedUntil(listedUntil)].filter(Boolean).join(' · ')}</small>
              <Form method="post" action={to}>
                <input type="hidden" name="provider" value={id} />
                <Button tone="plain" name="deed" value="choose" aria-label={words.choose(name)}>
                  {words.chooseShort}
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      </details>
    )}
    {page.applied.length > 0 && (
      <>
        <h2>{words.applied}</h2>
        <ul>
          {page.applied.map(({ id, name, stage }) => (
            <li key={id}>{words.appliedLine(name, stageWords[stage])}</li>
          ))}
        </ul>
      </>
    )}
  </section>
)
