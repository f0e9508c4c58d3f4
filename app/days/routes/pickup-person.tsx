import { randomUUID } from 'node:crypto'
import { zodResolver } from '@hookform/resolvers/zod'
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
import { refuseDeed, shownConflict, typedOf } from '~/shared/answer-deed.server'
import { refuse } from '~/shared/refusal'
import { Button, ErrorSummary, errorList, Field } from '~/shared/ui'
import { useCheckedForm } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { namePerson } from '../handover/name-person.server'
import { personForm } from '../handover/pickup-form'
import { pickupWords } from '../handover/pickup-words'
import { FamilyDays } from '../ui/FamilyDays'
import daysStyles from '../ui/styles/family-days.css?url'

const words = pickupWords.person

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${data ? words.title[data.as](data.name) : ''}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: daysStyles }]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const search = new URL(request.url).searchParams
  const { pupil, name } = ownChild(actor, search.get('child') ?? '')
  const as = search.get('as') === 'emergency' ? ('emergency' as const) : ('pickup' as const)
  return { pupil, name, as, key: randomUUID(), refused: context.formRefused ?? false }
})

export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const form = await readForm(request, personForm)
  if (!form.ok) {
    const shown = ['name', 'relation', 'phone']
    if (!Object.keys(form.errors).every((field) => shown.includes(field))) throw refuse('BAD_REQUEST')
    return refuseDeed(context, 'person', { errors: form.errors, values: form.values })
  }
  try {
    await namePerson(context, actor, form.value)
  } catch (error) {
    return shownConflict(context, 'person', typedOf(form.value), error)
  }
  return redirect(pathTo('pickup'), 303)
})

export default function PickupPersonPage() {
  const { pupil, name, as, key } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { register, onSubmit, errors } = useCheckedForm(zodResolver(personForm), refused?.errors)
  const field = (of: 'name' | 'relation' | 'phone') => ({
    ...register(of),
    defaultValue: refused?.values[of] ?? '',
    ...(errors[of] ? { error: errors[of] } : {}),
  })
  return (
    <FamilyDays tab="pickup" back={{ to: pathTo('pickup'), label: words.back }}>
      <ErrorSummary
        {...(errors.form ? { title: words.refused } : {})}
        errors={errorList(errors).map(({ field: of, message }) =>
          of === 'form' ? { message } : { field: of, message },
        )}
      />
      <h1 className="title">{words.title[as](name)}</h1>
      <p className="lead">{words.lead[as]}</p>
      <Form
        method="post"
        action={pathTo('pickupPerson', {}, { child: pupil, as })}
        className="form"
        onSubmit={onSubmit}
        noValidate
      >
        <input type="hidden" {...register('key')} value={key} />
        <input type="hidden" {...register('pupil')} value={pupil} />
        <input type="hidden" {...register('as')} value={as} />
        <Field {...field('name')} label={words.name} maxLength={20} autoComplete="off" />
        <Field {...field('relation')} label={words.relation} hint={words.relationHint} maxLength={10} />
        <Field {...field('phone')} type="tel" label={words.phone} hint={words.phoneHint} maxLength={15} />
        <p className="acts">
          <Button wide>{words.save}</Button>
        </p>
      </Form>
    </FamilyDays>
  )
}
