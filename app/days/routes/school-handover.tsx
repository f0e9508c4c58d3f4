import {
  type ActionFunctionArgs,
  type HeadersFunction,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm } from '~/shared/answer.server'
import { shownConflict } from '~/shared/answer-deed.server'
import { addDays } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { Button, DeskPage, ErrorSummary, ExportLinks, Field, Figure, Note, Table, type TableRow } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { pathTo } from '~/site'
import { takeBackHandover } from '../handover/hand-over.server'
import { takeBackForm } from '../handover/handover-form'
import { standingInWords } from '../handover/handover-sheet'
import { handoverWords } from '../handover/handover-words'
import { type ChildOfDay, viewSchoolDay } from '../handover/load-day.server'
import { readHandoverSearch } from '../handover/read-handover-search.server'
import daysStyles from '../ui/styles/desk-days.css?url'

const words = handoverWords.school

/** Rows of one group on the page; the sheet holds them all. */
const MOST_ROWS = 200

const COLUMNS = ['child', 'class', 'out', 'last', 'standing'] as const

const openOf = (children: readonly Pick<ChildOfDay, 'standing'>[]): number =>
  children.filter(({ standing }) => standing === 'open').length

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? words.title(openOf(data.children), data.today) : words.sheet },
]
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: deskStyles },
  { rel: 'stylesheet', href: daysStyles },
]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const asked = readHandoverSearch(request)
  return { ...(await viewSchoolDay(context, actor, asked)), wrongDay: asked.wrongDay }
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
  const { school, day } = readHandoverSearch(request)
  return redirect(pathTo('schoolHandover', {}, { school, day }), 303)
})

export default function SchoolHandoverPage() {
  const { school, schools, day, today, children, open, wrongDay } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const here = children.filter(({ sessions }) => sessions.length > 0).length
  const left = openOf(children)
  const at = { school, day }
  const rowsOf = (standing: ChildOfDay['standing']) =>
    children
      .filter((child) => child.standing === standing)
      .slice(0, MOST_ROWS)
      .map((child) => rowOf(child, today, at))
  const countOf = (standing: ChildOfDay['standing']) => children.filter((child) => child.standing === standing).length
  const { columns } = words
  return (
    <DeskPage
      desk="school"
      place="schoolHandover"
      room={schools.find(({ id }) => id === school)?.name ?? ''}
      school={schools.length > 1 ? school : undefined}
      title={children.length === 0 ? words.noSessions : words.title(left, today)}
      lead={children.length === 0 ? undefined : words.lead(day, here, open.length)}
      actions={<ExportLinks to={pathTo('schoolHandoverSheet', {}, at)} />}
    >
      {wrongDay && <Note title={words.dayWrong} />}
      {refused?.errors.form && (
        <ErrorSummary title={handoverWords.teacher.refused} errors={[{ message: refused.errors.form }]} />
      )}
      <Form method="get" action={pathTo('schoolHandover')} className="dayseek">
        <input type="hidden" name="school" value={school} />
        <Field type="date" name="day" label={words.day} defaultValue={day} key={day} short />
        <Button tone="plain">{words.show}</Button>
        <Link to={pathTo('schoolHandover', {}, { school, day: addDays(day, -1) })}>{words.previous}</Link>
        <Link to={pathTo('schoolHandover', {}, { school, day: addDays(day, 1) })}>{words.next}</Link>
      </Form>
      {open.length > 0 && (
        <section className="sheaf">
          <h2>
            {words.sessions} <Figure name="days.sessions-open" value={open.length} />
          </h2>
          <ul className="leaving">
            {open.map((session) => (
              <li key={session.key}>
                <p>
                  <b>{words.session(`${session.startsAt}–${session.endsAt}`, session.title, session.room)}</b>
                  <small>{words.left(session.open, session.here)}</small>
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Table
        caption={words.caption}
        columns={[...COLUMNS.map((key) => ({ key, head: columns[key] })), { key: 'next', head: columns.next }]}
        groups={[
          {
            title: (
              <Figure name="days.children-open" value={left}>
                {words.open(left)}
              </Figure>
            ),
            rows: rowsOf('open'),
          },
          { title: words.handed(countOf('handed')), rows: rowsOf('handed') },
          { title: words.away(countOf('away')), rows: rowsOf('away') },
        ]}
        empty={words.noSessions}
        foot={children.length > MOST_ROWS ? `${words.most(MOST_ROWS)}${words.recorded}` : words.recorded}
      />
    </DeskPage>
  )
}

const rowOf = (child: ChildOfDay, today: boolean, at: { school: string; day: string }): TableRow => ({
  key: child.pupil,
  ...(child.standing === 'open' ? { tone: 'warn' as const } : {}),
  cells: [
    ...[child.name, child.className, child.out, child.sessions.at(-1)?.title ?? '', standingInWords(child)].map(
      (said, i) => (
        <span key={COLUMNS[i]} className="stay">
          {said}
        </span>
      ),
    ),
    child.handover ? (
      <Form key="back" method="post" action={pathTo('schoolHandover', {}, at)}>
        <Button tone="quiet" name="handover" value={child.handover.id}>
          {words.takeBack}
          <span className="vh">{handoverWords.teacher.handOf(child.name)}</span>
        </Button>
      </Form>
    ) : today && child.standing === 'open' ? (
      <Link key="hand" className="stay" to={pathTo('schoolHandoverOf', { pupil: child.pupil })}>
        {words.hand}
        <span className="vh">{handoverWords.teacher.handOf(child.name)}</span>
      </Link>
    ) : null,
  ],
})
