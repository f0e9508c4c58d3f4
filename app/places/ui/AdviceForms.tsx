import { Form } from '@remix-run/react'
import type { FieldErrors } from '~/shared/answer.server'
import { Button, ErrorSummary, errorList, Field } from '~/shared/ui'
import { costField, IDEAS, ideaField, usualLimit } from '../advice/advice-form'
import { catchmentWords, timingWords, adviceWords as words } from '../advice/advice-words'
import type { AdvicePage } from '../advice/load-advice.server'
import { phaseWords } from '../phase-words'
import { phases } from '../phases'

interface AdviceFormProps {
  page: AdvicePage
  refused: { errors: FieldErrors; values: Record<string, string> } | undefined
}

/** Fields of one of the page's two forms: ids carry the form's name, as both ask why. */
const fieldsOf = (form: string, refused: AdviceFormProps['refused'], usual: Readonly<Record<string, string>>) => ({
  field: (name: string) => ({
    name,
    id: `${form}-${name}`,
    defaultValue: refused?.values[name] ?? usual[name] ?? '',
    ...(refused?.errors[name] ? { error: refused.errors[name] } : {}),
  }),
  errors: errorList(refused?.errors).map((one) => ({ ...one, field: `${form}-${one.field}` })),
})

const usualTiming = { horizon: '6', budgets: '20,000', sites: '3', profile: '40、60' }

/** 先建哪个: money a year, what each project costs, and ideas that are none yet. */
export const TimingForm = ({ page, refused }: AdviceFormProps) => {
  const { form } = timingWords
  const costs = Object.fromEntries(page.projects.map(({ cost }, nth) => [costField(nth), cost]))
  const { field, errors } = fieldsOf('timing', refused, { ...usualTiming, ...costs })
  return (
    <section className="sheaf apart" aria-labelledby="timing">
      <h2 id="timing">{timingWords.title}</h2>
      <p>{timingWords.lead}</p>
      <Form method="post" noValidate>
        <ErrorSummary errors={errors} />
        <input type="hidden" name="deed" value="timing" />
        <div className="fields">
          <Field {...field('horizon')} label={form.horizon} hint={form.horizonHint} inputMode="numeric" short />
          <Field {...field('budgets')} label={form.budgets} hint={form.budgetsHint(page.firstYear)} maxLength={200} />
          <Field {...field('sites')} label={form.sites} inputMode="numeric" short />
          <Field {...field('profile')} label={form.profile} hint={form.profileHint} maxLength={60} />
        </div>
        <fieldset className="editrow">
          <legend>{form.projects}</legend>
          <p className="cap">{page.projects.length > 0 ? form.projectsLead : form.noProjects}</p>
          <div className="fields">
            {page.projects.map(({ id, title, street, places }, nth) => (
              <Field
                key={id}
                {...field(costField(nth))}
                label={form.cost(title, street, places)}
                inputMode="decimal"
                maxLength={14}
              />
            ))}
          </div>
        </fieldset>
        <Ideas page={page} field={field} opened={errors.some((one) => one.field.startsWith('timing-idea'))} />
        <Field {...field('why')} label={words.reason} hint={words.reasonHint} maxLength={200} />
        <div className="acts">
          <Button tone="go">{form.submit}</Button>
        </div>
      </Form>
    </section>
  )
}

interface IdeasProps {
  page: AdvicePage
  field: ReturnType<typeof fieldsOf>['field']
  opened: boolean
}

const Ideas = ({ page, field, opened }: IdeasProps) => {
  const { form } = timingWords
  return (
    <details className="remark" open={opened}>
      <summary>{form.ideas}</summary>
      <p className="cap">{form.ideasLead}</p>
      {Array.from({ length: IDEAS }, (_, nth) => nth).map((nth) => (
        <fieldset key={nth} className="editrow">
          <legend>{form.idea(nth + 1)}</legend>
          <div className="fields">
            <Field
              type="select"
              {...field(ideaField(nth, 'street'))}
              label={form.ideaStreet}
              options={[
                { value: '', label: form.none },
                ...page.streets.map(({ code, name }) => ({ value: code, label: name })),
              ]}
            />
            <Field
              type="select"
              {...field(ideaField(nth, 'phase'))}
              label={form.ideaPhase}
              options={phases.map((phase) => ({ value: phase, label: phaseWords[phase] }))}
            />
            <Field {...field(ideaField(nth, 'places'))} label={form.ideaPlaces} inputMode="numeric" maxLength={8} />
            <Field {...field(ideaField(nth, 'cost'))} label={form.ideaCost} inputMode="decimal" maxLength={14} />
          </div>
        </fieldset>
      ))}
    </details>
  )
}

const usualCatchment = { phase: 'junior', scope: 'intake', limit: String(usualLimit.junior), change: '300' }

/** 怎么划片: phase, autumn, and how far a child may walk. */
export const CatchmentForm = ({ page, refused }: AdviceFormProps) => {
  const { form } = catchmentWords
  const { field, errors } = fieldsOf('catchments', refused, {
    ...usualCatchment,
    autumn: String(page.autumns[0] ?? ''),
  })
  return (
    <section className="sheaf apart" aria-labelledby="catchments">
      <h2 id="catchments">{catchmentWords.title}</h2>
      <p>{catchmentWords.lead}</p>
      <Form method="post" noValidate>
        <ErrorSummary errors={errors} />
        <input type="hidden" name="deed" value="catchments" />
        <div className="fields">
          <Field
            type="select"
            {...field('phase')}
            label={form.phase}
            options={phases.map((phase) => ({ value: phase, label: phaseWords[phase] }))}
          />
          <Field
            type="select"
            {...field('autumn')}
            label={form.autumn}
            options={page.autumns.map((year) => ({ value: String(year), label: String(year) }))}
          />
          <Field
            type="select"
            {...field('scope')}
            label={form.scope}
            options={[
              { value: 'intake', label: form.scopes.intake },
              { value: 'phase', label: form.scopes.phase },
            ]}
          />
          <Field {...field('limit')} label={form.limit} hint={form.limitHint} inputMode="numeric" maxLength={6} />
          <Field {...field('change')} label={form.change} hint={form.changeHint} inputMode="numeric" maxLength={6} />
          <Field {...field('why')} label={words.reason} hint={words.reasonHint} maxLength={200} />
        </div>
        <div className="acts">
          <Button tone="go">{form.submit}</Button>
        </div>
      </Form>
    </section>
  )
}
