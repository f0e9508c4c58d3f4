import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  type HeadersFunction,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm } from '~/shared/answer.server'
import { refuseDeed, shownConflict } from '~/shared/answer-deed.server'
import { refuse } from '~/shared/refusal'
import { Button, ButtonLink, DeskPage, ErrorSummary, errorList } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { handOverByCode, openPickupCode } from '../handover/hand-over-by-code.server'
import { byCodeForm } from '../handover/handover-form'
import { handoverWords } from '../handover/handover-words'
import daysStyles from '../ui/styles/desk-days.css?url'

const words = handoverWords.code

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title(data?.personName ?? '')}` },
]
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: deskStyles },
  { rel: 'stylesheet', href: daysStyles },
]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

export const loader = answered(async ({ params, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const code = params.code ?? ''
  const { personName, children } = await openPickupCode(context, actor, code)
  return { code, personName, children, key: randomUUID(), refused: context.formRefused ?? false }
})

export const action = answered(async ({ params, request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const form = await readForm(request, byCodeForm, { lists: ['pupils'] })
  if (!form.ok) {
    if (!Object.keys(form.errors).every((field) => field === 'pupils')) throw refuse('BAD_REQUEST')
    return refuseDeed(context, 'code', { errors: form.errors, values: {} })
  }
  const { key, pupils } = form.value
  try {
    await handOverByCode(context, actor, { key, pupils, code: params.code ?? '' })
  } catch (error) {
    return shownConflict(context, 'code', {}, error)
  }
  return redirect(pathTo('handover', {}, { done: `${key}:${pupils[0]}` }), 303)
})

export default function HandoverByCodePage() {
  const { code, personName, children, key } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  const errors = refused?.errors
  return (
    <DeskPage
      desk="teacher"
      place="handover"
      title={words.title(personName)}
      lead={children.length > 0 ? words.lead : undefined}
      actions={
        <ButtonLink tone="plain" to={pathTo('handover')}>
          {words.back}
        </ButtonLink>
      }
    >
      {errors && (
        <ErrorSummary
          {...(errors.form ? { title: words.refused } : {})}
          errors={errorList(errors).map(({ field, message }) => (field === 'form' ? { message } : { field, message }))}
        />
      )}
      {children.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <Form method="post" action={pathTo('handoverByCode', { code })} className="sheaf">
          <input type="hidden" name="key" value={key} />
          <fieldset className={errors?.pupils ? 'field wrong' : 'field'} id="pupils" tabIndex={-1}>
            <legend>{words.which}</legend>
            {errors?.pupils && <p className="err">{errors.pupils}</p>}
            {children.map((child) => (
              <label key={child.pupil} className="opt">
                <input type="checkbox" name="pupils" value={child.pupil} defaultChecked />
                <span>
                  <b>{child.name}</b>
                  <small>
                    {child.className} · {handoverWords.teacher.out(child.out)}
                  </small>
                </span>
              </label>
            ))}
          </fieldset>
          <p className="acts">
            <Button tone="go">{words.hand}</Button>
          </p>
        </Form>
      )}
    </DeskPage>
  )
}
