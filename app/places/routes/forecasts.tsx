import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm, refusedForm } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { DeskPage, ExportLinks } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { loadRunsPage, type RunRow } from '../runs/load-runs.server'
import { makeRun } from '../runs/make-run.server'
import { loadPlanningWork } from '../runs/planning-work.server'
import { runForm } from '../runs/run-form'
import { runWords as words } from '../runs/run-words'
import { NewRun, RunWork } from '../ui/RunForms'
import { RunList } from '../ui/RunTables'
import runStyles from '../ui/styles/runs.css?url'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title}` },
]
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: deskStyles },
  { rel: 'stylesheet', href: runStyles },
]

export const loader = answered(async ({ context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return { page: await loadRunsPage(context, actor), refused: context.formRefused ?? false }
})

/** Reckons a new run; one that is done at once is opened. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const form = await readForm(request, runForm)
  if (!form.ok) {
    if (!form.errors.reason) throw refuse('BAD_REQUEST')
    return refusedForm(context, { errors: form.errors, values: form.values })
  }
  const work = await loadPlanningWork(context, await makeRun(context, actor, form.value))
  return redirect(work?.result ? pathTo('forecast', { run: work.result }) : pathTo('forecasts'), 303)
})

const finding = (rows: readonly RunRow[]): string => {
  const waiting = rows.find(({ publishedAt }) => publishedAt === null)
  if (waiting) return words.finding.unpublished(waiting.number)
  const inUse = rows.find(({ publishedAt, scenario }) => publishedAt !== null && scenario === '')
  return inUse ? words.finding.published(inUse.number, inUse.origin + inUse.horizon) : words.finding.none
}

export default function Forecasts() {
  const { page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  return (
    <DeskPage
      desk="places"
      place="forecasts"
      title={finding(page.rows)}
      lead={words.lead}
      actions={<ExportLinks to={pathTo('forecastsSheet')} />}
    >
      <RunWork work={page.work} />
      <RunList page={page} />
      <NewRun page={page} refused={refused} />
    </DeskPage>
  )
}
