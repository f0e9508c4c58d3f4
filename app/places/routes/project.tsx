import {
  type ActionFunctionArgs,
  type HeadersFunction,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { type ShouldRevalidateFunction, useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm } from '~/shared/answer.server'
import { refuseDeed, sentencesOf, shownConflict } from '~/shared/answer-deed.server'
import { refuse } from '~/shared/refusal'
import { ButtonLink, DeskPage } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { loadChangesOf } from '../change-log/load-changes.server'
import { answerProjectDeed } from '../projects/answer-project-deed.server'
import { loadProject } from '../projects/load-project.server'
import { detailWords as words } from '../projects/project-detail-words'
import { projectPageForm } from '../projects/project-page-form'
import { kindWords, stageWords } from '../projects/project-words'
import { ProjectDocuments } from '../ui/ProjectDocuments'
import { DatesForm, FactsForm, PlacesForm } from '../ui/ProjectForms'
import { ProjectMoneySheaf } from '../ui/ProjectMoney'
import { ProjectChanges, ProjectDates, ProjectFacts, ProjectPlaces } from '../ui/ProjectParts'
import pipelineStyles from '../ui/styles/pipeline.css?url'
import projectStyles from '../ui/styles/projects.css?url'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${data?.page.line.title ?? words.missing}` },
]
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: deskStyles },
  { rel: 'stylesheet', href: pipelineStyles },
  { rel: 'stylesheet', href: projectStyles },
]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

/** What somebody else changed meanwhile is read again. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate

const CHANGES = 50

export const loader = answered(async ({ params, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const project = params.project ?? ''
  return {
    page: await loadProject(context, actor, project),
    changes: await loadChangesOf(context, actor, { subject: 'project', of: project }, CHANGES),
    refused: context.formRefused ?? false,
  }
})

/** A change of one part of the project; who saw an older state is told, and keeps what was typed. */
export const action = answered(async ({ request, params, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const project = params.project ?? ''
  const form = await readForm(request, projectPageForm)
  const { values } = form
  const deed = values.deed ?? ''
  if (!form.ok) return refuseDeed(context, deed, form)
  try {
    const answer = await answerProjectDeed(context, actor, project, form.value)
    if (answer.ok) return redirect(pathTo('project', { project }), 303)
    return refuseDeed(context, deed, { errors: sentencesOf(answer.errors), values })
  } catch (error) {
    return shownConflict(context, deed, values, error)
  }
})

export default function Project() {
  const { page, changes } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  const { line, row, seen } = page
  const lead = [
    kindWords[line.projectKind],
    line.streetName,
    stageWords[line.stage],
    ...(line.officerName ? [words.officer(line.officerName)] : []),
    ...(row.published ? [] : [words.unpublished]),
    ...(line.invented ? [words.invented] : []),
  ].join(' · ')
  return (
    <DeskPage
      desk="places"
      place="projects"
      title={words.finding(line.title, line.sentence)}
      lead={lead}
      actions={
        <ButtonLink tone="plain" to={pathTo('projects')}>
          {words.back}
        </ButtonLink>
      }
    >
      <section className="sheaf" aria-labelledby="dates-head">
        <h2 id="dates-head">{words.dates}</h2>
        <ProjectDates page={page} />
        <DatesForm key={`dates ${seen}`} page={page} refused={refused} />
      </section>
      <div className="two even">
        <section className="sheaf" aria-labelledby="facts-head">
          <h2 id="facts-head">{words.facts}</h2>
          <ProjectFacts page={page} />
          <FactsForm key={`facts ${seen}`} page={page} refused={refused} />
        </section>
        <section className="sheaf" aria-labelledby="places-head">
          <h2 id="places-head">{words.places}</h2>
          <ProjectPlaces page={page} />
          <PlacesForm key={`places ${seen}`} page={page} refused={refused} />
        </section>
      </div>
      <ProjectMoneySheaf key={`money ${seen}`} page={page} refused={refused} />
      <div className="two even">
        <ProjectDocuments page={page} />
        <ProjectChanges changes={changes} />
      </div>
    </DeskPage>
  )
}
