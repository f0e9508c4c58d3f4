import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { yuanOf } from '~/money'
import { Button, ErrorSummary, Field } from '~/shared/ui'
import { pathTo } from '~/site'
import type { ProjectPage } from '../projects/load-project.server'
import { detailWords as words } from '../projects/project-detail-words'
import { datesForm, factsForm, placesForm } from '../projects/project-form'
import { DateFields, FactsFields, PlacesFields } from './ProjectFields'
import { type RefusedDeed, useDeedForm } from './use-deed-form'

interface PartProps {
  page: ProjectPage
  refused: RefusedDeed | undefined
}

type DeedForm = ReturnType<typeof useDeedForm>

interface FoldProps {
  form: DeedForm
  page: Pick<ProjectPage, 'line' | 'seen'>
  deed: string
  /** What the fold is called. */
  title: string
  children: ReactNode
}

/** A form behind its name; open where it was refused. The key carries the state it was made from. */
export const Fold = ({ form, page, deed, title, children }: FoldProps) => (
  <details className="remark fold" id={`form-${deed}`} open={form.refused}>
    <summary>{title}</summary>
    <Form
      method="post"
      action={pathTo('project', { project: page.line.id })}
      onSubmit={form.onSubmit}
      noValidate
      preventScrollReset
    >
      <ErrorSummary errors={form.summary} />
      <input {...form.hidden('deed', deed)} />
      <input {...form.hidden('seen', String(page.seen))} />
      {children}
    </Form>
  </details>
)

/** 改日子. */
export const DatesForm = ({ page, refused }: PartProps) => {
  const form = useDeedForm(datesForm, { deed: 'dates', before: page.dates, refused })
  return (
    <Fold form={form} page={page} deed="dates" title={words.moveDates}>
      <p className="cap">{words.datesHint}</p>
      <DateFields form={form} met />
      <Field {...form.field('why')} type="textarea" label={words.why} hint={words.whyHint} rows={2} maxLength={200} />
      <Button tone="go">{words.saveDates}</Button>
    </Fold>
  )
}

/** The places of a project as the form's fields show them. */
const typedPlaces = ({ split }: ProjectPage): Record<string, string> =>
  Object.fromEntries(
    split.flatMap(({ phase, places, classes }) => [
      [phase, String(places)],
      [`${phase}Classes`, classes === 0 ? '' : String(classes)],
    ]),
  )

/** 改学位. */
export const PlacesForm = ({ page, refused }: PartProps) => {
  const form = useDeedForm(placesForm, { deed: 'places', before: typedPlaces(page), refused })
  return (
    <Fold form={form} page={page} deed="places" title={words.changePlaces}>
      <p className="cap">{words.placesHint}</p>
      <PlacesFields form={form} />
      <Field {...form.field('why')} label={words.why} maxLength={200} autoComplete="off" />
      <Button tone="go">{words.savePlaces}</Button>
    </Fold>
  )
}

const typedFacts = ({ line, row }: ProjectPage): Record<string, string> => ({
  title: line.title,
  kind: line.projectKind,
  stage: line.stage,
  street: line.street,
  school: row.school,
  about: row.about,
  address: row.address,
  longitude: line.longitude === null ? '' : String(line.longitude),
  latitude: line.latitude === null ? '' : String(line.latitude),
  officer: row.officer,
  budget: row.budgetFen === null ? '' : yuanOf(row.budgetFen),
  budgetSource: row.budgetSource,
  controlTotal: line.controlTotal,
  published: row.published ? 'on' : '',
  internalNote: row.internalNote,
})

/** 改资料. */
export const FactsForm = ({ page, refused }: PartProps) => {
  const form = useDeedForm(factsForm, { deed: 'facts', before: typedFacts(page), refused })
  return (
    <Fold form={form} page={page} deed="facts" title={words.changeFacts}>
      <FactsFields form={form} choices={page.choices} stages={page.stages} />
      <Field
        {...form.field('why')}
        label={words.why}
        hint={words.whyOptional}
        maxLength={200}
        autoComplete="off"
        optional
      />
      <Button tone="go">{words.saveFacts}</Button>
    </Fold>
  )
}
