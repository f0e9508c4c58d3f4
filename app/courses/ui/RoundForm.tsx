import { zodResolver } from '@hookform/resolvers/zod'
import { Form } from '@remix-run/react'
import { Button, ErrorSummary, Field } from '~/shared/ui'
import { useCheckedForm } from '~/shared/ui/use-checked-form'
import { pathTo } from '~/site'
import { roundWords as words } from '../bureau-words'
import { type RoundFormValues, roundForm } from '../round-form'

interface RoundFormProps {
  values: RoundFormValues
  /** To choose from, for a new round; the scope of another stays. */
  schools?: readonly { id: string; name: string }[]
  refused: Readonly<Record<string, string>> | undefined
  submit: string
}

type FieldName = Exclude<keyof RoundFormValues, 'round'>

/** When families may enrol. Several stand on one page, so every id carries its round. */
export const RoundForm = ({ values, schools, refused, submit }: RoundFormProps) => {
  const { register, onSubmit, errors } = useCheckedForm(zodResolver(roundForm), refused)
  const idOf = (name: string): string => `${name}-${values.round || 'new'}`
  const plain = (name: FieldName) => ({
    ...register(name),
    id: idOf(name),
    defaultValue: values[name],
    ...(errors[name] ? { error: errors[name] } : {}),
  })
  const found = (['name', 'school', 'opensAt', 'closesAt', 'courseLimit'] as const).flatMap((name) =>
    errors[name] ? [{ field: idOf(name), message: errors[name] }] : [],
  )
  return (
    <Form method="post" action={pathTo('rounds')} onSubmit={onSubmit} noValidate>
      <ErrorSummary errors={found} />
      <input type="hidden" {...register('round')} defaultValue={values.round} />
      <div className="fields">
        <Field {...plain('name')} label={words.name} hint={words.nameHint} maxLength={20} />
        {schools && (
          <Field
            {...plain('school')}
            type="select"
            label={words.school}
            options={[
              { value: '', label: words.whole },
              ...schools.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
        <Field {...plain('opensAt')} type="datetime-local" label={words.opensAt} />
        <Field {...plain('closesAt')} type="datetime-local" label={words.closesAt} />
        <Field
          {...plain('courseLimit')}
          label={words.courseLimit}
          hint={words.courseLimitHint}
          inputMode="numeric"
          short
        />
      </div>
      <div className="acts">
        <Button tone="go">{submit}</Button>
      </div>
    </Form>
  )
}
