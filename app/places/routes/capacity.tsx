import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm, refusedForm } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { DeskPage, Figure } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { addForm, capacitySearch, takeBackForm } from '../capacity/capacity-form'
import { capacityWords as words } from '../capacity/capacity-words'
import { loadCapacity } from '../capacity/load-capacity.server'
import { recordCapacityEvent, takeBackCapacityEvent } from '../capacity/record-event.server'
import { AddCapacity, TakeBack } from '../ui/CapacityForms'
import { CapacityLedger, CapacityPicking, CapacityTotals } from '../ui/CapacityTables'
import runStyles from '../ui/styles/runs.css?url'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title}` },
]
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: deskStyles },
  { rel: 'stylesheet', href: runStyles },
]

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const search = capacitySearch.parse(Object.fromEntries(new URL(request.url).searchParams))
  return { page: await loadCapacity(context, actor, search), refused: context.formRefused ?? false }
})

/** One more line, or one taken back. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { search } = new URL(request.url)
  const asked = await request
    .clone()
    .formData()
    .catch(() => {
      throw refuse('BAD_REQUEST')
    })
  if (asked.get('deed') === 'take-back') {
    const form = await readForm(request, takeBackForm)
    if (!form.ok) {
      if (!form.errors.why) throw refuse('BAD_REQUEST')
      return refusedForm(context, { deed: 'take-back', errors: form.errors, values: form.values })
    }
    await takeBackCapacityEvent(context, actor, form.value)
    return redirect(withoutBack(search), 303)
  }
  const form = await readForm(request, addForm)
  if (!form.ok) {
    if (form.errors.key || form.errors.deed) throw refuse('BAD_REQUEST')
    return refusedForm(context, { deed: 'add', errors: form.errors, values: form.values })
  }
  const { deed: _deed, ...input } = form.value
  const answer = await recordCapacityEvent(context, actor, input)
  if (!answer.ok) return refusedForm(context, { deed: 'add', errors: answer.errors, values: textsOf(input) })
  return redirect(withoutBack(search), 303)
})

const withoutBack = (search: string): string =>
  pathTo('capacity', {}, { ...capacitySearch.parse(Object.fromEntries(new URLSearchParams(search))), back: '' })

const textsOf = (input: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, value === true ? 'on' : value === false ? '' : String(value)]),
  )

export default function Capacity() {
  const { page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  const { search, rows, year, total } = page
  const back = rows.find(({ id, state }) => id === search.back && (state === 'holds' || state === 'notNow'))
  const [before, after] = words.finding(year, search.tier)
  return (
    <DeskPage
      desk="places"
      place="capacity"
      title={
        <>
          {before}
          <Figure name="places.capacity-total" value={total.sum} />
          {after}
        </>
      }
      lead={words.lead}
    >
      {back && <TakeBack row={back} page={page} refused={refused?.deed === 'take-back' ? refused : undefined} />}
      <CapacityPicking page={page} />
      <CapacityTotals page={page} />
      <AddCapacity page={page} refused={refused?.deed === 'add' ? refused : undefined} />
      <CapacityLedger page={page} />
    </DeskPage>
  )
}
