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
import { shownConflict } from '~/shared/answer-deed.server'
import { refuse } from '~/shared/refusal'
import { Button, ButtonLink, DeskPage, ErrorSummary, Icon, Note } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { pathTo } from '~/site'
import { takeBackHandover } from '../handover/hand-over.server'
import { takeBackForm } from '../handover/handover-form'
import { handoverWords as all } from '../handover/handover-words'
import { type ChildOfDay, viewTeacherDay } from '../handover/load-day.server'
import daysStyles from '../ui/styles/desk-days.css?url'

const words = all.teacher

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? words.title(data.here.length + data.later.length) : words.hand },
]
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: deskStyles },
  { rel: 'stylesheet', href: daysStyles },
]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const done = new URL(request.url).searchParams.get('done')
  const day = await viewTeacherDay(context, actor)
  const child = day.handed.find(({ handover }) => handover?.id === done)
  return {
    ...day,
    me: actor.account,
    done: child?.handover ? { name: child.name, handover: child.handover } : null,
    back: done === 'back',
  }
})

/** What was marked by mistake is taken back. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const form = await readForm(request, takeBackForm)
  if (!form.ok) throw refuse('BAD_REQUEST')
  try {
    await takeBackHandover(context, actor, form.value.handover)
  } catch (error) {
    return shownConflict(context, 'back', {}, error)
  }
  return redirect(pathTo('handover', {}, { done: 'back' }), 303)
})

export default function HandoverPage() {
  const { day, here, later, handed, away, me, done, back } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const none = here.length + later.length + handed.length + away.length === 0
  return (
    <DeskPage
      desk="teacher"
      place="handover"
      title={none ? words.none : words.title(here.length + later.length)}
      lead={none ? undefined : words.lead(day)}
    >
      {refused?.errors.form && <ErrorSummary title={words.refused} errors={[{ message: refused.errors.form }]} />}
      {done && (
        <Note
          tone="ok"
          icon="check"
          title={words.justDone(done.name, all.handed(done.handover.way, done.handover.personName, done.handover.at))}
        />
      )}
      {back && <Note tone="ok" icon="info" title={words.takenBack} />}
      <Open head={words.here} list={here} />
      <Open head={words.later} list={later} later />
      {handed.length > 0 && (
        <section className="sheaf">
          <h2>{words.done}</h2>
          <ul className="leaving">
            {handed.map((child) => (
              <Handed key={child.pupil} child={child} me={me} />
            ))}
          </ul>
        </section>
      )}
      {away.length > 0 && <p className="cap">{words.away(away.map(({ name }) => name).join('、'))}</p>}
    </DeskPage>
  )
}

const Open = ({ head, list, later = false }: { head: string; list: readonly ChildOfDay[]; later?: boolean }) =>
  list.length === 0 ? null : (
    <section className="sheaf">
      <h2>{head}</h2>
      <ul className="leaving">
        {list.map((child) => (
          <li key={child.pupil}>
            <p>
              <b>{child.name}</b>
              <small>
                {child.className} ·{' '}
                {later ? words.goesOn(child.sessions.at(-1)?.title ?? '', child.out) : words.out(child.out)}
              </small>
              {child.walks && (
                <small>
                  <Icon name="check" /> {words.alone}
                </small>
              )}
            </p>
            <ButtonLink tone="plain" to={pathTo('handoverOf', { pupil: child.pupil })}>
              {words.hand}
              <span className="vh">{words.handOf(child.name)}</span>
            </ButtonLink>
          </li>
        ))}
      </ul>
    </section>
  )

const Handed = ({ child, me }: { child: ChildOfDay; me: string }) =>
  child.handover && (
    <li>
      <p>
        <b>{child.name}</b>
        <small>{all.handed(child.handover.way, child.handover.personName, child.handover.at)}</small>
      </p>
      {child.handover.by === me && (
        <Form method="post" action={pathTo('handover')}>
          <Button tone="quiet" name="handover" value={child.handover.id}>
            {words.takeBack}
            <span className="vh">{words.handOf(child.name)}</span>
          </Button>
        </Form>
      )}
    </li>
  )
