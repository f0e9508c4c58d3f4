import { zodResolver } from '@hookform/resolvers/zod'
import { Form } from '@remix-run/react'
import { Button, ErrorSummary, errorList, Field } from '~/shared/ui'
import { useCheckedForm } from '~/shared/ui/use-checked-form'
import { pathTo } from '~/site'
import { decisionWords as words } from '../change-log/change-words'
import { type DecisionInput, decisionForm } from '../change-log/decision-form'

interface DecisionFormProps {
  values: DecisionInput
  streets: readonly { code: string; name: string }[]
  refused: Readonly<Record<string, string>> | undefined
}

/** What was decided, why, and for which street. */
export const DecisionForm = ({ values, streets, refused }: DecisionFormProps) => {
  const { register, onSubmit, errors } = useCheckedForm(zodResolver(decisionForm), refused)
  const plain = (name: 'title' | 'reason' | 'street') => ({
    ...register(name),
    defaultValue: values[name],
    ...(errors[name] ? { error: errors[name] } : {}),
  })
  return (
    <Form method="post" action={pathTo('placesDecision')} onSubmit={onSubmit} className="sheaf form" noValidate>
      <ErrorSummary errors={errorList(errors)} />
      <input type="hidden" {...register('key')} defaultValue={values.key} />
      <Field {...plain('title')} label={words.what} hint={words.whatHint} maxLength={80} />
      <Field {...plain('reason')} type="textarea" label={words.why} hint={words.whyHint} maxLength={500} />
      <Field
        {...plain('street')}
        type="select"
        label={words.street}
        hint={words.streetHint}
        options={[
          { value: '', label: words.wholeDistrict },
          ...streets.map(({ code, name }) => ({ value: code, label: name })),
        ]}
      />
      <div className="acts">
        <Button tone="go">{words.save}</Button>
      </div>
    </Form>
  )
}
