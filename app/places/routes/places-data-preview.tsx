import {
  type ActionFunctionArgs,
  type HeadersFunction,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm, refusedForm } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { DeskPage } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { applyDemand, discardDemand } from '../demand/apply-demand.server'
import { demandDeedForm } from '../demand/demand-form'
import { demandWords, kindWords, previewWords as words } from '../demand/demand-words'
import { loadDemandPreview } from '../demand/load-demand.server'
import { DataPreview } from '../ui/DataPreview'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${demandWords.title}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

export const loader = answered(async ({ params, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return {
    page: await loadDemandPreview(context, actor, params.import ?? ''),
    refused: context.formRefused ?? false,
  }
})

/** 照这样改, or 不办了. */
export const action = answered(async ({ params, request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const id = params.import ?? ''
  const form = await readForm(request, demandDeedForm)
  if (!form.ok) {
    if (!form.errors.reason) throw refuse('BAD_REQUEST')
    return refusedForm(context, { error: form.errors.reason, typed: form.values.reason ?? '' })
  }
  if (form.value.deed === 'discard') {
    await discardDemand(context, actor, id)
    return redirect(pathTo('placesData'), 303)
  }
  await applyDemand(context, actor, { id, reason: form.value.reason })
  return redirect(pathTo('placesDataPreview', { import: id }), 303)
})

export default function PlacesDataPreview() {
  const { page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  return (
    <DeskPage
      desk="places"
      place="placesData"
      title={words.title(kindWords[page.kind].name)}
      lead={page.state === 'ready' ? words.lead(page.fileName) : page.fileName}
    >
      <DataPreview page={page} refused={refused} />
    </DeskPage>
  )
}
