import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { ButtonLink, DeskPage, ExportLinks } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { pathTo } from '~/site'
import { decisionWords } from '../change-log/change-words'
import { deskQuery } from '../desk/desk-search'
import { deskWords as words } from '../desk/desk-words'
import { loadDesk } from '../desk/load-desk.server'
import { readDeskSearch } from '../desk/read-desk-search.server'
import { ChangeList } from '../ui/ChangeList'
import { DeskEmpty, DeskFinding, DeskLead, DeskStates } from '../ui/DeskHead'
import { DeskPipeline } from '../ui/DeskPipeline'
import { FanChart } from '../ui/FanChart'
import { HeatPanel, MapPanel } from '../ui/HeatPanel'
import pipelineStyles from '../ui/styles/pipeline.css?url'
import styles from '../ui/styles/places-desk.css?url'

export const meta: MetaFunction<typeof loader> = () => [{ title: words.tab }]
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: deskStyles },
  { rel: 'stylesheet', href: pipelineStyles },
  { rel: 'stylesheet', href: styles },
]

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const search = readDeskSearch(request)
  return { search, page: await loadDesk(context, actor, search) }
})

/** 缺不缺: where and when places lack, how sure that is, why, and what the projects do about it. */
export default function PlacesDesk() {
  const { search, page } = useLoaderData<typeof loader>()
  const { view } = page
  return (
    <DeskPage
      desk="places"
      place="placesDesk"
      title={<DeskFinding page={page} search={search} />}
      lead={<DeskLead page={page} />}
      actions={
        <>
          {view && <ExportLinks to={pathTo('placesDeskSheet', {}, deskQuery(search))} />}
          {view && (
            <ButtonLink tone="plain" to={pathTo('scenarios')}>
              {words.compare}
            </ButtonLink>
          )}
          <ButtonLink
            tone="go"
            to={pathTo('placesDecision', {}, { street: view && search.street ? view.opened.street : '' })}
          >
            {decisionWords.act}
          </ButtonLink>
        </>
      }
    >
      <DeskStates page={page} search={search} />
      {view ? (
        <div className="panes">
          <HeatPanel view={view} search={search} />
          <MapPanel view={view} search={search} district={page.district} />
        </div>
      ) : (
        <DeskEmpty />
      )}
      <DeskPipeline page={page} />
      <div className="panes">
        {view && <FanChart {...view.fan} opened={view.opened.year} />}
        <ChangeList lines={page.changes} />
      </div>
    </DeskPage>
  )
}
