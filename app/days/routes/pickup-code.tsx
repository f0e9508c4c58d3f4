import type {
  ActionFunctionArgs,
  HeadersFunction,
  LinksFunction,
  LoaderFunctionArgs,
  MetaFunction,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import { shownConflict } from '~/shared/answer-deed.server'
import { dayInWords, dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { Button, ErrorSummary, Qr } from '~/shared/ui'
import { drawQr } from '~/shared/ui/qr.server'
import { pathTo } from '~/site'
import { loadPickup } from '../handover/load-pickup.server'
import { makePickupCode } from '../handover/make-pickup-code.server'
import { pickupWords } from '../handover/pickup-words'
import { FamilyDays } from '../ui/FamilyDays'
import daysStyles from '../ui/styles/family-days.css?url'

const words = pickupWords.code

export const meta: MetaFunction = () => [{ title: words.title }]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: daysStyles }]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

export const loader = answered(async ({ context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const children = (await loadPickup(context, actor)).filter(({ out }) => out !== null)
  return { today: dayOf(context.clock.now()), children: children.map(({ name }) => name) }
})

/** Makes a code. It is told in this one answer only, so that no log and no history holds it. */
export const action = answered(async ({ context }: ActionFunctionArgs) => {
  const { actor, origin } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  try {
    const code = await makePickupCode(context, actor)
    const address = new URL(pathTo('handoverByCode', { code }), origin).toString()
    return { qr: drawQr(address), address, errors: null }
  } catch (error) {
    return shownConflict(context, 'code', {}, error)
  }
})

export default function PickupCodePage() {
  const { today, children } = useLoaderData<typeof loader>()
  const made = useActionData<typeof action>()
  const told = made && 'qr' in made ? made : null
  const refused = made?.errors?.form
  return (
    <FamilyDays tab="pickup" back={{ to: pathTo('pickup'), label: words.back }}>
      {refused && <ErrorSummary title={words.refused} errors={[{ message: refused }]} />}
      <h1 className="title">
        {words.title} <small>{dayInWords(today)}</small>
      </h1>
      {told && (
        <div className="daycode" id="code">
          <Qr drawing={told.qr} label={words.label} />
          <p>{words.hold}</p>
          <details>
            <summary>{words.noScan}</summary>
            <p className="feed">{told.address}</p>
          </details>
        </div>
      )}
      {children.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <>
          <p>{words.who(children.join('、'))}</p>
          <p className="cap">{words.lead}</p>
          <Form method="post" action={pathTo('pickupCode')}>
            <p className="acts">
              <Button wide tone={told ? 'ghost' : 'act'}>
                {told ? words.again : words.get}
              </Button>
            </p>
          </Form>
        </>
      )}
    </FamilyDays>
  )
}
