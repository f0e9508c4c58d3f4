import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm, refusedForm } from '~/shared/answer.server'
import { dayInWords, dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { DeskPage, Figure } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { loadRun } from '../runs/load-run.server'
import { publishRun } from '../runs/publish-run.server'
import { publishForm } from '../runs/run-form'
import { runWords, oneRunWords as words } from '../runs/run-words'
import { BacktestTable } from '../ui/BacktestTable'
import { RunFacts, RunWarnings } from '../ui/RunFacts'
import { PublishRun } from '../ui/RunForms'
import { RunOdds } from '../ui/RunOdds'
import { RunGaps, RunTotals } from '../ui/RunTables'
import runStyles from '../ui/styles/runs.css?url'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${data ? runWords.number(data.page.number) : ''}` },
]
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: deskStyles },
  { rel: 'stylesheet', href: runStyles },
]

export const loader = answered(async ({ params, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return { page: await loadRun(context, actor, params.run ?? ''), refused: context.formRefused ?? false }
})

/** The second person publishes. */
export const action = answered(async ({ params, request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const run = params.run ?? ''
  const form = await readForm(request, publishForm)
  if (!form.ok) return refusedForm(context, { errors: form.errors, values: form.values })
  await publishRun(context, actor, { run, ...form.value })
  return redirect(pathTo('forecast', { run }), 303)
})

export default function Forecast() {
  const { page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  const { number, origin, horizon, totals } = page
  const last = totals.at(-1)
  const [before, after] = words.finding(number, last?.year ?? origin)
  const lead = words.lead(runWords.origin(origin, horizon), page.author, dayInWords(dayOf(page.at)))
  const published =
    page.publishedAt === null ? '' : words.publish.done(page.publishedBy, dayInWords(dayOf(page.publishedAt)))
  return (
    <DeskPage
      desk="places"
      place="forecasts"
      title={
        <>
          {before}
          <Figure name="places.run-total" value={Math.round(last?.children ?? 0)} />
          {after}
        </>
      }
      lead={published ? `${lead} · ${published}` : lead}
    >
      <PublishRun page={page} refused={refused} />
      <RunWarnings warnings={page.warnings} />
      <RunTotals page={page} />
      <RunGaps page={page} />
      <RunOdds page={page} />
      <BacktestTable
        backtest={page.backtest}
        number={number}
        to={pathTo('trackRecordSheet', {}, { what: 'backtest', of: page.id })}
      />
      <RunFacts page={page} />
    </DeskPage>
  )
}
