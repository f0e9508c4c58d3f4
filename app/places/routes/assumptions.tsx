import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm, refusedForm } from '~/shared/answer.server'
import { dayInWords, dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { Button, ButtonLink, DeskPage, ErrorSummary, Field, Table } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { defaultAssumptions } from '../plan/assumptions-rules'
import { assumptionsForm } from '../scenarios/assumption-form'
import { assumptionNames, sayAssumption, typeAssumption } from '../scenarios/assumption-set-rules'
import { loadAssumptionSets, saveAssumptionSet } from '../scenarios/assumption-sets.server'
import { assumptionWords, tierWords, assumptionSetWords as words } from '../scenarios/assumption-words'
import styles from '../ui/styles/scenarios.css?url'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.file}` },
]
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: deskStyles },
  { rel: 'stylesheet', href: styles },
]

const MOST_SHOWN = 6

export const loader = answered(async ({ context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  if (!actor.officer) throw refuse('FORBIDDEN')
  return { sets: await loadAssumptionSets(context, context.store.db), refused: context.formRefused ?? false }
})

/** 存成新的假设集. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const form = await readForm(request, assumptionsForm)
  if (!form.ok) return refusedForm(context, { errors: form.errors, values: form.values })
  const { values, ...draft } = form.value
  const answer = await saveAssumptionSet(context, actor, draft)
  if (!answer.ok) return refusedForm(context, { errors: { ...answer.errors }, values })
  return redirect(pathTo('assumptions'), 303)
})

export default function AssumptionSets() {
  const { sets } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  const shown = sets.slice(0, MOST_SHOWN)
  const errors: Record<string, string> = refused?.errors ?? {}
  const typed: Record<string, string> = refused?.values ?? {}
  const order = ['setName', ...assumptionNames, 'reason']
  const latest = sets[0]?.assumptions ?? defaultAssumptions
  const field = (name: string, usual: string) => ({
    name,
    defaultValue: typed[name] ?? usual,
    ...(errors[name] ? { error: errors[name] } : {}),
  })
  return (
    <DeskPage
      desk="places"
      place="scenarios"
      title={words.title(sets.length)}
      lead={words.lead}
      actions={
        <ButtonLink tone="plain" to={pathTo('scenarios')}>
          {words.back}
        </ButtonLink>
      }
    >
      <ErrorSummary errors={order.flatMap((name) => (errors[name] ? [{ field: name, message: errors[name] }] : []))} />
      <Table
        caption={words.caption}
        columns={[
          { key: 'what', head: words.what },
          { key: 'usual', head: words.usual },
          ...shown.map(({ id, name, by, at, reason }) => ({
            key: id,
            head: (
              <span className="sethead">
                <b>{name}</b>
                <small>{words.savedBy(by, dayInWords(dayOf(at)))}</small>
                <small>{reason}</small>
              </span>
            ),
          })),
        ]}
        groups={[
          {
            rows: assumptionNames.map((name) => {
              const usual = sayAssumption(name, defaultAssumptions)
              return {
                key: name,
                cells: [
                  assumptionWords[name].label,
                  usual,
                  ...shown.map(({ id, assumptions }) => {
                    const said = sayAssumption(name, assumptions)
                    return said === usual ? said : <b key={id}>{said}</b>
                  }),
                ],
              }
            }),
          },
        ]}
      />
      <section className="sheaf" aria-labelledby="new-set">
        <h2 id="new-set">{words.newTitle}</h2>
        {sets.length > 0 && <p>{words.newSays}</p>}
        <Form method="post" key={sets.length}>
          <div className="fields">
            <Field {...field('setName', '')} label={words.name} maxLength={30} />
            {assumptionNames.map((name) => {
              const { label, hint } = assumptionWords[name]
              const common = { ...field(name, typeAssumption(name, latest)), label, hint }
              if (name === 'tier')
                return (
                  <Field
                    key={name}
                    {...common}
                    type="select"
                    options={Object.entries(tierWords).map(([value, word]) => ({ value, label: word }))}
                  />
                )
              return <Field key={name} {...common} inputMode="decimal" autoComplete="off" />
            })}
            <Field {...field('reason', '')} label={words.reason} hint={words.reasonHint} maxLength={200} />
          </div>
          <div className="acts">
            <Button tone="go">{words.save}</Button>
          </div>
        </Form>
      </section>
    </DeskPage>
  )
}
