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
import { Button, DeskPage, ErrorSummary, ExportLinks } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { phaseWords } from '../phase-words'
import { phases } from '../phases'
import styles from '../ui/styles/warnings.css?url'
import { WarningTable } from '../ui/WarningTable'
import { loadWarnings } from '../warnings/load-warnings.server'
import { prepareWarnings } from '../warnings/prepare-warnings.server'
import { publishWarnings } from '../warnings/publish-warnings.server'
import { readWarningsSearch } from '../warnings/read-warnings-search.server'
import { manyForm, manyLists } from '../warnings/warning-form'
import { warningWords as words } from '../warnings/warning-words'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title}` },
]
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: deskStyles },
  { rel: 'stylesheet', href: styles },
]

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const search = readWarningsSearch(request)
  return { search, page: await loadWarnings(context, actor, search), refused: context.formRefused ?? false }
})

/** Many at a time: prepared in the portal's own words, or published by the second person. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const search = readWarningsSearch(request)
  const form = await readForm(request, manyForm, { lists: manyLists })
  if (!form.ok) return refusedForm(context, { error: form.errors.cell ?? form.errors.warning ?? words.pickMissing })
  if (form.value.deed === 'prepare') await prepareWarnings(context, actor, form.value.cell)
  else await publishWarnings(context, actor, form.value.warning)
  return redirect(pathTo('warnings', {}, search), 303)
})

export default function Warnings() {
  const { page, search } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  const { run, lines, red, worst } = page
  const title = !run
    ? words.noRun
    : worst
      ? words.finding(red, worst.streetName, worst.year, phaseWords[worst.phase])
      : words.calm
  return (
    <DeskPage
      desk="places"
      place="warnings"
      title={title}
      lead={
        run && (
          <>
            {words.lead(run.number, dayInWords(dayOf(run.publishedAt)))}
            {words.rule(run.yellow, run.red)}
          </>
        )
      }
      actions={run && <ExportLinks to={pathTo('warningsSheet', {}, search)} />}
    >
      {refused && <ErrorSummary errors={[{ field: 'warnings', message: refused.error }]} />}
      {run && (
        <>
          <nav className="seg" aria-label={words.phases}>
            {(['', ...phases] as const).map((phase) => (
              <Link
                key={phase}
                to={pathTo('warnings', {}, { phase })}
                aria-current={phase === search.phase ? 'page' : undefined}
              >
                {phase === '' ? words.all : phaseWords[phase]}
              </Link>
            ))}
          </nav>
          <Form method="post" id="warnings">
            <WarningTable
              lines={lines}
              acts={
                <>
                  <Button tone="go" name="deed" value="publish">
                    {words.publishMany}
                  </Button>
                  <Button tone="plain" name="deed" value="prepare">
                    {words.prepareMany}
                  </Button>
                </>
              }
            />
          </Form>
        </>
      )}
    </DeskPage>
  )
}
