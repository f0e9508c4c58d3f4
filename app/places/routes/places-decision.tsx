import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm, refusedForm } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { DeskPage } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { decisionWords as words } from '../change-log/change-words'
import { decisionForm } from '../change-log/decision-form'
import { recordDecision } from '../change-log/record-decision.server'
import { loadStreets } from '../desk/load-streets.server'
import { DecisionForm } from '../ui/DecisionForm'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor?.officer) throw refuse(actor ? 'FORBIDDEN' : 'NOT_SIGNED_IN')
  const streets = await loadStreets(context)
  const asked = new URL(request.url).searchParams.get('street')
  const street = streets.find(({ code }) => code === asked)?.code ?? ''
  return { streets, street, key: randomUUID(), refused: context.formRefused ?? false }
})

export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const form = await readForm(request, decisionForm)
  if (!form.ok) return refusedForm(context, { errors: form.errors, values: form.values })
  const answer = await recordDecision(context, actor, form.value)
  if (!answer.ok) return refusedForm(context, { errors: answer.errors, values: { ...form.value } })
  return redirect(pathTo('placesLog', {}, { subject: 'decision' }), 303)
})

/** 记一条决定. */
export default function PlacesDecision() {
  const { streets, street, key } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return (
    <DeskPage
      desk="places"
      place="placesLog"
      title={words.title}
      lead={words.lead}
      actions={
        <Link className="quiet" to={pathTo('placesDesk')}>
          {words.back}
        </Link>
      }
    >
      <DecisionForm
        streets={streets}
        values={{
          key: refused?.values.key || key,
          title: refused?.values.title ?? '',
          reason: refused?.values.reason ?? '',
          street: refused?.values.street ?? street,
        }}
        refused={refused?.errors}
      />
    </DeskPage>
  )
}
