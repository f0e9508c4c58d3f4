import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { ButtonLink, DeskPage, ExportLinks, Note } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { pathTo } from '~/site'
import { loadComparison } from '../scenarios/load-comparison.server'
import { comparedIn, comparedQuery } from '../scenarios/scenario-form'
import { compareWords, makeWords, scenarioWords as words } from '../scenarios/scenario-words'
import { ComparisonTables, findingOf, ScenarioFindings } from '../ui/ComparisonTables'
import styles from '../ui/styles/scenarios.css?url'

export const meta: MetaFunction = () => [{ title: words.title }]
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: deskStyles },
  { rel: 'stylesheet', href: styles },
]

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const asked = comparedIn(request.url)
  if (asked.length === 0) return { page: null, asked }
  return { page: await loadComparison(context, actor, asked), asked }
})

/** One to three scenarios beside what stands now. */
export default function CompareScenarios() {
  const { page, asked } = useLoaderData<typeof loader>()
  const back = (
    <ButtonLink tone="plain" to={pathTo('scenarios')}>
      {makeWords.back}
    </ButtonLink>
  )
  if (!page)
    return (
      <DeskPage desk="places" place="scenarios" title={words.title} actions={back}>
        <Note title={words.pickOne} />
      </DeskPage>
    )
  return (
    <DeskPage
      desk="places"
      place="scenarios"
      title={findingOf(page)}
      lead={page.lead}
      actions={
        <>
          <ExportLinks to={pathTo('compareSheet', {}, comparedQuery(asked))} what={compareWords.file} />
          {back}
        </>
      }
    >
      <ScenarioFindings page={page} />
      <ComparisonTables page={page} />
    </DeskPage>
  )
}
