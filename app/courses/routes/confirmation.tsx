import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { answered } from '~/shared/answer.server'
import { readLook } from '~/shared/look'
import { refuse } from '~/shared/refusal'
import { Button, ButtonLink, Confirmation, Icon, Inset, Oops, Qr } from '~/shared/ui'
import { pathTo } from '~/site'
import { words } from '../family-words'
import { type ConfirmationView, type ConfirmedLine, loadConfirmation } from '../load-confirmation.server'
import { placeWords } from '../place-words'
import { Cover } from '../ui/Cover'
import { FamilyPage, Kid, useElder } from '../ui/FamilyPage'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.title} · ${data.reference}` : placeWords.slip.page },
]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

/** The slip of one press: only for the account that pressed. */
export const loader = answered(async ({ params, request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { elder } = readLook(request.headers.get('Cookie'))
  return loadConfirmation(context, actor, { reference: params.reference ?? '', elder })
})

export default function ConfirmationPage() {
  const view = useLoaderData<typeof loader>()
  const elder = useElder()
  // Nothing came of it: no green head over a list of reasons.
  const nothing = view.enrolled.length + view.waiting.length + view.left.length === 0
  return (
    <FamilyPage tab="shelf" slim>
      {nothing ? (
        <Oops whole title={view.title} number={`${words.confirmation.reference} ${view.reference}`}>
          {words.confirmation.at(view.at)}
        </Oops>
      ) : (
        <Confirmation
          title={view.title}
          small={words.confirmation.at(view.at)}
          qr={<Qr drawing={view.qr} label={words.confirmation.qr(view.reference)} />}
          numberLabel={words.confirmation.reference}
          number={view.reference}
          keep={words.confirmation.keep}
        />
      )}
      {elder ? <Listed lines={view.enrolled} /> : <Board lines={view.enrolled} />}
      <section className="pad pad-top">
        {view.refused.map((line) => (
          <Inset
            key={`${line.pupil} ${line.section}`}
            icon="warning"
            title={words.confirmation.refusedTitle(line.name, line.title)}
          >
            {line.sentence} <Link to={pathTo('basket')}>{words.confirmation.stillInBasket}</Link>
          </Inset>
        ))}
        {[...new Set(view.unnamed)].map((sentence) => (
          <Inset key={sentence} icon="warning" title={sentence} />
        ))}
        {view.waiting.map((line) => (
          <Inset
            key={`${line.pupil} ${line.section}`}
            title={words.confirmation.waitTitle(line.name, line.title, line.queue)}
          >
            {words.confirmation.waitText}
            <Link to={pathTo('placeOf', { pupil: line.pupil, section: line.section })}>
              {words.confirmation.seeWaiting}
              <span className="vh">：{line.title}</span>
            </Link>
          </Inset>
        ))}
        {view.left.map((line) => (
          <Inset key={`${line.pupil} ${line.section}`} tone="ok" title={placeWords.slip.left(line.name, line.title)}>
            {words.confirmation[line.outcome]}
          </Inset>
        ))}
        <NextSteps view={view} />
        <p className="acts">
          <ButtonLink wide to={pathTo('week')}>
            {words.confirmation.week}
          </ButtonLink>
          <Link className="quiet" to={pathTo('shelf')}>
            {words.confirmation.shop}
          </Link>
          <PrintButton />
        </p>
      </section>
    </FamilyPage>
  )
}

/** What was got, standing on the board. */
const Board = ({ lines }: { lines: readonly ConfirmedLine[] }) => (
  <>
    {boardsOf(lines).map((board) => (
      <div key={`${board[0]?.pupil} ${board[0]?.section}`} className="mini">
        <ul aria-label={words.confirmation.lines}>
          {board.map((line) => (
            <li key={`${line.pupil} ${line.section}`}>
              <span className="thumb">
                <Cover category={line.category} seed={line.section} name={line.title} />
              </span>
              <span className="lab">
                <Kid name={line.name} position={line.position} small />
                <span className="vh">{line.name}：</span>
                {line.title}
                <span className="vh">，{line.times}</span>
              </span>
            </li>
          ))}
        </ul>
      </div>
    ))}
  </>
)

const ON_A_BOARD = 5

const boardsOf = (lines: readonly ConfirmedLine[]): ConfirmedLine[][] =>
  Array.from({ length: Math.ceil(lines.length / ON_A_BOARD) }, (_, row) =>
    lines.slice(row * ON_A_BOARD, (row + 1) * ON_A_BOARD),
  )

/** The same as lines with their times, for who wants large letters. */
const Listed = ({ lines }: { lines: readonly ConfirmedLine[] }) =>
  lines.length === 0 ? null : (
    <section className="bill" aria-label={words.confirmation.lines}>
      <ul>
        {lines.map((line) => (
          <li key={`${line.pupil} ${line.section}`}>
            <Kid name={line.name} position={line.position} />
            <p>
              <b>
                {line.name} · {line.title}
              </b>
              <br />
              <small>{line.times}</small>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )

const NextSteps = ({ view: { changesUntil, first, enrolled, feeFen } }: { view: ConfirmationView }) => {
  if (enrolled.length === 0) return null
  return (
    <>
      <h2 className="sub">{words.confirmation.next}</h2>
      <ol className="steps">
        {changesUntil !== null && (
          <li>
            <b>{words.confirmation.until(changesUntil)}</b>
            {words.confirmation.untilText}
          </li>
        )}
        {first && (
          <li>
            <b>{placeWords.slip.firstDay(first.day)}</b>
            {first.text}
          </li>
        )}
        <li>
          <b>{words.confirmation.payTitle}</b>
          {words.confirmation.pay(feeFen)}
        </li>
      </ol>
    </>
  )
}

/** Only where a script can print; the browser's own menu does it everywhere. */
const PrintButton = () => {
  const [can, setCan] = useState(false)
  useEffect(() => setCan(true), [])
  return can ? (
    <Button type="button" tone="ghost" onClick={() => window.print()}>
      <Icon name="print" />
      {words.confirmation.print}
    </Button>
  ) : null
}
