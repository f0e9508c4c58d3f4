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
import { rosterWords as words } from '../roster-words'
import { takeConfirmation } from '../take-roster-file.server'
import { RosterPreview } from '../ui/RosterPreview'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.schoolsTitle}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

export const loader = answered(async ({ params, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const page = await loadRosterPreview(context, actor, params.import ?? '')
  return { page, refused: context.formRefused ?? false }
})

export const action = answered(async ({ params, request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const id = params.import ?? ''
  const answer = await takeConfirmation(context, actor, request, id)
  if ('refused' in answer) return answer.refused
  const back = pathTo('schoolsImport')
  return redirect(answer.done === 'discarded' ? back : pathTo('schoolsPreview', { import: id }), 303)
})

export default function SchoolsPreviewPage() {
  const { page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  return (
    <DeskPage
      desk="bureau"
      place="schoolsImport"
      title={words.schoolsTitle}
      lead={page.state === 'ready' ? words.previewLead(page.fileName) : page.fileName}
    >
      <RosterPreview
        page={page}
        refused={refused?.errors}
        after={
          <>
            <ButtonLink tone="go" to={pathTo('staffSlips')}>
              {words.toSlips}
            </ButtonLink>
            <ButtonLink tone="plain" to={pathTo('schoolsImport')}>
              {words.back}
            </ButtonLink>
          </>
        }
        again={
          <ButtonLink tone="plain" to={pathTo('schoolsImport')}>
            {words.again}
          </ButtonLink>
        }
      />
    </DeskPage>
  )
}
