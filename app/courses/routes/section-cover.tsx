import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answered, refusedForm } from '~/shared/answer.server'
import { Refusal, refuse } from '~/shared/refusal'
import { readUpload } from '~/shared/sheet/read-upload.server'
import { ButtonLink, DeskPage, ErrorSummary } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { coverForm } from '../covers/cover-form'
import { coverWords as words } from '../covers/cover-words'
import { putCover, takeCoverAway } from '../covers/put-cover.server'
import { loadEditSection } from '../load-edit-section.server'
import { CoverForm } from '../ui/CoverForm'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.of(data?.page.name ?? '')}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ params, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { id, name, schoolName, cover, values } = await loadEditSection(context, actor, params.section ?? '')
  const { title, category } = values
  return { page: { id, name, schoolName, cover, title, category }, refused: context.formRefused ?? false }
})

/** Another photograph, or the drawn cover. What is wrong with a file is said beside its field. */
export const action = answered(async ({ request, params, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const section = params.section ?? ''
  const form = await readUpload(request, { file: 'cover', schema: coverForm })
  if (!form.ok) throw refuse('BAD_REQUEST')
  if (form.value.deed === 'takeAway') {
    await takeCoverAway(context, actor, section)
    return redirect(pathTo('editSection', { section }), 303)
  }
  if (!form.file) return refusedForm(context, { error: words.noFile })
  try {
    await putCover(context, actor, { section, file: form.file })
  } catch (error) {
    if (error instanceof Refusal && error.code.startsWith('PICTURE_'))
      return refusedForm(context, { error: error.message })
    throw error
  }
  return redirect(pathTo('editSection', { section }), 303)
})

export default function SectionCover() {
  const { page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  return (
    <DeskPage
      desk="school"
      place="schoolDesk"
      room={page.schoolName}
      title={words.of(page.name)}
      actions={
        <ButtonLink tone="plain" to={pathTo('editSection', { section: page.id })}>
          {words.back}
        </ButtonLink>
      }
    >
      {refused && <ErrorSummary errors={[{ field: 'cover', message: refused.error }]} />}
      <CoverForm
        section={page.id}
        title={page.title}
        category={page.category}
        cover={page.cover}
        error={refused?.error}
      />
    </DeskPage>
  )
}
