import {
  type ActionFunctionArgs,
  type HeadersFunction,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { ownChild } from '~/people'
import { answered, readForm } from '~/shared/answer.server'
import { refuseDeed } from '~/shared/answer-deed.server'
import { refuse } from '~/shared/refusal'
import { Button, ErrorSummary, errorList, Field } from '~/shared/ui'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { walkHomeForm } from '../handover/pickup-form'
import { walkHomeText } from '../handover/pickup-rules'
import { pickupWords } from '../handover/pickup-words'
import { sayWalkHome } from '../handover/say-walk-home.server'
import { Agreement, FamilyDays } from '../ui/FamilyDays'
import daysStyles from '../ui/styles/family-days.css?url'

const words = pickupWords.walk

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title(data?.name ?? '')}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: daysStyles }]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { pupil, name } = ownChild(actor, new URL(request.url).searchParams.get('child') ?? '')
  return { pupil, name, refused: context.formRefused ?? false }
})

export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const form = await readForm(request, walkHomeForm)
  if (!form.ok) {
    if (!Object.keys(form.errors).every((field) => field === 'agree')) throw refuse('BAD_REQUEST')
    return refuseDeed(context, 'walk', { errors: form.errors, values: {} })
  }
  await sayWalkHome(context, actor, form.value)
  return redirect(pathTo('pickup'), 303)
})

export default function WalkHomePage() {
  const { pupil, name } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  return (
    <FamilyDays tab="pickup" back={{ to: pathTo('pickup'), label: words.back }}>
      <ErrorSummary errors={errorList(refused?.errors)} />
      <h1 className="title">{words.title(name)}</h1>
      <Agreement lines={walkHomeText(name)} />
      <Form method="post" action={pathTo('walkHome', {}, { child: pupil })} className="form">
        <input type="hidden" name="pupil" value={pupil} />
        <input type="hidden" name="decision" value="given" />
        <Field
          type="checkbox"
          name="agree"
          label={words.tick}
          {...(refused?.errors.agree ? { error: refused.errors.agree } : {})}
        />
        <p className="acts">
          <Button wide>{words.give}</Button>
        </p>
      </Form>
    </FamilyDays>
  )
}
