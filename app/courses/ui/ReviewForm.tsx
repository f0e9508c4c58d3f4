import { Form } from '@remix-run/react'
import { Button, Field } from '~/shared/ui'
import { pathTo } from '~/site'
import { schoolWords as words } from '../publishing-words'

interface ReviewFormProps {
  school: string
  section: string
  /** The course's name, read with the buttons. */
  name: string
  /** What is wrong with the remark of the last try. */
  error?: string | undefined
  remark?: string | undefined
}

/** 通过 or 退回, wherever a proposal stands; the answer comes on the school's desk. */
export const ReviewForm = ({ school, section, name, error, remark }: ReviewFormProps) => {
  const to = pathTo('schoolDesk', {}, { school })
  return (
    <div className="review">
      <Form method="post" action={to}>
        <input type="hidden" name="section" value={section} />
        <Button tone="go" name="deed" value="approve" aria-label={words.approveNamed(name)}>
          {words.approve}
        </Button>
      </Form>
      <details className="remark" open={error !== undefined}>
        <summary aria-label={words.sendBackNamed(name)}>{words.sendBack}</summary>
        <Form method="post" action={to}>
          <input type="hidden" name="section" value={section} />
          <Field
            type="textarea"
            name="remark"
            id={`remark-${section}`}
            label={words.remark}
            hint={words.remarkHint}
            maxLength={200}
            rows={2}
            {...(error === undefined ? {} : { error })}
            defaultValue={remark ?? ''}
          />
          <Button tone="bad" name="deed" value="return">
            {words.sendBackNamed(name)}
          </Button>
        </Form>
      </details>
    </div>
  )
}
