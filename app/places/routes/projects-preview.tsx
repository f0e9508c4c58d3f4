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
import { seenForm } from '../open-data/oc4ids-form'
import { applyProjects, discardProjects } from '../project-sheet/apply-projects.server'
import { loadProjectsPreview } from '../project-sheet/load-projects-in.server'
import { previewWords as words } from '../project-sheet/project-sheet-words'
import { ProjectsPreview } from '../ui/ProjectsPreview'

export const meta: MetaFunction = () => [{ title: words.title }]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

export const loader = answered(async ({ params, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return { page: await loadProjectsPreview(context, actor, params.import ?? '') }
})

/** 照这样办, or 不办了. */
export const action = answered(async ({ params, request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const id = params.import ?? ''
  const form = await readForm(request, seenForm)
  if (!form.ok) throw refuse('BAD_REQUEST')
  if (form.value.deed === 'discard') {
    await discardProjects(context, actor, id)
    return redirect(pathTo('projectsImport'), 303)
  }
  await applyProjects(context, actor, id)
  return redirect(pathTo('projectsPreview', { import: id }), 303)
})

export default function ProjectsPreviewPage() {
  const { page } = useLoaderData<typeof loader>()
  return (
    <DeskPage desk="places" place="projects" title={words.title} lead={page.fileName}>
      <ProjectsPreview page={page} />
    </DeskPage>
  )
}
