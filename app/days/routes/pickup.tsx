import {
  type ActionFunctionArgs,
  type HeadersFunction,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { answered, readForm } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { Button, ButtonLink } from '~/shared/ui'
import { pathTo } from '~/site'
import { type ChildToFetch, loadPickup } from '../handover/load-pickup.server'
import { endPerson } from '../handover/name-person.server'
import { endPersonForm } from '../handover/pickup-form'
import { handedInWords, pickupWords } from '../handover/pickup-words'
import { FamilyDays, Kid, shapeOf } from '../ui/FamilyDays'
import daysStyles from '../ui/styles/family-days.css?url'

const words = pickupWords.home

export const meta: MetaFunction = () => [{ title: words.title }]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: daysStyles }]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

export const loader = answered(async ({ context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return { children: await loadPickup(context, actor) }
})

/** Somebody may no longer fetch a child, or is no longer called. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const form = await readForm(request, endPersonForm)
  if (!form.ok) throw refuse('BAD_REQUEST')
  await endPerson(context, actor, form.value)
  return redirect(pathTo('pickup'), 303)
})

export default function PickupPage() {
  const { children } = useLoaderData<typeof loader>()
  return (
    <FamilyDays tab="pickup">
      <h1 className="title">{words.title}</h1>
      <p className="acts">
        <ButtonLink to={pathTo('pickupCode')} wide>
          {words.code}
        </ButtonLink>
      </p>
      <p className="cap">{words.codeSays}</p>
      {children.map((child) => (
        <Child key={child.pupil} child={child} />
      ))}
    </FamilyDays>
  )
}

const todayOf = ({ handover, out, onLeave, gate }: ChildToFetch): string => {
  if (handover) return handedInWords(handover)
  if (onLeave) return words.onLeave
  if (out === null) return words.noSession
  return gate ? `${words.out(out)}，${words.gate(gate)}` : words.out(out)
}

const Child = ({ child }: { child: ChildToFetch }) => {
  const { pupil, name, position, walksSince, care } = child
  const of = <span className="vh">{words.of(name)}</span>
  return (
    <section className={`fetch c${shapeOf(position)}`} aria-label={name}>
      <h2>
        <Kid name={name} position={position} />
        <span>
          {name}
          <small>{todayOf(child)}</small>
        </span>
      </h2>
      <Part head={words.who}>
        <ul className="daylist">
          {child.guardians.map((guardian) => (
            <li key={guardian.account}>
              <p>
                <b>{guardian.name}</b>
                <small>{[guardian.relation, guardian.you ? words.you : words.guardian].join(' · ')}</small>
              </p>
            </li>
          ))}
          {child.persons.map((person) => (
            <Person key={person.id} person={person} as="pickup" />
          ))}
        </ul>
        <Link className="quiet" to={pathTo('pickupPerson', {}, { child: pupil, as: 'pickup' })}>
          {words.add}
          {of}
        </Link>
      </Part>
      <Part head={words.walk}>
        <p>{walksSince === null ? words.walkNo : words.walkYes(walksSince)}</p>
        {walksSince === null ? (
          <Link className="quiet" to={pathTo('walkHome', {}, { child: pupil })}>
            {words.walkGo}
            {of}
          </Link>
        ) : (
          <Form method="post" action={pathTo('walkHome')}>
            <input type="hidden" name="pupil" value={pupil} />
            <Button tone="quiet" name="decision" value="withdrawn">
              {words.walkBack}
              {of}
            </Button>
          </Form>
        )}
      </Part>
      <Part head={words.contacts}>
        <p className="cap">{words.contactsSay}</p>
        {child.contacts.length === 0 ? (
          <p>{words.contactsNone}</p>
        ) : (
          <ul className="daylist">
            {child.contacts.map((person) => (
              <Person key={person.id} person={person} as="emergency" />
            ))}
          </ul>
        )}
        <Link className="quiet" to={pathTo('pickupPerson', {}, { child: pupil, as: 'emergency' })}>
          {words.addContact}
          {of}
        </Link>
      </Part>
      <Part head={words.care}>
        {care ? (
          [care.allergies, care.note].filter(Boolean).map((line) => <p key={line}>{line}</p>)
        ) : (
          <p>{words.careNone}</p>
        )}
        <Link className="quiet" to={pathTo('careNote', {}, { child: pupil })}>
          {care ? words.careEdit : words.careGo}
          {of}
        </Link>
      </Part>
    </section>
  )
}

const Part = ({ head, children }: { head: string; children: ReactNode }) => (
  <section>
    <h3>{head}</h3>
    {children}
  </section>
)

const Person = ({ person, as }: { person: ChildToFetch['persons'][number]; as: 'pickup' | 'emergency' }) => (
  <li>
    <p>
      <b>{person.name}</b>
      <small>
        {person.relation} · {person.phone}
      </small>
    </p>
    <Form method="post" action={pathTo('pickup')}>
      <input type="hidden" name="as" value={as} />
      <Button tone="quiet" name="person" value={person.id}>
        {as === 'pickup' ? words.end : words.endContact}
        <span className="vh">{words.endOf(person.name)}</span>
      </Button>
    </Form>
  </li>
)
