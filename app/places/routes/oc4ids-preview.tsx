import {
  type ActionFunctionArgs,
  type HeadersFunction,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { answered, readForm } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { DeskPage } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { pathTo } from '~/site'
import { applyOc4ids, discardOc4ids } from '../open-data/apply-oc4ids.server'
import { loadOc4idsPreview } from '../open-data/load-oc4ids-page.server'
import { seenForm } from '../open-data/oc4ids-form'
import { previewWords as words } from '../open-data/oc4ids-words'
import { Oc4idsPreview } from '../ui/Oc4idsPreview'

export const meta: MetaFunction = () => [{ title: words.title }]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

export const loader = answered(async ({ params, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return { page: await loadOc4idsPreview(context, actor, params.import ?? '') }
})

/** 照这样办, or 不办了. */
export const action = answered(async ({ params, request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const id = params.import ?? ''
  const form = await readForm(request, seenForm)
  if (!form.ok) throw refuse('BAD_REQUEST')
  if (form.value.deed === 'discard') {
    await discardOc4ids(context, actor, id)
    return redirect(pathTo('oc4ids'), 303)
  }
  await applyOc4ids(context, actor, id)
  return redirect(pathTo('oc4idsPreview', { import: id }), 303)
})

export default function Oc4idsSeenPage() {
  const { page } = useLoaderData<typeof loader>()
  return (
    <DeskPage desk="places" place="projects" title={words.title} lead={page.fileName}>
      <Oc4idsPreview page={page} />
    </DeskPage>
  )
}
