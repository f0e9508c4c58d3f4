import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod/mini'
import { handedInWords } from '~/days'
import { handoversOfFamily } from '~/days/index.server'
import { answered, readForm } from '~/shared/answer.server'
import { addDays, dayInWords, weekdayName } from '~/shared/day'
import { readLook } from '~/shared/look'
import { refuse } from '~/shared/refusal'
import { Button, Icon, Lane, Note, rangeOf, Scale } from '~/shared/ui'
import { pathTo } from '~/site'
import { words } from '../family-words'
import { loadWeek, type WeekBar, type WeekDay, type WeekLane, type WeekView } from '../load-week.server'
import { placeWords } from '../place-words'
import { renewCalendarFeed } from '../renew-calendar-feed.server'
import { FamilyPage, Kid, shapeOf } from '../ui/FamilyPage'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.current === false ? words.week.otherTitle : words.week.title },
]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { elder } = readLook(request.headers.get('Cookie'))
  const week = await loadWeek(context, actor, { week: new URL(request.url).searchParams.get('week') ?? '', elder })
  const handovers = await handoversOfFamily(context, actor, { from: week.monday, to: addDays(week.monday, 6) })
  return { ...week, handovers }
})

const weekForm = z.object({ intent: z.literal('renew') })

/** Makes a new calendar address. It is told in this one answer only, so that no log and no history holds it. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor, origin } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const form = await readForm(request, weekForm)
  if (!form.ok) throw refuse('BAD_REQUEST')
  const secret = await renewCalendarFeed(context, actor.account)
  return { address: new URL(pathTo('calendarFeed', { secret }), origin).toString() }
})

export default function WeekPage() {
  const view = useLoaderData<typeof loader>()
  const range = rangeOf(view.minutes)
  return (
    <FamilyPage tab="week">
      <div className="pad wkhead">
        <h1 className="title">{view.current ? words.week.title : words.week.otherTitle}</h1>
        <Weeks view={view} />
        <p className="goodnews">
          <Icon name="calendar" />
          <span>{view.summary}</span>
        </p>
      </div>
      {view.ticks.length > 0 && <Scale range={range} ticks={view.ticks} />}
      <div className="week5">
        {view.days.map((day) => (
          <Day
            key={day.day}
            day={day}
            range={range}
            handed={view.handovers.filter((handover) => handover.day === day.day)}
          />
        ))}
      </div>
      <nav className="pad pad-top" aria-label={words.week.more}>
        <Link className="line" to={pathTo('leave')}>
          <Icon name="hand" />
          <span>{words.week.leave}</span>
        </Link>
        <Link className="line" to={pathTo('pickup')}>
          <Icon name="hold" />
          <span>{words.week.pickup}</span>
        </Link>
      </nav>
      <CalendarFeed since={view.feedSince} />
    </FamilyPage>
  )
}

const Weeks = ({ view: { previous, next, heading, current } }: { view: WeekView }) => (
  <>
    <div className="wk">
      {previous ? (
        <Link to={pathTo('week', {}, { week: previous })} aria-label={words.week.previous}>
          <Icon name="back" />
        </Link>
      ) : (
        <span />
      )}
      <span>{heading}</span>
      {next ? (
        <Link to={pathTo('week', {}, { week: next })} aria-label={words.week.next}>
          <Icon name="next" />
        </Link>
      ) : (
        <span />
      )}
    </div>
    {!current && (
      <p className="acts">
        <Link className="quiet" to={pathTo('week')}>
          {words.week.toThisWeek}
        </Link>
      </p>
    )}
  </>
)

type Handed = ReturnType<typeof useLoaderData<typeof loader>>['handovers']

const Day = ({ day, range, handed }: { day: WeekDay; range: ReturnType<typeof rangeOf>; handed: Handed }) => {
  const { lanes } = day
  const said = dayInWords(day.day)
  const afterMonth = said.indexOf('月') + 2
  const empty = lanes.every(({ bars, notes }) => bars.length + notes.length === 0)
  return (
    <section className={day.today ? 'wd today' : 'wd'}>
      <h2>
        {weekdayName(day.weekday)}
        <small>
          <span className="month">{said.slice(0, afterMonth)}</span>
          {said.slice(afterMonth)}
        </small>
        {day.today && <em>{words.week.today}</em>}
      </h2>
      <div className="lanes">
        {day.follows !== null && <p className="cap">{words.week.follows(day.follows)}</p>}
        {empty ? (
          <p className="cap">{day.school ? words.week.nothing : words.week.noSchool}</p>
        ) : (
          lanes.map((lane) => <ChildLane key={lane.pupil} lane={lane} range={range} />)
        )}
        {handed.map((handover) => (
          <p key={handover.pupil} className="row-of-words">
            <Icon name="hold" />
            <span>
              {handover.name} {handedInWords(handover)}
            </span>
          </p>
        ))}
      </div>
    </section>
  )
}

const ChildLane = ({ lane, range }: { lane: WeekLane; range: ReturnType<typeof rangeOf> }) => (
  <>
    <Lane
      range={range}
      child={shapeOf(lane.position)}
      badge={
        <>
          <Kid name={lane.name} position={lane.position} small />
          <span className="vh">{lane.name}</span>
        </>
      }
      bars={lane.bars.map((bar) => ({
        key: `${bar.section} ${bar.from}`,
        from: bar.from,
        until: bar.until,
        label: <Label bar={bar} />,
        aside: `，${bar.room}`,
        to: pathTo('placeOf', { pupil: lane.pupil, section: bar.section }),
        paint: `cat-${bar.category}`,
        state: bar.state === 'course' ? undefined : bar.state,
      }))}
      out={lane.out ?? undefined}
    />
    {lane.notes.map((note) => (
      <p key={note} className="row-of-words">
        <Icon name="dots" />
        <span>{note}</span>
      </p>
    ))}
  </>
)

/** The time stands on the axis; where there is none it stands in the bar. */
const Label = ({ bar }: { bar: WeekBar }) => (
  <>
    {bar.title}
    <small className="when"> {bar.time}</small>
  </>
)

const CalendarFeed = ({ since }: { since: number | null }) => {
  const made = useActionData<typeof action>()
  return (
    <section className="pad pad-top" id="calendar">
      <h2 className="sub">{words.week.calendar}</h2>
      {made ? (
        <>
          <Note tone="ok" icon="check" title={words.week.made} />
          <p className="acts">
            <a className="act wide" href={made.address.replace(/^https?:/, 'webcal:')}>
              {words.week.open}
            </a>
          </p>
          <p>{words.week.copy}</p>
          <p className="feed">{made.address}</p>
          <ul className="cap">
            {placeWords.week.how.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <p className="cap">{words.week.calendarText}</p>
          {since !== null && <p className="cap">{words.week.since(since)}</p>}
          <Form method="post" action={`${pathTo('week')}#calendar`}>
            <p className="acts">
              <Button tone="ghost" name="intent" value="renew">
                {since === null ? words.week.make : words.week.renew}
              </Button>
            </p>
          </Form>
        </>
      )}
    </section>
  )
}
