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
import { ButtonLink, DeskPage, ErrorSummary, ExportLinks } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { decideScenario } from '../scenarios/decide-scenario.server'
import { loadComparison } from '../scenarios/load-comparison.server'
import { loadScenario } from '../scenarios/load-scenarios.server'
import { comparedQuery, decideForm } from '../scenarios/scenario-form'
import { compareWords, makeWords, scenarioWords, decideWords as words } from '../scenarios/scenario-words'
import { ComparisonTables, findingOf, ScenarioFindings } from '../ui/ComparisonTables'
import { Decided, DecideScenario } from '../ui/DecideScenario'
import styles from '../ui/styles/scenarios.css?url'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${data?.scenario.name ?? scenarioWords.title}` },
]
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: deskStyles },
  { rel: 'stylesheet', href: styles },
]

export const loader = answered(async ({ params, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const id = params.scenario ?? ''
  const scenario = await loadScenario(context, actor, id)
  return { scenario, page: await loadComparison(context, actor, [id]), refused: context.formRefused ?? false }
})

/** 采纳, or 不用了. */
export const action = answered(async ({ params, request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const id = params.scenario ?? ''
  const form = await readForm(request, decideForm)
  if (!form.ok) {
    if (!form.errors.reason) throw refuse('BAD_REQUEST')
    return refusedForm(context, { error: form.errors.reason, typed: form.values.reason ?? '' })
  }
  await decideScenario(context, actor, { id, ...form.value })
  return redirect(pathTo('scenario', { scenario: id }), 303)
})

export default function Scenario() {
  const { scenario, page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  const { id, state, source } = scenario
  return (
    <DeskPage
      desk="places"
      place="scenarios"
      title={findingOf(page)}
      lead={page.lead}
      actions={
        <>
          <ExportLinks to={pathTo('compareSheet', {}, comparedQuery([id]))} what={compareWords.file} />
          <ButtonLink tone="plain" to={pathTo('newScenario', {}, { from: id })}>
            {words.again}
          </ButtonLink>
          <ButtonLink tone="plain" to={pathTo('scenarios')}>
            {makeWords.back}
          </ButtonLink>
        </>
      }
    >
      {refused && <ErrorSummary errors={[{ field: 'reason', message: refused.error }]} />}
      <Decided scenario={scenario} />
      <ScenarioFindings page={page} />
      <p className="cap">{words.because(scenario.reason)}</p>
      <ComparisonTables page={page} />
      {state === 'draft' && (
        <DecideScenario says={source === 'advice' ? words.saysOfAdvice : words.says} refused={refused} />
      )}
    </DeskPage>
  )
}
