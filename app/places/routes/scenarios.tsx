import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm, refusedForm } from '~/shared/answer.server'
import { dayInWords, dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { Button, ButtonLink, DeskPage, ErrorSummary, ExportLinks, Table } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { loadScenarios, type ScenarioLine } from '../scenarios/load-scenarios.server'
import { comparedQuery, compareForm, compareLists } from '../scenarios/scenario-form'
import { scenarioWords as words } from '../scenarios/scenario-words'
import styles from '../ui/styles/scenarios.css?url'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title}` },
]
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: deskStyles },
  { rel: 'stylesheet', href: styles },
]

export const loader = answered(async ({ context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return { scenarios: await loadScenarios(context, actor), refused: context.formRefused ?? false }
})

/** Goes to the comparison of the ticked ones: its address names them in one go. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const form = await readForm(request, compareForm, { lists: compareLists })
  if (!form.ok) return refusedForm(context, { error: words.pickOne })
  return redirect(pathTo('compareScenarios', {}, comparedQuery(form.value.with)), 303)
})

/** 方案对比: every scenario; the ticked ones are compared. */
export default function Scenarios() {
  const { scenarios } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  const drafts = scenarios.filter(({ state }) => state === 'draft')
  const decided = scenarios.filter(({ state }) => state !== 'draft')
  return (
    <DeskPage
      desk="places"
      place="scenarios"
      title={words.finding(drafts.length)}
      lead={words.lead}
      actions={
        <>
          {scenarios.length > 0 && <ExportLinks to={pathTo('scenariosSheet')} />}
          <ButtonLink tone="plain" to={pathTo('assumptions')}>
            {words.assumptions}
          </ButtonLink>
          <ButtonLink tone="go" to={pathTo('newScenario')}>
            {words.make}
          </ButtonLink>
        </>
      }
    >
      {refused && <ErrorSummary errors={[{ field: 'scenarios', message: refused.error }]} />}
      <Form method="post" id="scenarios">
        <Table
          caption={words.caption}
          columns={[
            { key: 'name', head: words.columns.name },
            { key: 'edits', head: words.columns.edits },
            { key: 'who', head: words.columns.who },
            { key: 'state', head: words.columns.state },
          ]}
          groups={[
            { title: words.drafts, rows: drafts.map(rowOf) },
            { title: words.decided, rows: decided.map(rowOf) },
          ]}
          empty={words.none}
          {...(scenarios.length > 0
            ? {
                foot: (
                  <span className="acts">
                    <Button tone="plain">{words.compare}</Button>
                    <span>{words.compareHint}</span>
                  </span>
                ),
              }
            : {})}
        />
      </Form>
    </DeskPage>
  )
}

/** The list names the first edits; all of them stand on the scenario's own page. */
const EDITS_TOLD = 3

const shortly = (says: readonly string[]): string =>
  says.slice(0, EDITS_TOLD).join('；') + (says.length > EDITS_TOLD ? words.moreEdits(says.length) : '')

const rowOf = ({ id, name, says, by, at, state, source }: ScenarioLine) => ({
  key: id,
  cells: [
    <span key="name" className="ticked">
      <input type="checkbox" name="with" value={id} aria-label={words.compareOne(name)} />
      <Link to={pathTo('scenario', { scenario: id })}>{name}</Link>
    </span>,
    <span key="edits" className="edits">
      {shortly(says)}
    </span>,
    <span key="who">
      {by} {dayInWords(dayOf(at))}
      {words.sources[source] && <small className="block">{words.sources[source]}</small>}
    </span>,
    words.states[state],
  ],
})
