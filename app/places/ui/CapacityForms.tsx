import { Form, Link } from '@remix-run/react'
import type { FieldErrors } from '~/shared/answer.server'
import { Button, ErrorSummary, errorList, Field } from '~/shared/ui'
import { pathTo } from '~/site'
import { gradeChoices } from '../capacity/capacity-form'
import { capacityWords, changeWords, tierWords } from '../capacity/capacity-words'
import type { CapacityPage, CapacityRow } from '../capacity/load-capacity.server'
import { gradeWord, phaseWords } from '../phase-words'

const words = capacityWords.form

/** What was typed and what is wrong with it. */
export interface RefusedCapacity {
  deed: string
  errors: FieldErrors
  values: Record<string, string>
}

const optionsOf = (names: Record<string, string>) => Object.entries(names).map(([value, label]) => ({ value, label }))

/** One more line for the ledger. */
export const AddCapacity = ({ page, refused }: { page: CapacityPage; refused?: RefusedCapacity | undefined }) => {
  const { errors = {}, values = {} } = refused ?? {}
  // The page asks for street and phase above, too: ids must differ.
  const field = (name: string, fallback = '') => ({
    name,
    id: `add-${name}`,
    defaultValue: values[name] ?? fallback,
    ...(errors[name] ? { error: errors[name] } : {}),
  })
  return (
    <details className="sheaf remark" id="add" open={refused !== undefined}>
      <summary>{words.title}</summary>
      <Form method="post" key={page.key} noValidate>
        <ErrorSummary errors={errorList(errors).map((one) => ({ ...one, field: `add-${one.field}` }))} />
        <input type="hidden" name="deed" value="add" />
        <input type="hidden" name="key" value={page.key} />
        <div className="fields">
          <Field
            {...field('school')}
            type="select"
            label={words.school}
            hint={words.schoolHint}
            options={[
              { value: '', label: words.noSchool },
              ...page.schools.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <Field
            {...field('street', page.search.street)}
            type="select"
            label={words.street}
            hint={words.streetHint}
            options={[
              { value: '', label: words.bySchool },
              ...page.streets.map(({ code, name }) => ({ value: code, label: name })),
            ]}
          />
          <Field
            {...field('phase', page.search.phase || 'primary')}
            type="select"
            label={words.phase}
            options={optionsOf(phaseWords)}
          />
          <Field {...field('tier', page.search.tier)} type="select" label={words.tier} options={optionsOf(tierWords)} />
          <Field {...field('change', 'added')} type="select" label={words.change} options={optionsOf(changeWords)} />
          <Field
            {...field('grade')}
            type="select"
            label={words.grade}
            options={[
              { value: '', label: words.everyGrade },
              ...gradeChoices.map((grade) => ({ value: String(grade), label: gradeWord(grade) })),
            ]}
          />
          <Field
            {...field('places')}
            label={words.places}
            hint={words.placesHint}
            inputMode="numeric"
            maxLength={6}
            short
          />
          <Field {...field('classes')} label={words.classes} inputMode="numeric" maxLength={3} optional short />
          <Field {...field('from')} type="date" label={words.from} hint={words.fromHint} short />
          <Field {...field('until')} type="date" label={words.until} hint={words.untilHint} optional short />
        </div>
        <Field
          type="checkbox"
          name="ramp"
          id="add-ramp"
          label={words.ramp}
          defaultChecked={values.ramp === 'on'}
          {...(errors.ramp ? { error: errors.ramp } : {})}
        />
        <Field {...field('why')} label={words.why} hint={words.whyHint} maxLength={200} />
        <div className="acts">
          <Button tone="go">{words.submit}</Button>
        </div>
      </Form>
    </details>
  )
}

/** Asks why before a line is taken back. */
export const TakeBack = ({
  row,
  page,
  refused,
}: {
  row: CapacityRow
  page: CapacityPage
  refused?: RefusedCapacity | undefined
}) => {
  const { back, log } = capacityWords
  return (
    <section className="sheaf" id="back">
      <h2>{back.title}</h2>
      <p>{back.lead(log.added(row.school, row.phase, row.places))}</p>
      <Form method="post" noValidate>
        <ErrorSummary errors={errorList(refused?.errors).map((one) => ({ ...one, field: `${one.field}-back` }))} />
        <input type="hidden" name="deed" value="take-back" />
        <input type="hidden" name="event" value={row.id} />
        <Field
          name="why"
          id="why-back"
          label={back.why}
          maxLength={200}
          defaultValue={refused?.values.why ?? ''}
          {...(refused?.errors.why ? { error: refused.errors.why } : {})}
        />
        <div className="acts">
          <Button tone="bad">{back.submit}</Button>
          <Link className="quiet" to={pathTo('capacity', {}, { ...page.search, back: '' })}>
            {back.cancel}
          </Link>
        </div>
      </Form>
    </section>
  )
}
