import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import { readLook } from '~/shared/look'
import { refuse } from '~/shared/refusal'
import { useRootData } from '~/shared/root-data'
import { ButtonLink, Icon, Inset } from '~/shared/ui'
import { pathTo } from '~/site'
import { words } from '../family-words'
import { type ChildOfFamily, loadFamily, type PlaceLine } from '../load-family.server'
import { FiveDays } from '../ui/ChildSwitcher'
import { Cover } from '../ui/Cover'
import { FamilyPage, Kid, shapeOf } from '../ui/FamilyPage'

export const meta: MetaFunction = () => [{ title: words.family.title }]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-cache' })

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return loadFamily(context, actor, readLook(request.headers.get('Cookie')).elder)
})

export default function FamilyHome() {
  const { children, basket } = useLoaderData<typeof loader>()
  const unread = useRootData()?.person?.unread ?? 0
  return (
    <FamilyPage tab="family" basket={basket}>
      <h1 className="title pad">{words.family.title}</h1>
      {children.map((child) => (
        <Child key={child.pupil} child={child} />
      ))}
      <div className="pad pad-top">
        <Link className="line" to={pathTo('notices')}>
          <Icon name="bell" />
          {unread > 0 ? words.family.unread(unread) : words.family.notices}
        </Link>
        <Link className="line" to={pathTo('week', {}, {})}>
          <Icon name="calendar" />
          {words.family.calendar}
        </Link>
        <Link className="line" to={pathTo('me')}>
          <Icon name="person" />
          {words.family.account}
        </Link>
        <Form method="post" action={pathTo('signOut')}>
          <button type="submit" className="line">
            <Icon name="leave" />
            {words.family.signOut}
          </button>
        </Form>
      </div>
    </FamilyPage>
  )
}

const Child = ({ child }: { child: ChildOfFamily }) => {
  const { pupil, name, position, offers, courses, waiting, care } = child
  const nothing = offers.length + courses.length + waiting.length === 0
  return (
    <section className={`bill c${shapeOf(position)}`} aria-label={name}>
      <h2>
        <Kid name={name} position={position} />
        {name}{' '}
        <small>
          {child.grade} {child.classNumber} 班
        </small>
      </h2>
      <FiveDays
        days={child.days}
        position={position}
        to={(day) => pathTo('shelf', {}, { child: pupil, day })}
        say={
          <>
            <b>{child.say}</b> {child.limit && words.family.limit(child.limit.held, child.limit.limit)}
          </>
        }
      />
      <ul>
        {offers.map((line) => (
          <Place key={line.section} line={line} pupil={pupil}>
            <Inset title={words.family.offers} icon="bell">
              {line.offerEndsAt !== null && words.family.offerText(line.offerEndsAt)}
              <p>
                <ButtonLink to={pathTo('placeOf', { pupil, section: line.section })}>
                  {words.family.seeOffer}
                  <span className="vh">：{line.title}</span>
                </ButtonLink>
              </p>
            </Inset>
          </Place>
        ))}
        {courses.map((line) => (
          <Place key={line.section} line={line} pupil={pupil} />
        ))}
        {waiting.map((line) => (
          <Place key={line.section} line={line} pupil={pupil}>
            <Inset title={words.ware.waitlisted(line.position)}>{words.confirmation.waitText}</Inset>
          </Place>
        ))}
        {care.map((line) => (
          <Place key={line.section} line={line} pupil={pupil} />
        ))}
      </ul>
      <p className="pad acts">
        {nothing && <span className="cap">{words.family.none}</span>}
        <Link className="quiet" to={pathTo('shelf', {}, { child: pupil })}>
          {words.family.choose(name)}
        </Link>
      </p>
    </section>
  )
}

const Place = ({ line, pupil, children }: { line: PlaceLine; pupil: string; children?: React.ReactNode }) => (
  <li>
    <span className="thumb">
      <Cover category={line.category} seed={line.section} name={line.title} />
    </span>
    <p>
      <b>
        <Link className="plain" to={pathTo('section', { section: line.section }, { child: pupil })}>
          {line.title}
        </Link>
      </b>
      <br />
      <small>
        {line.times} · {line.room}
      </small>
    </p>
    <Link className="quiet" to={pathTo('placeOf', { pupil, section: line.section })}>
      {words.family.change}
      <span className="vh">：{line.title}</span>
    </Link>
    {children}
  </li>
)
