import {
  type ActionFunctionArgs,
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm, refusedForm } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { Button, ButtonLink, DeskPage, ErrorSummary, Field } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { readEdits } from '../scenarios/edit-rules'
import { compareScenarios } from '../scenarios/load-comparison.server'
import { loadMaking, sayEdits } from '../scenarios/load-making.server'
import { saveScenario } from '../scenarios/save-scenario.server'
import { fieldOrder, rowsAfter, type ScenarioTyped, scenarioErrors, scenarioForm } from '../scenarios/scenario-form'
import { makeWords as words } from '../scenarios/scenario-words'
import { ComparisonTables, findingOf } from '../ui/ComparisonTables'
import { ScenarioRows } from '../ui/ScenarioRows'
import styles from '../ui/styles/scenarios.css?url'

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.refused ? frameWords.field.error : ''}${words.title}` },
]
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: deskStyles },
  { rel: 'stylesheet', href: styles },
]

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const from = new URL(request.url).searchParams.get('from') ?? ''
  return { page: await loadMaking(context, actor, from), refused: context.formRefused ?? false }
})

/** A row more or less, a try, or the scenario kept. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { sets, names } = await loadMaking(context, actor, '')
  const form = await readForm(request, scenarioForm)
  if (!form.ok) throw refuse('BAD_REQUEST')
  const { deed, typed } = form.value
  if (deed.kind === 'add' || deed.kind === 'remove')
    return data({ typed: { ...typed, rows: rowsAfter(deed, typed.rows) }, errors: {}, tried: null })
  const read = readEdits(typed.rows, names)
  const facts =
    deed.kind === 'save'
      ? scenarioErrors(
          typed,
          sets.map(({ id }) => id),
        )
      : {}
  const errors = { ...facts, ...(read.ok ? {} : read.errors) }
  if (!read.ok || Object.keys(errors).length > 0) return refusedForm(context, { typed, errors, tried: null })
  const { name, why, assumptionSet } = typed
  if (deed.kind === 'save') {
    const id = await saveScenario(context, actor, { name, why, assumptionSet, edits: read.edits, source: 'planner' })
    return redirect(pathTo('scenario', { scenario: id }), 303)
  }
  const says = sayEdits(read.edits, names)
  const asked = { id: 'tried', name: name || words.thisOne, says, edits: read.edits, assumptionSet }
  return data({ typed, errors: {}, tried: await compareScenarios(context, [asked]) })
})

export default function NewScenario() {
  const { page } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors: Record<string, string> = answer?.errors ?? {}
  const typed: ScenarioTyped = answer?.typed ?? page.typed
  useErrorTitle(Object.keys(errors).length > 0)
  const summary = fieldOrder(typed.rows).flatMap((field) => {
    const message = errors[field]
    return message ? [{ field, message }] : []
  })
  return (
    <DeskPage
      desk="places"
      place="scenarios"
      title={words.title}
      lead={words.lead}
      actions={
        <ButtonLink tone="plain" to={pathTo('scenarios')}>
          {words.back}
        </ButtonLink>
      }
    >
      <ErrorSummary errors={summary} />
      <Form method="post" className="sheaf" key={JSON.stringify(typed.rows.map(({ kind }) => kind))}>
        {/* Enter in a field keeps the scenario: the first button of a form is the one it presses. */}
        <button type="submit" className="vh" tabIndex={-1} aria-hidden="true" name="deed" value="save" />
        <div className="fields">
          <Field
            name="name"
            label={words.name}
            hint={words.nameHint}
            defaultValue={typed.name}
            maxLength={40}
            {...(errors.name ? { error: errors.name } : {})}
          />
          <Field
            name="why"
            label={words.why}
            hint={words.whyHint}
            defaultValue={typed.why}
            maxLength={200}
            {...(errors.why ? { error: errors.why } : {})}
          />
          <Field
            type="select"
            name="assumptionSet"
            label={words.set}
            defaultValue={typed.assumptionSet}
            options={[
              { value: '', label: words.usual },
              ...page.sets.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            {...(errors.assumptionSet ? { error: errors.assumptionSet } : {})}
          />
        </div>
        <h2>{words.rows}</h2>
        <ScenarioRows rows={typed.rows} choices={page.choices} errors={errors} />
        <div className="acts">
          <Button tone="go" name="deed" value="save">
            {words.save}
          </Button>
          <Button tone="plain" name="deed" value="try">
            {words.tryIt}
          </Button>
        </div>
      </Form>
      {answer?.tried && (
        <section aria-labelledby="tried">
          <h2 id="tried">{findingOf(answer.tried)}</h2>
          <p className="cap">{answer.tried.lead}</p>
          <ComparisonTables page={answer.tried} />
        </section>
      )}
    </DeskPage>
  )
}
