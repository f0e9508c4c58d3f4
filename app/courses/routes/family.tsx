import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData, useRevalidator } from '@remix-run/react'
import { BillLine } from '~/money'
import { loadFamilyBill } from '~/money/index.server'
import { answered } from '~/shared/answer.server'
import { weekdayName } from '~/shared/day'
import { readLook } from '~/shared/look'
import { refuse } from '~/shared/refusal'
import { useRootData } from '~/shared/root-data'
import { ButtonLink, Icon, Inset } from '~/shared/ui'
import { pathTo } from '~/site'
import { firstPickWords } from '../decision-day/first-pick-words'
import { dotted, words } from '../family-words'
import { type ChildOfFamily, type FamilyDay, loadFamily, type PlaceLine } from '../load-family.server'
import { loadTerm } from '../load-term.server'
import { FiveDays } from '../ui/ChildSwitcher'
import { FamilyPage, Kid, shapeOf } from '../ui/FamilyPage'
import { RoundSay } from '../ui/RoundSay'

export const meta: MetaFunction = () => [{ title: words.family.title }]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-cache' })

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const family = await loadFamily(context, actor, readLook(request.headers.get('Cookie')).elder)
  const term = (await loadTerm(context))?.id
  const pupils = actor.children.map(({ pupil }) => pupil)
  return { ...family, bill: term ? await loadFamilyBill(context, pupils, term) : null }
})

export default function FamilyHome() {
  const { children, basket, round, now, bill } = useLoaderData<typeof loader>()
  const { revalidate } = useRevalidator()
  const unread = useRootData()?.person?.unread ?? 0
  return (
    <FamilyPage tab="family" basket={basket}>
      <h1 className="title pad">{words.family.title}</h1>
      <p className="cap pad">
        <RoundSay round={round} now={now} onOpen={revalidate} />
      </p>
      <div className="homes">
        {children.map((child) => (
          <Child key={child.pupil} child={child} />
        ))}
      </div>
      <div className="pad pad-top">
        <Link className="line" to={pathTo('notices')}>
          <Icon name="bell" />
          {unread > 0 ? words.family.unread(unread) : words.family.notices}
        </Link>
        <Link className="line" to={pathTo('week', {}, {})}>
          <Icon name="calendar" />
          {words.family.calendar}
        </Link>
        <BillLine bill={bill} />
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
  const { pupil, name, position } = child
  return (
    <section className={`bill home c${shapeOf(position)}`} aria-label={name}>
      <h2>
        <Kid name={name} position={position} />
        {name}{' '}
        <small>
          {child.grade} {child.classNumber} 班
        </small>
      </h2>
      <FiveDays
        of={name}
        days={child.days}
        position={position}
        to={(day) => pathTo('shelf', {}, { child: pupil, day })}
        say={
          <>
            <b>{child.say}</b> {child.limit && words.family.limit(child.limit.held, child.limit.limit)}
          </>
        }
      />
      {child.firstPick && (
        <Inset title={firstPickWords.own(name, child.firstPick.courses, child.firstPick.until)} icon="bell">
          <p>
            <ButtonLink to={pathTo('shelf', {}, { child: pupil })}>{firstPickWords.pick(name)}</ButtonLink>
          </p>
        </Inset>
      )}
      <ul className="week-of">
        {child.week.map((day) => (
          <Day key={day.weekday} day={day} pupil={pupil} />
        ))}
      </ul>
      <p className="pad acts">
        <Link className="quiet" to={pathTo('shelf', {}, { child: pupil })}>
          {words.family.choose(name)}
        </Link>
      </p>
    </section>
  )
}

const Day = ({ day, pupil }: { day: FamilyDay; pupil: string }) => {
  const care = day.lines.filter(({ kind }) => kind === 'care')
  return (
    <li>
      <h3 className="day">{weekdayName(day.weekday)}</h3>
      <div className="has">
        {day.lines
          .filter(({ kind }) => kind !== 'care')
          .map((line) => (
            <Place key={`${line.section} ${line.kind}`} line={line} pupil={pupil} />
          ))}
        {care.length > 0 && (
          <ul className="care-of">
            {care.map(({ section, title, time }) => (
              <li key={section}>
                <Link className="quiet" to={pathTo('placeOf', { pupil, section })}>
                  {title}
                </Link>{' '}
                {time}
              </li>
            ))}
          </ul>
        )}
        {day.open && day.lines.length === 0 && (
          <p className="has-one">
            {words.family.openDay}
            <Link className="quiet" to={pathTo('shelf', {}, { child: pupil, day: day.weekday })}>
              {words.family.fill}
              <span className="vh">：{weekdayName(day.weekday)}</span>
            </Link>
          </p>
        )}
      </div>
    </li>
  )
}

const Place = ({ line, pupil }: { line: PlaceLine; pupil: string }) => {
  const { kind, section, title } = line
  const to = kind === 'basket' ? pathTo('basket') : pathTo('placeOf', { pupil, section })
  return (
    <div className="has-one">
      <p>
        <Link className="plain" to={pathTo('section', { section }, { child: pupil })}>
          {title}
        </Link>
        <small>{dotted([line.time, line.room])}</small>
        {kind === 'waiting' && <span className="tagline">{words.ware.waitlisted(line.position)}</span>}
        {kind === 'basket' && <span className="tagline">{words.family.inBasket}</span>}
      </p>
      {kind !== 'offer' && (
        <Link className="quiet" to={to}>
          {kind === 'basket' ? words.basket.bar : words.family.change}
          <span className="vh">：{title}</span>
        </Link>
      )}
      {kind === 'offer' && (
        <Inset title={words.family.offers} icon="bell">
          {line.offerEndsAt !== null && words.family.offerText(line.offerEndsAt)}
          <p>
            <ButtonLink to={to}>
              {words.family.seeOffer}
              <span className="vh">：{title}</span>
            </ButtonLink>
          </p>
        </Inset>
      )}
    </div>
  )
}
