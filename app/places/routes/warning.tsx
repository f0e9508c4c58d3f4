import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { answered, type FieldErrors, readForm, refusedForm } from '~/shared/answer.server'
import { momentInWords } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { Button, ButtonLink, DeskPage, ErrorSummary, errorList, Field, Note } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { phaseWords } from '../phase-words'
import styles from '../ui/styles/warnings.css?url'
import { WarningFacts, WarningTextFields } from '../ui/WarningTexts'
import { loadWarning, type OneWarning } from '../warnings/load-warnings.server'
import { rewordWarning } from '../warnings/prepare-warnings.server'
import { publishWarnings } from '../warnings/publish-warnings.server'
import { warningDeedForm } from '../warnings/warning-form'
import { warningWords, oneWords as words } from '../warnings/warning-words'
import { withdrawWarning } from '../warnings/withdraw-warning.server'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${warningWords.title}` },
]
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: deskStyles },
  { rel: 'stylesheet', href: styles },
]

export const loader = answered(async ({ params, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return { page: await loadWarning(context, actor, params.warning ?? ''), refused: context.formRefused ?? false }
})

/** Other words, published by the second person, or taken back. */
export const action = answered(async ({ params, request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const id = params.warning ?? ''
  const form = await readForm(request, warningDeedForm)
  const wrong = (errors: FieldErrors, values: Record<string, string>) => refusedForm(context, { errors, values })
  if (!form.ok) {
    if (!form.errors.why) throw refuse('BAD_REQUEST')
    return wrong(form.errors, form.values)
  }
  const { value } = form
  if (value.deed === 'reword') {
    const answer = await rewordWarning(context, actor, { id, ...value })
    if (!answer.ok) return wrong({ ...answer.errors }, { ...value })
  } else if (value.deed === 'publish') await publishWarnings(context, actor, [id])
  else await withdrawWarning(context, actor, { id, why: value.why })
  return redirect(pathTo('warning', { warning: id }), 303)
})

export default function WarningPage() {
  const { page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  const { streetName, phase, year, state } = page
  const typed = refused?.values
  return (
    <DeskPage
      desk="places"
      place="warnings"
      title={words.prepareTitle(streetName, phaseWords[phase], year)}
      lead={<Standing page={page} />}
      actions={
        <ButtonLink tone="plain" to={pathTo('warnings')}>
          {words.back}
        </ButtonLink>
      }
    >
      <ErrorSummary errors={errorList(refused?.errors)} />
      <div className="two r">
        <div>
          <Said page={page} />
          {state === 'prepared' && <Publishing page={page} />}
          {state === 'prepared' && (
            <details className="sheaf remark" open={Boolean(refused?.errors.sentence ?? refused?.errors.alternatives)}>
              <summary>{words.reword}</summary>
              <Form method="post">
                <input type="hidden" name="deed" value="reword" />
                <WarningTextFields
                  texts={
                    typed?.deed === 'reword'
                      ? { sentence: typed.sentence ?? '', alternatives: typed.alternatives ?? '' }
                      : page
                  }
                  errors={refused?.errors}
                />
                <div className="acts">
                  <Button tone="plain">{words.saveAgain}</Button>
                </div>
              </Form>
            </details>
          )}
          {state !== 'withdrawn' && (
            <details className="sheaf remark" open={Boolean(refused?.errors.why)}>
              <summary>{words.withdrawTitle}</summary>
              <p>{words.withdrawSays}</p>
              <Form method="post">
                <input type="hidden" name="deed" value="withdraw" />
                <Field
                  name="why"
                  label={words.why}
                  maxLength={200}
                  defaultValue={typed?.why ?? ''}
                  {...(refused?.errors.why ? { error: refused.errors.why } : {})}
                />
                <div className="acts">
                  <Button tone="bad">{words.withdraw}</Button>
                </div>
              </Form>
            </details>
          )}
        </div>
        <WarningFacts {...page} />
      </div>
    </DeskPage>
  )
}

const Standing = ({ page: { prepared, published, withdrawn } }: { page: OneWarning }) => {
  if (withdrawn) return words.withdrawn(withdrawn.by, momentInWords(withdrawn.at), withdrawn.why)
  if (published) return words.published(published.by, momentInWords(published.at))
  return words.waiting(prepared.by, momentInWords(prepared.at))
}

const Said = ({ page: { street, sentence, alternatives, state } }: { page: OneWarning }) => (
  <section className="sheaf" aria-labelledby="said">
    <h2 id="said">{words.preview}</h2>
    <p className="told">{sentence}</p>
    <p>{alternatives}</p>
    {state === 'published' && (
      <p>
        <a className="quiet" href={pathTo('street', { street })}>
          {words.onPage}
        </a>
      </p>
    )}
  </section>
)

const Publishing = ({ page: { prepared } }: { page: OneWarning }) => (
  <section className="sheaf">
    {prepared.mine && <Note title={words.yours} />}
    <Form method="post" className="acts">
      <Button tone={prepared.mine ? 'plain' : 'go'} name="deed" value="publish">
        {words.publish}
      </Button>
    </Form>
  </section>
)
