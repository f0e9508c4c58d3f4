import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { DeskPage, Figure } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { pathTo } from '~/site'
import { loadTrackRecord } from '../runs/load-track-record.server'
import { trackSearch } from '../runs/track-form'
import { trackWords as words } from '../runs/track-words'
import { BacktestTable } from '../ui/BacktestTable'
import runStyles from '../ui/styles/runs.css?url'
import { TrackAlerts, TrackPicking, TrackScores } from '../ui/TrackTables'

export const meta: MetaFunction = () => [{ title: words.title }]
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: deskStyles },
  { rel: 'stylesheet', href: runStyles },
]

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const search = trackSearch.parse(Object.fromEntries(new URL(request.url).searchParams))
  return loadTrackRecord(context, actor, search)
})

export default function TrackRecordPage() {
  const page = useLoaderData<typeof loader>()
  const { latest, backtest, vintages } = page
  const [before, after] = words.finding(latest?.origin ?? 0)
  return (
    <DeskPage
      desk="places"
      place="trackRecord"
      title={
        latest ? (
          <>
            {before}
            <Figure name="places.track-error" value={Math.round(latest.mape * 1000) / 10} />
            {after}
          </>
        ) : (
          words.notYet
        )
      }
      lead={words.lead}
    >
      {vintages.length > 0 && (
        <>
          <TrackPicking page={page} />
          <TrackScores page={page} />
          <TrackAlerts page={page} />
        </>
      )}
      {backtest && (
        <BacktestTable
          backtest={backtest.scores}
          number={backtest.run.number}
          to={pathTo('trackRecordSheet', {}, { what: 'backtest', of: backtest.run.id })}
        />
      )}
    </DeskPage>
  )
}
