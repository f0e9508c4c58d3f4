import type { HeadersFunction, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { ButtonLink, DeskPage, ExportLinks } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { pathTo } from '~/site'
import { oc4idsWords } from '../open-data/oc4ids-words'
import { projectsInWords } from '../project-sheet/project-sheet-words'
import { loadProjectMap } from '../projects/load-outlines.server'
import { loadProjects } from '../projects/load-projects.server'
import { listWords as words } from '../projects/project-list-words'
import { isFiltered, queryOf } from '../projects/project-search'
import { readProjectSearch } from '../projects/read-project-search.server'
import { Pipeline } from '../ui/Pipeline'
import { ProjectBoard } from '../ui/ProjectBoard'
import { ProjectFilters } from '../ui/ProjectFilters'
import { ProjectMap } from '../ui/ProjectMap'
import { CostTable, ExpectedTable, SlipNotes } from '../ui/ProjectOdds'
import { ProjectTable } from '../ui/ProjectTable'
import { ReconciliationLine, ReconciliationTable } from '../ui/Reconciliation'
import pipelineStyles from '../ui/styles/pipeline.css?url'
import projectStyles from '../ui/styles/projects.css?url'

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? words.title }]
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: deskStyles },
  { rel: 'stylesheet', href: pipelineStyles },
  { rel: 'stylesheet', href: projectStyles },
]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const search = readProjectSearch(request)
  const page = await loadProjects(context, actor, search)
  return {
    search,
    page,
    title: words.finding(page.late, page.warned, page.count),
    map: search.view === 'map' ? await loadProjectMap(context, page.lines) : null,
  }
})

export default function Projects() {
  const { search, page, map, title } = useLoaderData<typeof loader>()
  const { lines, count, reconciliation } = page
  const empty = isFiltered(search) ? words.empty : words.nothing
  return (
    <DeskPage
      desk="places"
      place="projects"
      title={title}
      lead={words.lead(lines.length, count)}
      actions={
        <>
          <ButtonLink tone="go" to={pathTo('newProject')}>
            {words.create}
          </ButtonLink>
          <ButtonLink tone="plain" to={pathTo('projectsImport')}>
            {projectsInWords.name}
          </ButtonLink>
          <ButtonLink tone="plain" to={pathTo('oc4ids')}>
            {oc4idsWords.name}
          </ButtonLink>
          <ExportLinks to={pathTo('projectsSheet', {}, queryOf(search))} what={words.export} />
        </>
      }
    >
      <ReconciliationLine of={reconciliation} />
      <ProjectFilters search={search} streets={page.streets} />
      {search.view === 'list' && <ProjectTable lines={lines} search={search} empty={empty} />}
      {search.view === 'board' && (lines.length > 0 ? <ProjectBoard lines={lines} /> : <p className="nil">{empty}</p>)}
      {search.view === 'timeline' && (
        <section className="sheaf">
          {lines.length > 0 ? (
            <Pipeline rows={lines} today={page.today} linkOf={(project) => pathTo('project', { project })} />
          ) : (
            <p className="nil">{empty}</p>
          )}
        </section>
      )}
      {map && (
        <>
          <ProjectMap map={map} name="" />
          <p className="cap">
            <ButtonLink tone="quiet" to={pathTo('projectOutline')}>
              {words.map}
            </ButtonLink>
          </p>
        </>
      )}
      <div className="two even">
        <ExpectedTable expected={page.expected} />
        <CostTable costs={page.costs} />
      </div>
      <ReconciliationTable of={reconciliation} />
      <SlipNotes slip={page.slip} />
    </DeskPage>
  )
}
