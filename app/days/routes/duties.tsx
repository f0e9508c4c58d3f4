import type { HeadersFunction, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { DeskPage, ExportLinks, Figure, Table, type TableRow } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { pathTo } from '~/site'
import { type DutyKind, sumOfKind, type TeacherDuty } from '../duties/duty-rules'
import { dutyWords as words } from '../duties/duty-words'
import { loadDuties } from '../duties/load-duties.server'
import { readDutySearch } from '../duties/read-duty-search.server'
import daysStyles from '../ui/styles/desk-days.css?url'

const thousands = (count: number): string => count.toLocaleString('en-US')

const titleOf = (duties: readonly TeacherDuty[]): string => {
  const hours = (kind: DutyKind): string => thousands(sumOfKind(duties, kind).hours)
  return duties.some(({ held }) => held > 0) ? words.title(hours('in_service'), hours('outside')) : words.titleNone
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? titleOf(data.duties) : words.short }]
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: deskStyles },
  { rel: 'stylesheet', href: daysStyles },
]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return loadDuties(context, actor, readDutySearch(request))
})

export default function DutiesPage() {
  const { school, schools, term, termName, terms, until, duties, chosen } = useLoaderData<typeof loader>()
  const at = { school, term }
  const own = sumOfKind(duties, 'in_service')
  const outside = sumOfKind(duties, 'outside')
  const { columns } = words
  const group = (kind: DutyKind) => duties.filter((one) => one.kind === kind)
  return (
    <DeskPage
      desk="school"
      place="duties"
      room={schools.find(({ id }) => id === school)?.name ?? ''}
      school={schools.length > 1 ? school : undefined}
      title={titleOf(duties)}
      lead={words.lead(termName, until)}
      actions={<ExportLinks to={pathTo('dutiesSheet', {}, at)} />}
    >
      {terms.length > 1 && (
        <nav className="seg" aria-label={words.terms}>
          {terms.map(({ id, name }) => (
            <Link
              key={id}
              to={pathTo('duties', {}, { school, term: id })}
              aria-current={id === term ? 'page' : undefined}
            >
              {name}
            </Link>
          ))}
        </nav>
      )}
      <dl className="pairs">
        <dt>{words.inService}</dt>
        <dd>
          <Figure name="days.duty-hours-in-service" value={own.hours}>
            {words.sum(own.teachers, thousands(own.hours))}
          </Figure>
        </dd>
        <dt>{words.outside}</dt>
        <dd>
          <Figure name="days.duty-hours-outside" value={outside.hours}>
            {words.sum(outside.teachers, thousands(outside.hours))}
          </Figure>
        </dd>
      </dl>
      {chosen && (
        <section className="sheaf">
          <h2>{words.of(chosen.name)}</h2>
          {chosen.sessions.length === 0 && <p>{words.noneHeld}</p>}
          <ul className="leaving">
            {chosen.sessions.map((one) => (
              <li key={`${one.section} ${one.day} ${one.slot}`}>
                <p>
                  {words.session(one.heldOn, `${one.startsAt}–${one.endsAt}`, one.title)}
                  {one.substituted && <small>{words.forAnother}</small>}
                </p>
              </li>
            ))}
          </ul>
          <p className="acts">
            <Link to={pathTo('duties', {}, at)}>{words.back}</Link>
          </p>
        </section>
      )}
      <Table
        caption={words.caption}
        columns={[
          { key: 'teacher', head: columns.teacher },
          { key: 'courses', head: columns.courses },
          { key: 'held', head: columns.held, number: true },
          { key: 'stoodIn', head: columns.stoodIn, number: true },
          { key: 'hours', head: columns.hours, number: true },
          { key: 'planned', head: columns.planned, number: true },
        ]}
        groups={[
          {
            title: words.groups.in_service(group('in_service').length),
            rows: group('in_service').map((one) => rowOf(one, at)),
          },
          { title: words.groups.outside(group('outside').length), rows: group('outside').map((one) => rowOf(one, at)) },
          { title: words.groups.unnamed, rows: group('unnamed').map((one) => rowOf(one, at)) },
        ]}
        empty={words.none}
        foot={words.hour}
      />
    </DeskPage>
  )
}

const rowOf = (duty: TeacherDuty, at: { school: string; term: string }): TableRow => ({
  key: duty.instructor || 'unnamed',
  cells: [
    duty.instructor && duty.name ? (
      <Link key="name" className="stay" to={pathTo('duties', {}, { ...at, teacher: duty.instructor })}>
        {duty.name}
      </Link>
    ) : (
      words.nobody
    ),
    <span key="courses" className="broad">
      {[duty.courses.join('、'), duty.provider].filter(Boolean).join(' · ')}
    </span>,
    thousands(duty.held),
    thousands(duty.stoodIn),
    thousands(duty.hours),
    thousands(duty.planned),
  ],
})
