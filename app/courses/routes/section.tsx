import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData, useLocation, useRevalidator } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import { dayInWords, weekdayName, weekdayOf } from '~/shared/day'
import { readLook } from '~/shared/look'
import { Button, ButtonLink, Icon, type IconName, Note, Seats } from '~/shared/ui'
import { pathTo } from '~/site'
import { words, yuan } from '../family-words'
import { type ChildHere, loadSection, type SectionView } from '../load-section.server'
import { Cover } from '../ui/Cover'
import { FamilyPage, Kid } from '../ui/FamilyPage'
import { LiveSeats, useSeatsOf } from '../ui/live-seats'
import { RoundSay } from '../ui/RoundSay'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.title} · ${data.school.name}` : words.shelf.title },
]

export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-cache' })

export const loader = answered(async ({ params, request, context }: LoaderFunctionArgs) => {
  const { elder } = readLook(request.headers.get('Cookie'))
  const child = new URL(request.url).searchParams.get('child') ?? ''
  return loadSection(context, context.actor, { section: params.section ?? '', child, elder })
})

export default function SectionPage() {
  const view = useLoaderData<typeof loader>()
  const { child, school, weekday } = view
  const family = view.children.length > 0
  return (
    <LiveSeats sections={[view.id]}>
      <FamilyPage
        tab="shelf"
        tabs={false}
        back={
          family
            ? {
                to: pathTo('shelf', {}, { child: child?.pupil, day: weekday }),
                label: words.section.back(weekday),
              }
            : { to: pathTo('shelf', {}, { school: school.id }), label: words.section.publicBack }
        }
        child={child?.position}
        dock={<Choose view={view} />}
      >
        <div className="stage">
          <Cover category={view.category} seed={view.id} name={view.title} picture={view.cover} size="page" />
        </div>
        <article className={`sheet cat-${view.category}`}>
          <p className="cat">
            {view.categoryName} · {school.name}
          </p>
          <h1>{view.title}</h1>
          <p className="lead">{view.description}</p>
          <SeatBox view={view} />
          <Facts view={view} />
          {family && <WhoCan view={view} />}
          {view.outline.length > 0 && (
            <>
              <h2>{words.section.steps}</h2>
              <ol className="steps">
                {view.outline.map(({ sessions, text }) => (
                  <li key={sessions}>
                    <b>{words.section.step(sessions)}</b>
                    {text}
                  </li>
                ))}
              </ol>
            </>
          )}
          {view.filing && (
            <Note tone="ok" title={words.section.filed}>
              <p>{words.section.filing(view.filing.number, view.filing.at, '')}</p>
            </Note>
          )}
        </article>
      </FamilyPage>
    </LiveSeats>
  )
}

const SeatBox = ({ view }: { view: SectionView }) => {
  const { left, waiting } = useSeatsOf(view)
  const { capacity } = view
  if (left === null || capacity === null) {
    return (
      <section className="seatbox">
        <p>{words.section.always}</p>
      </section>
    )
  }
  const few = left > 0 && left <= 3
  return (
    <section className={left === 0 ? 'seatbox full' : few ? 'seatbox few' : 'seatbox'}>
      <p>
        <b className="left-n">
          {left === 0 ? words.ware.full : `${few ? words.ware.few : words.ware.left} ${left} ${words.ware.unit}`}
        </b>
        {left === 0 ? words.section.full(waiting) : words.section.total(capacity)}
      </p>
      <Seats
        taken={capacity - left}
        of={capacity}
        few={few}
        label={words.section.seatsLabel(capacity, capacity - left)}
      />
      <p className="cap">
        {left > 0 && !few && words.section.green}
        {words.section.minimum(view.minimum, view.enrolled)}
      </p>
    </section>
  )
}

const Fact = ({ icon, name, children }: { icon: IconName; name: string; children: React.ReactNode }) => (
  <div>
    <Icon name={icon} />
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

const Facts = ({ view }: { view: SectionView }) => {
  const { dates, instructor } = view
  const [first] = dates
  const last = dates.at(-1)
  return (
    <dl className="facts">
      <Fact icon="clock" name={words.section.time}>
        <b>{view.times}</b>
        {first && last ? (
          <details>
            <summary>{words.section.dates(first, last, dates.length)}</summary>
            <ul className="dates">
              {dates.map((day) => (
                <li key={day}>
                  {dayInWords(day)} {weekdayName(weekdayOf(day))}
                </li>
              ))}
            </ul>
          </details>
        ) : (
          <p className="cap">{words.section.sessionsNone}</p>
        )}
      </Fact>
      <Fact icon="pin" name={words.section.place}>
        <b>{view.room}</b>
      </Fact>
      <Fact icon="yuan" name={words.section.fee}>
        <b>{words.section.perTerm(view.feeFen)}</b>
        {view.feeFen > 0 && (
          <>
            <br />
            {words.section.formula(dates.length, view.lessonFen, view.materialFen)}
          </>
        )}
      </Fact>
      <Fact icon="person" name={words.section.teacher}>
        <b>{instructor.name}</b>
        {instructor.about && `，${instructor.about}`}
        {instructor.provider && (
          <>
            <br />
            {words.section.provider(instructor.provider)}
          </>
        )}
      </Fact>
      <Fact icon="people" name={words.section.who}>
        <b>{view.grades}</b>
      </Fact>
      {view.bring && (
        <Fact icon="bag" name={words.section.bring}>
          {view.bring}
        </Fact>
      )}
    </dl>
  )
}

const WhoCan = ({ view }: { view: SectionView }) => (
  <>
    <h2>{words.section.whoCan}</h2>
    <ul className="can">
      {view.children.map((child) => (
        <li key={child.pupil}>
          <Kid name={child.name} position={child.position} />
          <p>
            <b>{child.title}</b>
            <br />
            {child.text}{' '}
            {child.kind === 'no' && (
              <Link className="quiet" to={pathTo('shelf', {}, { child: child.pupil, fit: 'only' })}>
                {words.section.seeFitting(child.name)}
              </Link>
            )}
            {child.kind === 'mine' && (
              <Link className="quiet" to={pathTo('placeOf', { pupil: child.pupil, section: view.id })}>
                {words.section.manage}
              </Link>
            )}
          </p>
          {child.kind === 'free' && child.pupil === view.child?.pupil && (
            <span className="yes">
              <Icon name="check" />
              {words.section.canShort}
            </span>
          )}
          {(child.kind === 'free' || child.kind === 'wait') && child.pupil !== view.child?.pupil && (
            <Link className="quiet" to={pathTo('section', { section: view.id }, { child: child.pupil })}>
              {words.section.forChild}
              {child.name}
            </Link>
          )}
        </li>
      ))}
    </ul>
  </>
)

/** The bar at the foot: for whom, how much, and one action. */
const Choose = ({ view }: { view: SectionView }) => {
  const { child } = view
  const { revalidate } = useRevalidator()
  if (!child) {
    return view.children.length > 0 ? null : (
      <section className="choose" aria-label={words.section.choose}>
        <p className="who">
          <span>{words.section.perTerm(view.feeFen)}</span>
        </p>
        <ButtonLink to={pathTo('signIn', {}, { back: pathTo('section', { section: view.id }) })}>
          {words.section.signIn}
        </ButtonLink>
      </section>
    )
  }
  return (
    <section className="choose" aria-label={words.section.choose}>
      <p className="who">
        <Kid name={child.name} position={child.position} />
        <span>
          {child.kind === 'free' || child.kind === 'wait' ? (
            <>
              {words.section.forChild}
              <b>{child.name}</b>
            </>
          ) : (
            <b>{child.title}</b>
          )}
          <br />
          <small>
            {view.round?.phase === 'before' ? (
              <RoundSay round={view.round} now={view.now} onOpen={revalidate} brief />
            ) : (
              words.section.perTerm(view.feeFen)
            )}
          </small>
        </span>
      </p>
      <ChooseButton view={view} child={child} />
    </section>
  )
}

const ChooseButton = ({ view, child }: { view: SectionView; child: ChildHere }) => {
  const { pathname, search } = useLocation()
  const { left } = useSeatsOf(view)
  if (child.kind === 'no') {
    return (
      <ButtonLink tone="ghost" to={pathTo('shelf', {}, { child: child.pupil, fit: 'only' })}>
        {words.section.seeFitting(child.name)}
      </ButtonLink>
    )
  }
  if (child.kind === 'clash' && child.instead) {
    return (
      <ButtonLink tone="ghost" to={pathTo('placeOf', { pupil: child.pupil, section: child.instead }, { to: view.id })}>
        {words.section.swap}
      </ButtonLink>
    )
  }
  if (child.kind === 'mine') {
    return (
      <ButtonLink to={pathTo('placeOf', { pupil: child.pupil, section: view.id })}>{words.section.manage}</ButtonLink>
    )
  }
  if (child.kind === 'basket') {
    return (
      <Form method="post" action={pathTo('basket')} className="acts">
        <input type="hidden" name="back" value={pathname + search} />
        <Button tone="quiet" name="take" value={child.line}>
          {words.section.remove}
          <span className="vh">：{view.title}</span>
        </Button>
        <ButtonLink to={pathTo('basket')}>{words.section.toBasket}</ButtonLink>
      </Form>
    )
  }
  return (
    <Form method="post" action={pathTo('basket')}>
      <input type="hidden" name="back" value={pathname + search} />
      <Button name="put" value={child.line} tone={child.kind === 'clash' ? 'ghost' : 'act'}>
        {child.kind === 'clash' ? words.section.anyway : left === 0 ? words.section.queue : words.section.choose}
        <span className="vh">
          ：{view.title}，{view.feeFen > 0 ? `${yuan(view.feeFen)} ${words.ware.yuan}` : words.ware.free}
        </span>
      </Button>
    </Form>
  )
}
