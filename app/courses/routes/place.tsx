import {
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, Link, type ShouldRevalidateFunction, useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm, refusedForm } from '~/shared/answer.server'
import { readLook } from '~/shared/look'
import { refuse } from '~/shared/refusal'
import { Button, ButtonLink, ErrorSummary, Inset, Note } from '~/shared/ui'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { changePlace } from '../change-place.server'
import { dotted, words, yuan } from '../family-words'
import { loadPlace, type PlaceView } from '../load-place.server'
import { placeForm } from '../place-form'
import { Cover } from '../ui/Cover'
import { Exchanges } from '../ui/Exchanges'
import { FamilyPage, Kid } from '../ui/FamilyPage'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: view ? `${view.refused ? frameWords.field.error : ''}${view.name} · ${view.title}` : words.family.title },
]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

/**
 * After a refused press, too: the place is then no longer what the page shows, and a key that was pressed is used up.
 * Remix asks again by itself only after a press that succeeded.
 */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formMethod, defaultShouldRevalidate }) =>
  formMethod === 'POST' || defaultShouldRevalidate

const outcomes = ['withdrawn', 'transferred', 'enrolled', 'waitlisted'] as const

export const loader = answered(async ({ params, request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const search = new URL(request.url).searchParams
  const { elder } = readLook(request.headers.get('Cookie'))
  const { pupil = '', section = '' } = params
  const place = await loadPlace(context, actor, { pupil, section, to: search.get('to') ?? '', elder })
  const done = outcomes.find((one) => one === search.get('done')) ?? null
  const refused = context.formRefused ?? false
  return { ...place, done, refused, asks: search.get('ask') === 'withdraw', to: search.get('to') ?? '' }
})

export const action = answered(async ({ params, request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { pupil = '', section = '' } = params
  const form = await readForm(request, placeForm, { lists: ['slots'] })
  if (!form.ok) throw refuse('BAD_REQUEST')
  const { intent, to, slots } = form.value
  if (intent === 'transfer' && !to) return refusedForm(context, { sentence: words.place.transferPick, field: 'to' })
  if (intent === 'days' && slots.length === 0) {
    return refusedForm(context, { sentence: words.place.carePick, field: 'slots' })
  }
  const changed = await changePlace(context, actor, { pupil, section, wish: form.value })
  if ('done' in changed) return redirect(changed.done, 303)
  return refusedForm(context, { sentence: changed.sentence, field: 'place' })
})

export default function PlacePage() {
  const view = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { name, position, title, state, done, pupil, section } = view
  return (
    <FamilyPage tab="family" slim back={{ to: pathTo('family'), label: words.place.back }} child={position}>
      <div className="pad">
        {refused && (
          <ErrorSummary title={words.place.refused} errors={[{ field: refused.field, message: refused.sentence }]} />
        )}
        {done && !refused && <Note tone="ok" icon="check" title={words.place.done[done]} />}
      </div>
      <section className="bill" id="place" tabIndex={-1}>
        <h1 className="placehead">
          <Kid name={name} position={position} />
          <span>{headOf(view)}</span>
        </h1>
        <ul>
          <li>
            <span className="thumb">
              <Cover category={view.category} seed={section} name={title} />
            </span>
            <p>
              <b>
                <Link className="plain" to={pathTo('section', { section }, { child: pupil })}>
                  {title}
                </Link>
              </b>
              <br />
              <small>{dotted([view.times, view.room])}</small>
            </p>
            <span className="amt">
              {view.feeFen === 0 ? words.ware.free : `${yuan(view.feeFen)} ${words.ware.yuan}`}
            </span>
          </li>
        </ul>
      </section>
      <div className="pad pad-top">
        {state === 'enrolled' &&
          (view.base ? <Care view={view} /> : <Enrolled view={view} asks={view.asks} to={view.to} />)}
        {state === 'waitlisted' && <Waiting view={view} asks={view.asks} />}
        {state === 'offered' && <Offered view={view} />}
        {state === 'none' && (
          <p className="acts">
            <ButtonLink to={pathTo('section', { section }, { child: pupil })}>{words.ware.lookAt(title)}</ButtonLink>
            <ButtonLink tone="ghost" to={pathTo('week')}>
              {words.confirmation.week}
            </ButtonLink>
          </p>
        )}
      </div>
    </FamilyPage>
  )
}

const headOf = ({ state, name, queue }: PlaceView): string => {
  switch (state) {
    case 'enrolled':
      return words.place.enrolled(name)
    case 'waitlisted':
      return words.place.waitlisted(name, queue)
    case 'offered':
      return words.place.offered(name)
    case 'none':
      return words.place.gone(name)
  }
}

const Key = ({ view }: { view: PlaceView }) => <input type="hidden" name="key" value={view.key} />

const askPath = ({ pupil, section }: PlaceView): string => pathTo('placeOf', { pupil, section }, { ask: 'withdraw' })
const herePath = ({ pupil, section }: PlaceView): string => pathTo('placeOf', { pupil, section })

/** The question before something that cannot be taken back. */
const Ask = ({ view, text }: { view: PlaceView; text: string }) => (
  <Form method="post" action={herePath(view)}>
    <Key view={view} />
    <h2 className="sub">{words.place.withdrawAsk(view.name, view.title)}</h2>
    <p className="lead">{text}</p>
    <p className="acts">
      <ButtonLink to={herePath(view)}>{words.place.keep}</ButtonLink>
      <Button tone="ghost" name="intent" value="withdraw">
        {words.place.yes}
      </Button>
    </p>
  </Form>
)

const Enrolled = ({ view, asks, to }: { view: PlaceView; asks: boolean; to: string }) =>
  asks ? (
    <Ask view={view} text={words.place.withdrawText} />
  ) : (
    <>
      <Form method="post" action={herePath(view)}>
        <Key view={view} />
        <h2 className="sub">{words.place.transfer}</h2>
        <p className="cap">{words.place.transferText}</p>
        <Exchanges exchanges={view.exchanges} chosen={to} />
        {view.exchanges.length > 0 && (
          <p className="acts">
            <Button name="intent" value="transfer">
              {words.place.transferButton}
            </Button>
          </p>
        )}
      </Form>
      <p className="acts">
        <Link className="quiet" to={askPath(view)}>
          {words.place.withdraw}
        </Link>
      </p>
    </>
  )

const Waiting = ({ view, asks }: { view: PlaceView; asks: boolean }) =>
  asks ? (
    <Ask view={view} text={words.place.leaveQueueText} />
  ) : (
    <>
      <Inset title={words.ware.waitlisted(view.queue)}>{words.confirmation.waitText}</Inset>
      <p className="acts">
        <Link className="quiet" to={askPath(view)}>
          {words.place.leaveQueue}
        </Link>
      </p>
    </>
  )

const Offered = ({ view }: { view: PlaceView }) => {
  const inTheWay = view.inTheWay.join('、')
  return (
    <Form method="post" action={herePath(view)}>
      <Key view={view} />
      <Inset title={words.family.offers} icon="bell">
        {view.offerEndsAt !== null && words.family.offerText(view.offerEndsAt)}
      </Inset>
      {inTheWay && <p className="lead">{words.place.swapText(inTheWay)}</p>}
      <p className="acts">
        <Button name="intent" value={inTheWay ? 'swap' : 'accept'}>
          {inTheWay ? words.place.swapYes(inTheWay) : words.family.accept}
        </Button>
        <Button tone="ghost" name="intent" value="decline">
          {words.family.decline}
        </Button>
      </p>
    </Form>
  )
}

const Care = ({ view }: { view: PlaceView }) => (
  <Form method="post" action={herePath(view)}>
    <Key view={view} />
    <fieldset className="field" id="slots" tabIndex={-1}>
      <legend>{words.place.carePick}</legend>
      {view.days.map(({ slot, words: said }) => (
        <label key={slot} className="tick">
          <input type="checkbox" name="slots" value={slot} />
          <span>{said}</span>
        </label>
      ))}
    </fieldset>
    <p className="acts">
      <Button tone="ghost" name="intent" value="days">
        {words.place.careLeave}
      </Button>
    </p>
  </Form>
)
