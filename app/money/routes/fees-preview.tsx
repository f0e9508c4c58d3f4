import {
  type ActionFunctionArgs,
  type HeadersFunction,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { answered, readForm } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { Button, DeskPage, Field, Note, Oops, Table } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { pathTo } from '~/site'
import { yuanOf } from '../amount-rules'
import type { BankLine, BankLineKind } from '../bank-rules'
import { applyBankImport, discardBankImport, loadBankImport } from '../import-payments.server'
import { loadMoneyDesk } from '../money-desk.server'
import { bankDeedForm } from '../money-form'
import { words as all } from '../money-words'

const words = all.bank

export const meta: MetaFunction = () => [{ title: words.title }]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

const MOST_LINES = 300
const ORDER: readonly BankLineKind[] = ['wrong', 'unmatched', 'matched', 'recorded']

export const loader = answered(async ({ params, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { id, school, term, fileName, state, summary, lines } = await loadBankImport(
    context,
    actor,
    params.import ?? '',
  )
  const inOrder = ORDER.flatMap((kind) => lines.filter((line) => line.kind === kind))
  return {
    desk: await loadMoneyDesk(context, actor, { school, term }),
    id,
    fileName,
    state,
    summary,
    lines: inOrder.slice(0, MOST_LINES),
  }
})

export const action = answered(async ({ params, request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const form = await readForm(request, bankDeedForm)
  if (!form.ok) throw refuse('BAD_REQUEST')
  const id = params.import ?? ''
  const { school, term } = await loadBankImport(context, actor, id)
  if (form.value.act === 'discard') {
    await discardBankImport(context, actor, id)
    return redirect(pathTo('feesImport', {}, { school, term }), 303)
  }
  await applyBankImport(context, actor, { id, sure: form.value.sure })
  return redirect(pathTo('feesPreview', { import: id }), 303)
})

type Page = ReturnType<typeof useLoaderData<typeof loader>>

export default function FeesPreview() {
  const page = useLoaderData<typeof loader>()
  const { desk, fileName, state } = page
  return (
    <DeskPage
      desk="school"
      place="fees"
      room={desk.schoolName}
      school={desk.schools.length > 1 ? desk.school : undefined}
      title={words.preview(fileName)}
      lead={`${desk.termName} · ${words.states[state]}`}
      actions={
        <Link className="quiet" to={pathTo('feesImport', {}, { school: desk.school, term: desk.term })}>
          {words.back}
        </Link>
      }
    >
      {state === 'failed' && <Oops title={page.summary.sentence ?? ''} tone="wait" />}
      {(state === 'reading' || state === 'applying') && (
        <p className="sheaf">
          <Link to={pathTo('feesPreview', { import: page.id })}>{words.refresh}</Link>
        </p>
      )}
      {state === 'applied' && (
        <Note tone="ok" title={words.applied(page.summary.matched ?? 0, yuanOf(page.summary.matchedFen ?? 0))}>
          {(page.summary.skipped ?? 0) > 0 && <p>{words.skipped(page.summary.skipped ?? 0)}</p>}
        </Note>
      )}
      {state === 'ready' && <Ready page={page} />}
    </DeskPage>
  )
}

const Ready = ({ page: { summary, lines } }: { page: Page }) => {
  const { matched = 0, unmatched = 0, recorded = 0, wrong = 0, large = 0, matchedFen = 0 } = summary
  return (
    <>
      <section className="sheaf">
        <p>
          <b>{words.counts(matched, unmatched, recorded, wrong)}</b> {words.money(yuanOf(matchedFen))}
        </p>
        {wrong > 0 && <p className="err">{words.wrongSays}</p>}
        {unmatched > 0 && <p className="cap">{words.unmatchedSays}</p>}
        <Form method="post">
          {wrong === 0 && large > 0 && (
            <>
              <p>{words.large(large)}</p>
              <Field type="checkbox" name="sure" label={all.of.sure} required />
            </>
          )}
          <div className="acts">
            {wrong === 0 && matched > 0 && (
              <Button tone="go" name="act" value="apply">
                {words.apply(matched)}
              </Button>
            )}
            <Button tone="plain" name="act" value="discard" formNoValidate>
              {words.discard}
            </Button>
          </div>
        </Form>
      </section>
      <Lines lines={lines} />
    </>
  )
}

const Lines = ({ lines }: { lines: readonly BankLine[] }) => {
  const { columns } = all
  return (
    <Table
      caption={words.title}
      columns={[
        { key: 'line', head: columns.line },
        { key: 'state', head: columns.state },
        { key: 'day', head: columns.day },
        { key: 'amount', head: columns.amount, number: true },
        { key: 'reference', head: columns.reference },
        { key: 'who', head: columns.who },
        { key: 'pupil', head: columns.pupil },
      ]}
      groups={ORDER.map((kind) => ({
        title: words.kinds[kind],
        rows: lines
          .filter((line) => line.kind === kind)
          .map((line) => ({
            key: String(line.line),
            ...(kind === 'wrong' ? { tone: 'bad' as const } : {}),
            ...(kind === 'unmatched' || line.large ? { tone: 'warn' as const } : {}),
            cells: [
              line.line,
              [line.column, line.sentence || (line.large ? words.largeLine : words.kinds[kind])]
                .filter(Boolean)
                .join('：'),
              line.day,
              line.amountFen > 0 ? yuanOf(line.amountFen) : '',
              line.reference,
              line.who,
              line.pupilName,
            ],
          })),
      }))}
      empty={words.nothing}
    />
  )
}
