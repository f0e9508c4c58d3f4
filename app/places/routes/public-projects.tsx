import type { HeadersFunction, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import { Figure } from '~/shared/ui'
import { pathTo } from '~/site'
import { loadPublicProjects, type PublicProjects } from '../public-projects/load-public-projects.server'
import { listWords as words } from '../public-projects/public-words'
import { FamilyPlacesPage } from '../ui/FamilyPlacesPage'
import { Announced, ProjectGroups, StreetChoice } from '../ui/PublicProjectList'
import { LineLink } from '../ui/PublicProjectParts'
import styles from '../ui/styles/public-projects.css?url'

export const meta: MetaFunction = () => [{ title: words.name }]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-cache' })

/** 学校建设: what is being built, for everybody; `?street=` says whose street comes first. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) =>
  loadPublicProjects(context, (new URL(request.url).searchParams.get('street') ?? '').slice(0, 64)),
)

export default function PublicProjectsPage() {
  const page = useLoaderData<typeof loader>()
  return (
    <FamilyPlacesPage>
      <h1 className="title">
        <Title page={page} />
      </h1>
      {page.groups.length === 0 && <p className="lead">{words.nothingSays}</p>}
      {page.streets.length > 0 && page.groups.length > 0 && <StreetChoice page={page} />}
      {page.street && <p className="cap">{words.nearFirst(page.street.name)}</p>}
      <ProjectGroups groups={page.groups} />
      <div className="after">
        <Announced announced={page.announced} apart={page.apart} />
        <LineLink icon="download" to={pathTo('projectsFeed')}>
          {words.data}
        </LineLink>
        <p className="cap">{words.dataSays}</p>
      </div>
    </FamilyPlacesPage>
  )
}

const Title = ({ page: { groups, street, building } }: { page: PublicProjects }) => {
  if (groups.length === 0) return <>{words.nothing}</>
  const said = street ? words.titleIn(street.name, building.count) : words.titleFrom(building.count)
  if (building.count === 0) return <>{said}</>
  return (
    <>
      {said}
      <Figure name="places.public-places" value={building.places} />
      {words.titleTo}
    </>
  )
}
