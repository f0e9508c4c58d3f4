import {
  type ActionFunctionArgs,
  type HeadersFunction,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { ButtonLink, DeskPage } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { loadRosterPreview } from '../load-roster-page.server'
import { loadClassesToSlip } from '../load-slip-links.server'
import { rosterWords as words } from '../roster-words'
import { takeConfirmation } from '../take-roster-file.server'
import { RosterPreview } from '../ui/RosterPreview'
import { SlipLinks } from '../ui/SlipLinks'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

export const loader = answered(async ({ params, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const page = await loadRosterPreview(context, actor, params.import ?? '')
  const toSlip = page.state === 'applied' ? await loadClassesToSlip(context, page.school) : []
  return { page, toSlip, several: actor.administers.length > 1, refused: context.formRefused ?? false }
})

export const action = answered(async ({ params, request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const id = params.import ?? ''
  const { school } = await loadRosterPreview(context, actor, id)
  const answer = await takeConfirmation(context, actor, request, id)
  if ('refused' in answer) return answer.refused
  const back = pathTo('rosterImport', {}, { school: actor.administers.length > 1 ? school : '' })
  return redirect(answer.done === 'discarded' ? back : pathTo('rosterPreview', { import: id }), 303)
})

export default function RosterPreviewPage() {
  const { page, toSlip, several } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  const school = several ? page.school : undefined
  return (
    <DeskPage
      desk="school"
      place="rosterImport"
      room={page.schoolName}
      school={school}
      title={words.title}
      lead={page.state === 'ready' ? words.previewLead(page.fileName) : page.fileName}
    >
      <RosterPreview
        page={page}
        refused={refused?.errors}
        after={
          <>
            <ButtonLink tone="go" to={pathTo('slips', {}, { school })}>
              {words.toSlips}
            </ButtonLink>
            <ButtonLink tone="plain" to={pathTo('rosterImport', {}, { school })}>
              {words.back}
            </ButtonLink>
          </>
        }
        again={
          <ButtonLink tone="plain" to={pathTo('rosterImport', {}, { school })}>
            {words.again}
          </ButtonLink>
        }
      />
      <SlipLinks school={page.school} classes={toSlip} />
    </DeskPage>
  )
}
