import {
  type ActionFunctionArgs,
  type AppLoadContext,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { useState } from 'react'
import type { Actor } from '~/people'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { safeRedirect } from '~/shared/safe-redirect'
import { Button, ButtonLink, Countdown, EmptyShelf, ErrorSummary } from '~/shared/ui'
import { pathTo } from '~/site'
import { type BasketWishes, basketForm } from '../basket-form'
import { type BasketView, basketView } from '../basket-view.server'
import { readLine } from '../enrolment-form'
import { leftInWords, words, yuan } from '../family-words'
import { loadBasket } from '../load-basket.server'
import { putInBasket } from '../put-in-basket.server'
import { takeFromBasket } from '../take-from-basket.server'
import { Bill } from '../ui/Bill'
import { FamilyPage } from '../ui/FamilyPage'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data && data.fixes.length > 0 ? words.basket.error : ''}${words.basket.title}` },
]

export const loader = answered(async ({ request, context }: LoaderFunctionArgs): Promise<BasketView> => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const basket = await loadBasket(context, actor)
  return basketView(basket, request.headers.get('Cookie'))
})

/** Puts a line in or takes it out, and goes back to where the button stood. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  // The check page's own form is far longer than a button's; only these three fields are read here.
  const fields = await request.formData().catch(() => {
    throw refuse('BAD_REQUEST')
  })
  const [put, take, back] = ['put', 'take', 'back'].map((name) => fields.get(name) ?? undefined)
  const form = basketForm.safeParse({ put, take, back })
  if (!form.success) throw refuse('BAD_REQUEST')
  await carryOut(context, actor, form.data)
  return redirect(safeRedirect(form.data.back, pathTo('basket')), 303)
})

const carryOut = async (context: AppLoadContext, actor: Actor, { put, take }: BasketWishes): Promise<void> => {
  if (put) {
    const { pupil, section, slots } = readLine(put)
    await putInBasket(context, actor, { pupil, section, slots: slots ?? undefined })
  }
  if (take) {
    const { pupil, section, slots } = readLine(take)
    await takeFromBasket(context, actor.account, { pupil, section, slots: slots ?? undefined })
  }
}

export default function BasketPage() {
  const view = useLoaderData<typeof loader>()
  const shell = { back: { to: pathTo('shelf'), label: words.basket.back }, tab: 'basket', slim: true } as const
  if (view.bills.length === 0) {
    return (
      <FamilyPage {...shell}>
        <h1 className="title pad">{words.basket.title}</h1>
        <EmptyShelf
          title={words.basket.empty}
          action={<ButtonLink to={pathTo('shelf')}>{words.basket.toShelf}</ButtonLink>}
        >
          {words.basket.emptyHint}
        </EmptyShelf>
      </FamilyPage>
    )
  }
  return (
    <FamilyPage {...shell}>
      <div className="pad">
        <h1 className="title">{words.basket.title}</h1>
        <ErrorSummary title={words.basket.fixTitle(view.fixes.length)} errors={view.fixes} />
      </div>
      {/* A plain post: the server's fast lane answers it without building a page. */}
      <Form method="post" action={pathTo('enrol')} reloadDocument>
        <input type="hidden" name="key" value={view.key} />
        {/* The Enter key presses the first button of a form: it must not be one that takes a line out. */}
        {view.pressable && view.opensAt === null && (
          <button type="submit" className="vh" tabIndex={-1} aria-hidden="true" />
        )}
        {view.bills.map((bill) => (
          <Bill key={bill.pupil} bill={bill} />
        ))}
        <Total view={view} />
      </Form>
    </FamilyPage>
  )
}

const Total = ({ view }: { view: BasketView }) => {
  const [opened, setOpened] = useState(false)
  const waits = view.opensAt !== null && !opened
  return (
    <section className="pad total">
      <p>
        <span>{words.basket.total}</span>
        <b>{view.feeFen === 0 ? words.ware.free : `${yuan(view.feeFen)} 元`}</b>
      </p>
      <p className="cap">
        {view.laterFees.length > 0 && words.basket.later(view.laterFees)}
        {words.basket.payLater}
      </p>
      {waits && view.opensAt !== null && (
        <p className="cap" role="status">
          {words.basket.notYet(view.opensAt)}。
          <Countdown
            until={view.opensAt}
            now={view.now}
            onZero={() => setOpened(true)}
            say={(left) => words.round.opensIn(leftInWords(left))}
          />
          {words.basket.notYetHint}
        </p>
      )}
      <p className="acts">
        {view.pressable ? (
          <Button wide disabled={waits} aria-disabled={waits || undefined}>
            {waits && view.opensAt !== null ? words.basket.notYet(view.opensAt) : words.basket.submit}
          </Button>
        ) : (
          <span className="cap">{words.basket.nothingToPress}</span>
        )}
      </p>
    </section>
  )
}
