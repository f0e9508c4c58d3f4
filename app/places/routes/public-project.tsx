import type { HeadersFunction, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import { useRootData } from '~/shared/root-data'
import { Dock, FamilyShell, Figure } from '~/shared/ui'
import { pathTo } from '~/site'
import { kindWords } from '../projects/project-words'
import { loadPublicProject, type PublicProject } from '../public-projects/load-public-project.server'
import { groupOf } from '../public-projects/public-project-rules'
import { stageSays, projectWords as words } from '../public-projects/public-words'
import { ProjectPicture } from '../ui/ProjectPicture'
import { Changes, LineLink, MainPhoto, Photos, Questions, Steps, When } from '../ui/PublicProjectParts'
import styles from '../ui/styles/public-projects.css?url'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? words.titleOf(data.title, stageSays[data.stage]) : words.back(0) },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-cache' })

export const loader = answered(async ({ params, context }: LoaderFunctionArgs) =>
  loadPublicProject(context, params.project ?? ''),
)

/** A project for everybody: from which day, how many places, what moved and why. */
export default function PublicProjectPage() {
  const project = useLoaderData<typeof loader>()
  const root = useRootData()
  const { id, street, photos, papers, underWay, stage } = project
  const [photo, ...older] = photos
  // What runs or was given up has no day that could still move.
  const ahead = groupOf(stage) === 'building'
  const calendar = pathTo('projectCalendar', { project: id })
  return (
    <FamilyShell
      slim
      tabs={false}
      look={root?.look ?? { elder: false, dark: false }}
      demo={root?.demo}
      hotline={root?.hotline ? { number: root.hotline } : undefined}
      back={{ to: pathTo('publicProjects', {}, { street: street?.code }), label: words.back(underWay) }}
      dock={
        ahead && (
          <Dock
            tone="bright"
            label={words.calendar}
            summary={
              <span>
                {words.follows}
                <br />
                <small>{words.followsSmall}</small>
              </span>
            }
            action={
              <a className="act" href={calendar}>
                {words.calendar}
              </a>
            }
          />
        )
      }
    >
      <div className="stage proj">
        {photo ? <MainPhoto project={id} photo={photo} /> : <ProjectPicture building={project.building} />}
      </div>
      <article className="sheet">
        <p className="cat">
          {kindWords[project.kind]} · {stageSays[stage]}
        </p>
        <h1>{project.title}</h1>
        <Places project={project} />
        {project.about !== '' && <p className="about">{project.about}</p>}
        <When project={project} />
        <h2>{words.steps}</h2>
        <Steps steps={project.steps} />
        <h2>{words.questions}</h2>
        <Questions project={project} />
        <h2>{words.changes}</h2>
        <Changes changes={project.changes} />
        {older.length > 0 && (
          <>
            <h2>{words.photos}</h2>
            <Photos project={id} photos={older} />
          </>
        )}
        <div className="lines">
          {papers.map((paper) => (
            <LineLink
              key={paper.id}
              icon="download"
              to={pathTo('projectFile', { project: id, document: paper.id }, { size: 'file' })}
            >
              {`${paper.title}（${words.pdf}）`}
            </LineLink>
          ))}
          <LineLink icon="download" to={pathTo('projectData', { project: id })}>
            {words.data}
          </LineLink>
          {root?.hotline && (
            <LineLink icon="phone" to={`tel:${root.hotline.replace(/[^\d+]/gu, '')}`}>
              {words.ask} <span className="number">{root.hotline}</span>
            </LineLink>
          )}
        </div>
        <p className="cap">
          {project.invented && words.invented}
          {words.updated(project.updatedOn)}
        </p>
      </article>
    </FamilyShell>
  )
}

const Places = ({ project: { places, split, classes, classSize } }: { project: PublicProject }) => {
  if (places === null) return <p className="plus">{words.unstated}</p>
  if (places === 0) return <p className="plus">{words.noPlaces}</p>
  return (
    <p className="plus">
      <b>
        {words.plus}
        <Figure name="places.public-project-places" value={places} />
        {words.unit}
      </b>
      {words.places}
      <small>
        {words.split(split)}
        {classes > 0 && words.classes(classes, classSize)}
      </small>
    </p>
  )
}
