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
import { Button, ButtonLink, DeskPage, ErrorSummary, ExportLinks } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { filingWords as words } from '../bureau-words'
import { filePlan } from '../file-plan.server'
import { type FilingPage, loadFiling } from '../load-filing.server'
import { filingForm } from '../plan-form'
import { planWords } from '../publishing-words'
import { returnLine } from '../return-line.server'
import { FilingTable } from '../ui/FilingTable'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${data?.page.schoolName ?? frameWords.desk.bureauDesk}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ params, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return { page: await loadFiling(context, actor, params.school ?? ''), refused: context.formRefused ?? false }
})

/** 备案 of the lines that stood on the page, or 退回 of one. */
export const action = answered(async ({ request, params, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { school, term } = await loadFiling(context, actor, params.school ?? '')
  const form = await readForm(request, filingForm, { lists: ['line'] })
  if (!form.ok) {
    const { remark: error, ...others } = form.errors
    if (!error || Object.keys(others).length > 0) throw refuse('BAD_REQUEST')
    return refusedForm(context, { section: form.values.section ?? '', remark: form.values.remark ?? '', error })
  }
  if (form.value.deed === 'file') await filePlan(context, actor, { school, term, lines: form.value.line })
  else await returnLine(context, actor, { section: form.value.section, remark: form.value.remark })
  return redirect(pathTo('filing', { school }), 303)
})

export default function Filing() {
  const { page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  const { plan } = page
  const filing =
    plan === null
      ? planWords.notSent
      : plan.filingNumber === null
        ? planWords.waiting
        : planWords.filed(plan.filingNumber, plan.filedAt ?? 0, plan.filedBy)
  return (
    <DeskPage
      desk="bureau"
      place="bureauDesk"
      title={plan === null ? words.noPlan(page.schoolName) : words.title(page.schoolName, page.waiting.length)}
      lead={planWords.lead(page.termName, filing)}
      actions={
        <>
          <ExportLinks to={pathTo('filingSheet', { school: page.school })} />
          <ButtonLink tone="plain" to={pathTo('bureauDesk')}>
            {words.back}
          </ButtonLink>
        </>
      }
    >
      {refused && <ErrorSummary errors={[{ field: `remark-${refused.section}`, message: refused.error }]} />}
      <div className="two even">
        <FileAll page={page} />
        <Findings page={page} />
      </div>
      <FilingTable page={page} refused={refused} />
    </DeskPage>
  )
}

const FileAll = ({ page: { school, plan, waiting } }: { page: FilingPage }) => (
  <section className="sheaf">
    <h2>{words.fileTitle}</h2>
    {waiting.length === 0 ? (
      <p className="cap">{words.nothing}</p>
    ) : (
      <Form method="post" action={pathTo('filing', { school })}>
        {waiting.map(({ id, lastStep }) => (
          <input key={id} type="hidden" name="line" value={`${id}:${lastStep}`} />
        ))}
        <p>{words.fileSays(plan?.filingNumber ?? null)}</p>
        <div className="acts">
          <Button tone="go" name="deed" value="file">
            {words.file(waiting.length)}
          </Button>
        </div>
      </Form>
    )}
  </section>
)

/** What the rules ask of a plan and this one does not give, and what the school has dropped. */
const Findings = ({ page: { findings, waiting, filed, gone } }: { page: FilingPage }) => {
  const any = waiting.length + filed.length > 0
  return (
    <section className="todo">
      <h2>{words.findings}</h2>
      <ul>
        {findings.map(({ rule, subject, sentence }) => (
          <li key={`${rule} ${subject}`} className="bad">
            {sentence}
          </li>
        ))}
        {any && findings.length === 0 && <li className="ok">{words.well}</li>}
        {gone.length > 0 && <li className="warn">{words.gone(gone)}</li>}
      </ul>
    </section>
  )
}
