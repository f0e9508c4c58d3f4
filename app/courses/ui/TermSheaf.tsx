import { Form, Link } from '@remix-run/react'
import { Button, ErrorSummary, Field } from '~/shared/ui'
import { pathTo } from '~/site'
import type { TermDraft } from '../calendar/calendar-form'
import { calendarWords as words } from '../calendar/calendar-words'
import type { TermLine } from '../calendar/load-calendar-page.server'

interface RefusedTerm {
  errors: Readonly<Record<string, string>>
  values: Readonly<Record<string, string>>
}

interface TermSheafProps {
  terms: readonly TermLine[]
  next: TermDraft
  refused: RefusedTerm | undefined
}

/** The terms with their dates, each to be changed, and the next one. */
export const TermSheaf = ({ terms, next, refused }: TermSheafProps) => {
  const refusedAt = (term: string) => (refused && (refused.values.term ?? '') === term ? refused : undefined)
  return (
    <section className="sheaf" id="terms">
      <h2>{words.termsTitle}</h2>
      {[...terms].reverse().map(({ id, name, startsOn, endsOn, begun }) => (
        <details key={id} className="remark" open={refusedAt(id) !== undefined}>
          <summary aria-label={words.changeTermNamed(name)}>{name}</summary>
          <p>
            <Link to={pathTo('calendar', {}, { term: id })}>{words.lead(name, startsOn, endsOn)}</Link>
          </p>
          <TermForm
            draft={{ term: id, name, startsOn, endsOn }}
            begun={begun}
            refused={refusedAt(id)}
            submit={words.saveTerm}
          />
        </details>
      ))}
      <h3>{words.newTerm}</h3>
      <TermForm draft={next} begun={false} refused={refusedAt('')} submit={words.createTerm} />
    </section>
  )
}

interface TermFormProps {
  draft: TermDraft
  begun: boolean
  refused: RefusedTerm | undefined
  submit: string
}

/** Several stand on one page, so every id carries its term. */
const TermForm = ({ draft, begun, refused, submit }: TermFormProps) => {
  const idOf = (name: string): string => `${name}-${draft.term || 'new'}`
  const plain = (name: 'name' | 'startsOn' | 'endsOn') => ({
    name,
    id: idOf(name),
    defaultValue: refused?.values[name] ?? draft[name],
    ...(refused?.errors[name] ? { error: refused.errors[name] } : {}),
  })
  const found = (['name', 'startsOn', 'endsOn'] as const).flatMap((name) =>
    refused?.errors[name] ? [{ field: idOf(name), message: refused.errors[name] }] : [],
  )
  return (
    <Form method="post" action={pathTo('calendar')} noValidate>
      <ErrorSummary errors={found} />
      <input type="hidden" name="deed" value="term" />
      <input type="hidden" name="term" value={draft.term} />
      <div className="fields">
        <Field {...plain('name')} label={words.termName} maxLength={30} />
        <Field
          {...plain('startsOn')}
          type="date"
          label={words.startsOn}
          readOnly={begun}
          {...(begun ? { hint: words.begun } : {})}
        />
        <Field {...plain('endsOn')} type="date" label={words.endsOn} />
      </div>
      <div className="acts">
        <Button tone="go">{submit}</Button>
      </div>
    </Form>
  )
}
