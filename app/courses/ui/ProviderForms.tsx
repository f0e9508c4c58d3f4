import { Form } from '@remix-run/react'
import { Button, Field } from '~/shared/ui'
import { staffingWords, providerWords as words } from '../providers/provider-words'

/** What a form is given back when something is to be changed. */
export interface RefusedDeed {
  /** Which of the page's forms it was. */
  form: string
  errors: Readonly<Record<string, string>>
  values: Readonly<Record<string, string>>
}

/** A field's parts of a form among several: its id carries the form's name. */
export const fieldsOf =
  (form: string, refused: RefusedDeed | undefined, before: Readonly<Record<string, string>> = {}) =>
  (name: string) => {
    const mine = refused?.form === form ? refused : undefined
    const error = mine?.errors[name]
    return {
      name,
      id: `${name}-${form}`,
      defaultValue: mine?.values[name] ?? before[name] ?? '',
      ...(error ? { error } : {}),
    }
  }

/** The errors of the refused form as the summary lists them. */
export const summaryOf = (refused: RefusedDeed | undefined) =>
  Object.entries(refused?.errors ?? {}).map(([name, message]) =>
    name === 'form' ? { message } : { field: `${name}-${refused?.form ?? ''}`, message },
  )

/** 推荐 or 登记 a provider. */
export const ApplicationForm = ({
  to,
  refused,
  submit,
  why,
}: {
  to: string
  refused: RefusedDeed | undefined
  submit: string
  why: string
}) => {
  const field = fieldsOf('apply', refused)
  return (
    <Form method="post" action={to} noValidate>
      <input type="hidden" name="deed" value="apply" />
      <div className="fields">
        <Field {...field('name')} label={words.name} maxLength={40} />
        <Field {...field('licence')} label={words.licence} hint={words.licenceHint} autoComplete="off" optional />
        <Field {...field('contact')} label={words.contact} maxLength={20} autoComplete="off" optional />
        <Field {...field('phone')} label={words.phone} inputMode="tel" autoComplete="off" optional />
      </div>
      <Field {...field('offer')} type="textarea" label={words.offer} rows={2} maxLength={300} />
      <Field {...field('remark')} type="textarea" label={why} rows={2} maxLength={200} optional />
      <div className="acts">
        <Button tone="go">{submit}</Button>
      </div>
    </Form>
  )
}

/** The answer to a 准入查询 is written down. */
export const CheckForm = ({
  to,
  instructor,
  name,
  refused,
}: {
  to: string
  instructor: string
  name: string
  refused: RefusedDeed | undefined
}) => {
  const form = `check-${instructor}`
  const field = fieldsOf(form, refused)
  return (
    <details className="remark" id={form} open={refused?.form === form}>
      <summary aria-label={staffingWords.updateOf(name)}>{staffingWords.update}</summary>
      <Form method="post" action={to} noValidate>
        <input type="hidden" name="deed" value="check" />
        <input type="hidden" name="instructor" value={instructor} />
        <Field {...field('number')} label={staffingWords.number} maxLength={40} autoComplete="off" />
        <Field {...field('checkedOn')} type="date" label={staffingWords.checkedOn} />
        <Field {...field('expiresOn')} type="date" label={staffingWords.expiresOn} />
        <Button tone="go">{staffingWords.record}</Button>
      </Form>
    </details>
  )
}
