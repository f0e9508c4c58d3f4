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
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { Button, ButtonLink, DeskPage } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { answerHandOver } from '../handover/answer-hand-over.server'
import { handoverWords } from '../handover/handover-words'
import { viewTakers } from '../handover/takers-of.server'
import { viewContactsToCall } from '../handover/view-contacts.server'
import { HandOver } from '../ui/HandOver'
import daysStyles from '../ui/styles/desk-days.css?url'

const words = handoverWords.of

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title(data?.child.name ?? '')}` },
]
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: deskStyles },
  { rel: 'stylesheet', href: daysStyles },
]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

export const loader = answered(async ({ params, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { child, takers } = await viewTakers(context, actor, params.pupil ?? '')
  return { child, takers, key: randomUUID(), refused: context.formRefused ?? false }
})

export const action = answered(async ({ params, request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  if (new URL(request.url).searchParams.get('act') === 'contacts')
    return { contacts: await viewContactsToCall(context, actor, params.pupil ?? '') }
  const answer = await answerHandOver(context, actor, { pupil: params.pupil ?? '', request })
  return 'refused' in answer ? answer.refused : redirect(pathTo('schoolHandover'), 303)
})

export default function SchoolHandoverOfPage() {
  const { child, takers, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'errors' in answer ? answer : undefined
  const contacts = answer && 'contacts' in answer ? answer.contacts : null
  useErrorTitle(refused !== undefined)
  const school = child.sessions.at(-1)?.school
  return (
    <DeskPage
      desk="school"
      place="schoolHandover"
      school={school}
      title={child.name}
      lead={child.className}
      actions={
        <ButtonLink tone="plain" to={pathTo('schoolHandover', {}, { school })}>
          {words.back}
        </ButtonLink>
      }
    >
      <HandOver
        action={pathTo('schoolHandoverOf', { pupil: child.pupil })}
        formKey={key}
        child={child}
        takers={takers}
        errors={refused?.errors}
      />
      <section className="sheaf">
        <h2>{words.call}</h2>
        {contacts === null ? (
          <Form method="post" action={pathTo('schoolHandoverOf', { pupil: child.pupil }, { act: 'contacts' })}>
            <p>{words.callSays}</p>
            <p className="acts">
              <Button tone="plain">{words.callShow}</Button>
            </p>
          </Form>
        ) : (
          <ul className="leaving">
            {contacts.length === 0 && <li>{words.callNone}</li>}
            {contacts.map(({ key: id, relation, name, phone }) => (
              <li key={id}>
                <p>
                  {relation} {name}
                </p>
                <a href={`tel:${phone}`}>{phone}</a>
              </li>
            ))}
          </ul>
        )}
      </section>
    </DeskPage>
  )
}
