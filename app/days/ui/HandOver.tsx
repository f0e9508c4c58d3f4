import { Form } from '@remix-run/react'
import { Button, ErrorSummary, errorList, Field, Note } from '~/shared/ui'
import { handoverWords } from '../handover/handover-words'

const words = handoverWords.of

interface HandOverProps {
  action: string
  formKey: string
  child: {
    name: string
    walks: boolean
    handover: { way: 'person' | 'code' | 'alone'; personName: string; at: number } | null
  }
  takers: readonly { value: string; name: string; relation: string; phone: string; guardian: boolean }[]
  errors: Record<string, string> | undefined
}

/** To whom a child is handed over: everybody its family named, and nobody else. */
export const HandOver = ({ action, formKey, child, takers, errors }: HandOverProps) => (
  <>
    {errors && (
      <ErrorSummary
        {...(errors.form ? { title: words.refused } : {})}
        errors={errorList(errors).map(({ field, message }) => (field === 'form' ? { message } : { field, message }))}
      />
    )}
    {child.handover ? (
      <Note
        tone="ok"
        icon="check"
        title={words.already(handoverWords.handed(child.handover.way, child.handover.personName, child.handover.at))}
      />
    ) : (
      <Form method="post" action={action} className="sheaf">
        <input type="hidden" name="key" value={formKey} />
        <Field
          type="radios"
          name="taker"
          label={words.title(child.name)}
          hint={words.only}
          {...(errors?.taker ? { error: errors.taker } : {})}
          options={[
            ...takers.map(({ value, name, relation, phone, guardian }) => ({
              value,
              label: `${relation} ${name}`,
              small: [guardian ? words.guardian : words.named, phone].filter(Boolean).join(' · '),
            })),
            ...(child.walks ? [{ value: 'alone', label: words.alone, small: words.aloneSays }] : []),
          ]}
        />
        <p className="acts">
          <Button tone="go">{words.hand}</Button>
        </p>
      </Form>
    )}
    <p className="cap">{words.recorded}</p>
  </>
)
