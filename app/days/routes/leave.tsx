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
import { Button, ButtonLink, ErrorSummary, Note } from '~/shared/ui'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { leaveWithdrawForm } from '../leave/leave-form'
import { leaveWords as all } from '../leave/leave-words'
import { type LeaveOfFamily, loadLeave } from '../leave/load-leave.server'
import { withdrawLeave } from '../leave/withdraw-leave.server'
import { FamilyDays, Kid } from '../ui/FamilyDays'
import daysStyles from '../ui/styles/family-days.css?url'

const words = all.list

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: daysStyles }]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const done = new URL(request.url).searchParams.get('done')
  const leave = await loadLeave(context, actor)
  return {
    ...leave,
    done: leave.coming.find(({ id }) => id === done) ?? null,
    refused: context.formRefused ?? false,
  }
})

export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const form = await readForm(request, leaveWithdrawForm)
  if (!form.ok) throw refuse('BAD_REQUEST')
  try {
    await withdrawLeave(context, actor, form.value.leave)
  } catch (error) {
    return shownConflict(context, 'withdraw', {}, error)
  }
  return redirect(pathTo('leave'), 303)
})

export default function LeavePage() {
  const { hours, coming, past, done } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  return (
    <FamilyDays tab="week" back={{ to: pathTo('week'), label: words.back }}>
      {refused?.errors.form && <ErrorSummary title={words.refused} errors={[{ message: refused.errors.form }]} />}
      {done && !refused && (
        <Note tone="ok" icon="check" title={words.done(done.name, done.day)}>
          {words.doneNext}
        </Note>
      )}
      <h1 className="title">{words.title}</h1>
      <p className="cap">{words.lead(hours)}</p>
      <p className="acts">
        <ButtonLink to={pathTo('askLeave')} wide>
          {words.ask}
        </ButtonLink>
      </p>
      {coming.length + past.length === 0 && <p>{words.none}</p>}
      <Group head={words.coming} list={coming} />
      <Group head={words.past} list={past} />
    </FamilyDays>
  )
}

const Group = ({ head, list }: { head: string; list: readonly LeaveOfFamily[] }) =>
  list.length === 0 ? null : (
    <section>
      <h2 className="sub">{head}</h2>
      <ul className="daylist">
        {list.map((leave) => (
          <Leave key={leave.id} leave={leave} />
        ))}
      </ul>
    </section>
  )

const Leave = ({ leave }: { leave: LeaveOfFamily }) => (
  <li>
    <Kid name={leave.name} position={leave.position} small />
    <p>
      <b>
        {leave.name} {all.day(leave.day)}
      </b>
      <small>{[words.what(leave.title), leave.reason].filter(Boolean).join(' · ')}</small>
      {leave.state === 'withdrawn' && <small>{words.withdrawn}</small>}
      {leave.state === 'stands' && <small>{leave.until === null ? words.settled : words.until(leave.until)}</small>}
    </p>
    {leave.until !== null && (
      <Form method="post" action={pathTo('leave')}>
        <input type="hidden" name="act" value="withdraw" />
        <Button tone="quiet" name="leave" value={leave.id}>
          {words.withdraw}
          <span className="vh">{words.withdrawFor(leave.name, leave.day)}</span>
        </Button>
      </Form>
    )}
  </li>
)
