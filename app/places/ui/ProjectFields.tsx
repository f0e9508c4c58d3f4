import { Field } from '~/shared/ui'
import { phaseWords } from '../phase-words'
import { phases } from '../phases'
import { dateFieldOf } from '../projects/dates-draft'
import { milestoneKinds } from '../projects/milestone-rules'
import { detailWords as words } from '../projects/project-detail-words'
import type { ProjectLine } from '../projects/project-line-rules'
import type { ProjectChoices } from '../projects/project-record.server'
import { projectKinds } from '../projects/project-rules'
import { kindWords, milestoneWords, stageWords } from '../projects/project-words'
import type { useDeedForm } from './use-deed-form'

/** The fields that the new project's form shares with those of its page. */

type DeedForm = ReturnType<typeof useDeedForm>

const named = (some: readonly { id: string; name: string }[]) =>
  some.map(({ id, name }) => ({ value: id, label: name }))

interface FactsFieldsProps {
  form: DeedForm
  choices: ProjectChoices
  /** The stages that may be chosen. */
  stages: readonly ProjectLine['stage'][]
}

/** What a project is, where, whose, and what it may cost. */
export const FactsFields = ({ form: { field, tick }, choices, stages }: FactsFieldsProps) => (
  <>
    <div className="fields even-ends">
      <Field {...field('title')} label={words.title} maxLength={60} />
      <Field
        {...field('kind')}
        type="select"
        label={words.kind}
        options={projectKinds.map((kind) => ({ value: kind, label: kindWords[kind] }))}
      />
      <Field
        {...field('stage')}
        type="select"
        label={words.stage}
        options={stages.map((stage) => ({ value: stage, label: stageWords[stage] }))}
      />
      <Field {...field('street')} type="select" label={words.street} options={named(choices.streets)} />
      <Field
        {...field('school')}
        type="select"
        label={words.school}
        options={[{ value: '', label: words.noSchool }, ...named(choices.schools)]}
      />
      <Field
        {...field('officer')}
        type="select"
        label={words.responsible}
        options={[{ value: '', label: words.nobody }, ...named(choices.officers)]}
      />
      <Field
        {...field('controlTotal')}
        type="select"
        label={words.controlTotal}
        options={[{ value: '', label: words.noTotal }, ...named(choices.totals)]}
      />
      <Field {...field('address')} label={words.address} maxLength={80} autoComplete="off" optional />
      <Field {...field('longitude')} label={words.longitude} inputMode="decimal" optional short />
      <Field
        {...field('latitude')}
        label={words.latitude}
        hint={words.degreesHint}
        inputMode="decimal"
        optional
        short
      />
      <Field {...field('budget')} label={words.budget} inputMode="decimal" optional />
      <Field {...field('budgetSource')} label={words.budgetSource} maxLength={120} autoComplete="off" optional />
    </div>
    <Field {...field('about')} type="textarea" label={words.about} hint={words.aboutHint} rows={2} optional />
    <Field
      {...field('internalNote')}
      type="textarea"
      label={words.internalNote}
      hint={words.internalHint}
      rows={2}
      optional
    />
    <Field {...tick('published')} type="checkbox" label={words.published} />
  </>
)

/** Places and classes by phase. */
export const PlacesFields = ({ form: { field } }: { form: DeedForm }) => (
  <div className="fields">
    {phases.flatMap((phase) => [
      <Field
        key={phase}
        {...field(phase)}
        label={words.placesOf(phaseWords[phase])}
        inputMode="numeric"
        optional
        short
      />,
      <Field
        key={`${phase}-classes`}
        {...field(`${phase}Classes`)}
        label={words.classesOf(phaseWords[phase])}
        inputMode="numeric"
        optional
        short
      />,
    ])}
  </div>
)

/** The four dates; with `met`, also the days on which they came. */
export const DateFields = ({ form: { field }, met }: { form: DeedForm; met: boolean }) => (
  <div className="datefields">
    {milestoneKinds.map((kind) => (
      <fieldset key={kind} className="bare">
        <legend className="vh">{milestoneWords[kind]}</legend>
        <Field {...field(dateFieldOf(kind, 'due'))} type="date" label={words.due(milestoneWords[kind])} optional />
        {met && (
          <Field {...field(dateFieldOf(kind, 'met'))} type="date" label={words.met(milestoneWords[kind])} optional />
        )}
      </fieldset>
    ))}
  </div>
)
