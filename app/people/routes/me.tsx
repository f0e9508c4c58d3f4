import { zodResolver } from '@hookform/resolvers/zod'
import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { countUnread } from '~/messages/index.server'
import { answered, type FieldErrors, readForm, refusedForm } from '~/shared/answer.server'
import { momentInWords } from '~/shared/day'
import { Refusal, refuse } from '~/shared/refusal'
import { Button, ErrorSummary, errorList, Field, Icon, type IconName, KidBadge, Note } from '~/shared/ui'
import personStyles from '~/shared/ui/styles/person.css?url'
import { useCheckedForm } from '~/shared/ui/use-checked-form'
import { pathTo } from '~/site'
import { meForm, passwordForm } from '../activate-form'
import { changePassword } from '../change-password.server'
import { endAllSessions, listSessions } from '../end-sessions.server'
import { schoolNames } from '../find-slip-people.server'
import { fromWhere } from '../from-where.server'
import { isStaff } from '../load-actor.server'
import { noSessionCookie, readSessionToken, sessionCookie } from '../session-cookie.server'
import { limitsFor } from '../session-rules'
import { PersonPage } from '../ui/PersonPage'
import { words } from '../words'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: personStyles }]
export const meta: MetaFunction<typeof loader> = (page) => [
  { title: (page.data?.refused ? words.error : '') + words.me.title },
]

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor, origin } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const token = readSessionToken(origin, request.headers.get('Cookie'))
  const names = new Map(
    (await schoolNames(context, [...actor.teacherAt, ...actor.administers])).map((one) => [one.id, one.name]),
  )
  const named = (schools: readonly string[]): string[] => schools.map((id) => names.get(id) ?? '')
  return {
    name: actor.name,
    children: actor.children.map(({ pupil, name, position, schoolName, grade, classNumber }) => ({
      pupil,
      name,
      position,
      of: `${schoolName} ${words.me.grade(grade, classNumber)}`,
    })),
    teacherAt: named(actor.teacherAt),
    administers: named(actor.administers),
    officer: actor.officer,
    unread: await countUnread(context, actor.account),
    sessions: await listSessions(context, { account: actor.account, token, staff: isStaff(actor) }),
    refused: context.formRefused ?? false,
    changed: new URL(request.url).searchParams.has('changed'),
  }
})

export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor, origin } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const form = await readForm(request, meForm)
  if (!form.ok) {
    if (form.values.do !== 'password') throw refuse('BAD_REQUEST')
    return refusedForm(context, { errors: form.errors })
  }
  if (form.value.do === 'end-all') {
    await endAllSessions(context, actor.account)
    return redirect(pathTo('signIn'), { status: 303, headers: { 'Set-Cookie': noSessionCookie(origin) } })
  }
  const { now, password } = form.value
  try {
    const token = await changePassword(context, {
      account: actor.account,
      now,
      password,
      ...fromWhere(request, context),
    })
    return redirect(pathTo('me', {}, { changed: 1 }), {
      status: 303,
      headers: { 'Set-Cookie': sessionCookie(origin, token, limitsFor(isStaff(actor)).absolute) },
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return refusedForm(context, { errors: saidOf(error) }, error.status)
  }
})

const saidOf = ({ code, message }: Refusal): FieldErrors => {
  if (code === 'FORM_INVALID') return { password: words.password.easy }
  return { now: code === 'WRONG_SIGN_IN' ? words.password.wrongNow : message }
}

export default function MePage() {
  const me = useLoaderData<typeof loader>()
  return (
    <PersonPage tabs>
      {me.changed && <Note tone="ok" title={words.me.changed} />}
      <p className="cap">{words.me.title}</p>
      <h1 className="title">{me.name}</h1>
      <Doors me={me} />
      <Sessions sessions={me.sessions} />
      <ChangePassword />
      {/* A whole new page on purpose: nothing of the person stays in the browser's memory. */}
      <form method="post" action={pathTo('signOut')} className="acts">
        <Button tone="ghost" wide>
          <Icon name="leave" />
          {words.me.signOut}
        </Button>
      </form>
    </PersonPage>
  )
}

type Me = ReturnType<typeof useLoaderData<typeof loader>>

const Door = ({ to, icon, children }: { to: string; icon: IconName; children: string }) => (
  <Link className="line" to={to}>
    <Icon name={icon} />
    <span>{children}</span>
  </Link>
)

const Role = ({ label, of }: { label: string; of: readonly string[] }) => (
  <li>
    <span>
      <b>{label}</b>
      {of.map((school) => (
        <small key={school}>{school}</small>
      ))}
    </span>
  </li>
)

const Doors = ({ me }: { me: Me }) => {
  const staff = me.officer || me.administers.length > 0 || me.teacherAt.length > 0
  return (
    <section>
      {me.children.length === 0 && !staff && <p className="lead">{words.me.nothing}</p>}
      <ul className="roles">
        {me.children.map(({ pupil, name, position, of }) => (
          <li key={pupil}>
            <KidBadge position={((position - 1) % 4) + 1} mark={[...name].at(-1) ?? ''} />
            <span>
              <b>{name}</b>
              <small>{of}</small>
            </span>
          </li>
        ))}
        {me.officer && <Role label={words.me.officer} of={[]} />}
        {me.administers.length > 0 && <Role label={words.me.schoolAdmin} of={me.administers} />}
        {me.teacherAt.length > 0 && <Role label={words.me.teacher} of={me.teacherAt} />}
      </ul>
      <nav aria-label={words.me.roles}>
        {me.children.length > 0 && (
          <Door to={pathTo('family')} icon="home">
            {words.me.goFamily}
          </Door>
        )}
        {me.children.length > 0 && (
          <Door to={pathTo('statement')} icon="yuan">
            {words.me.goStatement}
          </Door>
        )}
        {me.officer && (
          <Door to={pathTo('bureauDesk')} icon="next">
            {words.me.goBureau}
          </Door>
        )}
        {me.administers.length > 0 && (
          <Door to={pathTo('schoolDesk')} icon="next">
            {words.me.goSchool}
          </Door>
        )}
        {me.teacherAt.length > 0 && (
          <Door to={pathTo('teacherDesk')} icon="next">
            {words.me.goTeacher}
          </Door>
        )}
        <Door to={pathTo('notices')} icon="bell">
          {words.me.notices(me.unread)}
        </Door>
        <Door to={pathTo('consentText')} icon="shield">
          {words.me.consent}
        </Door>
      </nav>
    </section>
  )
}

const Sessions = ({ sessions }: { sessions: Me['sessions'] }) => (
  <section>
    <h2 className="sub">{words.me.sessions}</h2>
    <ul className="devices">
      {sessions.map(({ device, createdAt, lastSeenAt, current }) => (
        <li key={`${createdAt} ${lastSeenAt} ${device}`}>
          <b>{device}</b>
          {current && <span className="mark">{words.me.thisOne}</span>}
          <small>
            {words.me.since(momentInWords(createdAt))}
            {lastSeenAt > createdAt && ` · ${words.me.seen(momentInWords(lastSeenAt))}`}
          </small>
        </li>
      ))}
    </ul>
    <p className="cap">{words.me.endAllSays}</p>
    <form method="post">
      <Button tone="quiet" name="do" value="end-all">
        {words.me.endAll}
      </Button>
    </form>
  </section>
)

const ChangePassword = () => {
  const refused = useActionData<typeof action>()
  const { register, onSubmit, errors } = useCheckedForm(zodResolver(passwordForm), refused?.errors)
  return (
    <section>
      <h2 className="sub">{words.me.password}</h2>
      <ErrorSummary errors={errorList(errors)} />
      <p className="cap">{words.me.changeSays}</p>
      <Form method="post" className="form" onSubmit={onSubmit} noValidate>
        <input type="hidden" {...register('do')} value="password" />
        <Field
          {...register('now')}
          type="password"
          label={words.password.now}
          error={errors.now}
          autoComplete="current-password"
        />
        <Field
          {...register('password')}
          type="password"
          label={words.me.newPassword}
          hint={words.password.hint}
          error={errors.password}
          autoComplete="new-password"
        />
        <Field
          {...register('again')}
          type="password"
          label={words.password.again}
          error={errors.again}
          autoComplete="new-password"
        />
        <div className="acts">
          <Button wide>{words.me.change}</Button>
        </div>
      </Form>
    </section>
  )
}
