import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  type HeadersFunction,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { answered, readForm } from '~/shared/answer.server'
import { refuseDeed, shownConflict } from '~/shared/answer-deed.server'
import { refuse } from '~/shared/refusal'
import { Button, ErrorSummary, errorList, Field } from '~/shared/ui'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { askLeave } from '../leave/ask-leave.server'
import { leaveAskForm, MOST_REASON } from '../leave/leave-form'
import { leaveWords } from '../leave/leave-words'
import { daysToLeave } from '../leave/load-leave.server'
import { FamilyDays, Kid } from '../ui/FamilyDays'
import daysStyles from '../ui/styles/family-days.css?url'

const words = leaveWords.ask

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: daysStyles }]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

const WHOLE = 'all'

/** One question after the other; what was answered stands in the address, so that every step is an ordinary page. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const search = new URL(request.url).searchParams
  const refused = context.formRefused ?? false
  const children = actor.children.map(({ pupil, name, position }) => ({ pupil, name, position }))
  const child =
    children.length === 1 ? children[0] : children.find(({ pupil }) => pupil === (search.get('child') ?? ''))
  if (!child) return { step: 'who' as const, children, refused }
  const days = await daysToLeave(context, child)
  const chosen = days.find(({ day }) => day === search.get('day'))
  if (!chosen) return { step: 'when' as const, child, days, several: children.length > 1, refused }
  const asked = chosen.sessions.length === 1 ? WHOLE : search.get('section')
  const section = chosen.sessions.find((one) => one.section === asked)
  if (!section && asked !== WHOLE) return { step: 'what' as const, child, chosen, refused }
  return {
    step: 'check' as const,
    child,
    chosen,
    section: section ? { id: section.section, title: section.title } : null,
    several: children.length > 1,
    key: randomUUID(),
    refused,
  }
})

export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const form = await readForm(request, leaveAskForm)
  if (!form.ok) {
    if (!Object.keys(form.errors).every((name) => name === 'reason')) throw refuse('BAD_REQUEST')
    return refuseDeed(context, 'ask', { errors: form.errors, values: form.values })
  }
  try {
    const done = await askLeave(context, actor, form.value)
    return redirect(pathTo('leave', {}, { done }), 303)
  } catch (error) {
    return shownConflict(context, 'ask', { reason: form.value.reason }, error)
  }
})

type Shown = ReturnType<typeof useLoaderData<typeof loader>>
type Of<Name extends Shown['step']> = Extract<Shown, { step: Name }>

export default function AskLeavePage() {
  const shown = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  return (
    <FamilyDays tab="week" back={{ to: pathTo('leave'), label: words.toList }}>
      {refused && (
        <ErrorSummary
          title={words.refused}
          errors={errorList(refused.errors).map(({ field, message }) =>
            field === 'form' ? { message } : { field, message },
          )}
        />
      )}
      {shown.step === 'who' && <Who shown={shown} />}
      {shown.step === 'when' && <When shown={shown} />}
      {shown.step === 'what' && <What shown={shown} />}
      {shown.step === 'check' && <Check shown={shown} refused={refused} />}
    </FamilyDays>
  )
}

/** A step is a form that only asks for the next page. */
const Step = ({ carry, children }: { carry: Record<string, string>; children: ReactNode }) => (
  <Form method="get" action={pathTo('askLeave')} className="form">
    {Object.entries(carry).map(([name, value]) => (
      <input key={name} type="hidden" name={name} value={value} />
    ))}
    {children}
    <p className="acts">
      <Button wide>{words.next}</Button>
    </p>
  </Form>
)

const Question = ({ children }: { children: string }) => <h1 className="title">{children}</h1>

const Who = ({ shown }: { shown: Of<'who'> }) => (
  <Step carry={{}}>
    <Field
      type="radios"
      name="child"
      label={<Question>{words.who}</Question>}
      required
      options={shown.children.map(({ pupil, name, position }) => ({
        value: pupil,
        label: name,
        picture: <Kid name={name} position={position} small />,
      }))}
    />
  </Step>
)

const When = ({ shown: { child, days, several } }: { shown: Of<'when'> }) => (
  <>
    {days.length === 0 ? (
      <>
        <h1 className="title">{words.title}</h1>
        <p>{words.noDay(child.name)}</p>
      </>
    ) : (
      <Step carry={{ child: child.pupil }}>
        <Field
          type="radios"
          name="day"
          label={<Question>{words.when(child.name)}</Question>}
          hint={words.whenHint}
          required
          options={days.map(({ day, sessions }) => ({
            value: day,
            label: leaveWords.day(day),
            small: sessions.map(({ title, startsAt }) => `${startsAt} ${title}`).join('，'),
          }))}
        />
      </Step>
    )}
    {several && <Back to={pathTo('askLeave')} />}
  </>
)

const What = ({ shown: { child, chosen } }: { shown: Of<'what'> }) => (
  <>
    <Step carry={{ child: child.pupil, day: chosen.day }}>
      <Field
        type="radios"
        name="section"
        label={<Question>{words.what(child.name, chosen.day)}</Question>}
        required
        options={[
          { value: WHOLE, label: words.whole },
          ...chosen.sessions.map(({ section, title, startsAt, endsAt }) => ({
            value: section,
            label: title,
            small: `${startsAt}–${endsAt}`,
          })),
        ].filter(({ value }, i, all) => all.findIndex((one) => one.value === value) === i)}
      />
    </Step>
    <Back to={pathTo('askLeave', {}, { child: child.pupil })} />
  </>
)

const Back = ({ to }: { to: string }) => (
  <p className="acts">
    <Link className="quiet" to={to}>
      {words.back}
    </Link>
  </p>
)

type Refused = ReturnType<typeof useActionData<typeof action>>

const Check = ({
  shown: { child, chosen, section, several, key },
  refused,
}: {
  shown: Of<'check'>
  refused: Refused
}) => (
  <>
    <h1 className="title">{words.check}</h1>
    <dl className="answers">
      <Answer name={words.child} to={several ? pathTo('askLeave') : null}>
        {child.name}
      </Answer>
      <Answer name={words.day} to={pathTo('askLeave', {}, { child: child.pupil })}>
        {leaveWords.day(chosen.day)}
      </Answer>
      <Answer
        name={words.section}
        to={chosen.sessions.length > 1 ? pathTo('askLeave', {}, { child: child.pupil, day: chosen.day }) : null}
      >
        {section?.title ?? words.whole}
      </Answer>
    </dl>
    <Form
      method="post"
      action={pathTo('askLeave', {}, { child: child.pupil, day: chosen.day, section: section?.id ?? WHOLE })}
      className="form"
    >
      <input type="hidden" name="act" value="ask" />
      <input type="hidden" name="key" value={key} />
      <input type="hidden" name="pupil" value={child.pupil} />
      <input type="hidden" name="day" value={chosen.day} />
      <input type="hidden" name="section" value={section?.id ?? ''} />
      <Field
        name="reason"
        label={words.reason}
        hint={words.reasonHint}
        optional
        maxLength={MOST_REASON}
        defaultValue={refused?.values.reason}
        {...(refused?.errors.reason ? { error: refused.errors.reason } : {})}
      />
      <p className="cap">{words.until(chosen.until)}</p>
      <p className="acts">
        <Button wide>{words.send}</Button>
      </p>
    </Form>
  </>
)

const Answer = ({ name, to, children }: { name: string; to: string | null; children: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
    {to && (
      <dd>
        <Link className="quiet" to={to}>
          {words.change}
          <span className="vh">：{name}</span>
        </Link>
      </dd>
    )}
  </div>
)
