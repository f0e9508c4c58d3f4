import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm, refusedForm } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { Button, ButtonLink, DeskPage, ErrorSummary, errorList } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { phaseWords } from '../phase-words'
import styles from '../ui/styles/warnings.css?url'
import { WarningFacts, WarningTextFields } from '../ui/WarningTexts'
import { loadPrepare } from '../warnings/load-prepare.server'
import { prepareWarning } from '../warnings/prepare-warnings.server'
import { readCellAsked } from '../warnings/read-warnings-search.server'
import { prepareForm } from '../warnings/warning-form'
import { warningWords, oneWords as words } from '../warnings/warning-words'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${warningWords.title}` },
]
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: deskStyles },
  { rel: 'stylesheet', href: styles },
]

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const page = await loadPrepare(context, actor, readCellAsked(request))
  return { page, refused: context.formRefused ?? false }
})

/** 准备好，等另一位发布. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const cell = readCellAsked(request)
  const form = await readForm(request, prepareForm)
  if (!form.ok) throw refuse('BAD_REQUEST')
  const answer = await prepareWarning(context, actor, { ...cell, ...form.value })
  if (!answer.ok) return refusedForm(context, { errors: answer.errors, values: form.value })
  return redirect(pathTo('warning', { warning: answer.id }), 303)
})

export default function PrepareWarning() {
  const { page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  const { cell, streetName, run } = page
  return (
    <DeskPage
      desk="places"
      place="warnings"
      title={words.prepareTitle(streetName, phaseWords[cell.phase], cell.year)}
      lead={words.lead}
      actions={
        <ButtonLink tone="plain" to={pathTo('warnings')}>
          {words.back}
        </ButtonLink>
      }
    >
      <ErrorSummary errors={errorList(refused?.errors)} />
      <div className="two r">
        <Form method="post" className="sheaf">
          <WarningTextFields texts={refused?.values ?? page} errors={refused?.errors} />
          <div className="acts">
            <Button tone="go">{words.save}</Button>
          </div>
        </Form>
        <WarningFacts {...cell} run={run} />
      </div>
    </DeskPage>
  )
}
