import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  type HeadersFunction,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm, refusedForm } from '~/shared/answer.server'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { DeskPage, ErrorSummary, errorList, Table } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { pathTo } from '~/site'
import { yuanOf } from '../amount-rules'
import { approveExemption, endExemption, requestExemption } from '../exemptions.server'
import { loadPupilFees } from '../load-pupil-fees.server'
import { pupilForm } from '../money-form'
import { words } from '../money-words'
import { readMoneySearch } from '../read-money-search.server'
import { type MoneyAnswer, recordPayment, recordRefund } from '../record-payment.server'
import { balanceInWords } from '../ui/amounts'
import { ExemptionBox } from '../ui/ExemptionBox'
import { MoneyForm } from '../ui/MoneyForm'
import { PlaceList } from '../ui/PlaceList'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? words.error : ''}${words.of.title(data?.page.pupil.name ?? '')}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

export const loader = answered(async ({ params, request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { school, term } = readMoneySearch(request)
  const asked = { school, term, pupil: params.pupil ?? '' }
  return {
    page: await loadPupilFees(context, actor, asked, dayOf(context.clock.now())),
    keys: { pay: randomUUID(), refund: randomUUID() },
    refused: context.formRefused ?? false,
  }
})

/** Money that came in or went back, and the steps of an exemption. */
export const action = answered(async ({ params, request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const pupil = params.pupil ?? ''
  const form = await readForm(request, pupilForm)
  if (!form.ok) {
    const { act = '', amount = '', paidOn = '', percent = '', document = '' } = form.values
    if (!['pay', 'refund', 'request'].includes(act)) throw refuse('BAD_REQUEST')
    return refusedForm(context, { act, errors: form.errors, values: { amount, paidOn, percent, document } })
  }
  const asked = form.value
  const deeds = {
    pay: () => asked.act === 'pay' && recordPayment(context, actor, { ...asked, amountFen: asked.amount, pupil }),
    refund: () => asked.act === 'refund' && recordRefund(context, actor, { ...asked, amountFen: asked.amount, pupil }),
    request: () => asked.act === 'request' && requestExemption(context, actor, { ...asked, pupil }),
    approve: () => approveExemption(context, actor, { ...asked, pupil }),
    end: () => endExemption(context, actor, { ...asked, pupil }),
  }
  const answer: MoneyAnswer | false = await deeds[asked.act]()
  const { school, term } = asked
  if (answer && !answer.ok) {
    const typed =
      'amount' in asked ? { amount: yuanOf(asked.amount), paidOn: asked.paidOn } : { amount: '', paidOn: '' }
    return refusedForm(context, {
      act: asked.act,
      errors: answer.errors,
      values: { ...typed, percent: '', document: '' },
    })
  }
  return redirect(pathTo('feesOf', { pupil }, { school, term }), 303)
})

export default function FeesOf() {
  const { page, keys } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  const { desk, pupil, money, entries, keeper, exemption, today } = page
  const where = { school: desk.school, term: desk.term }
  const mine = (act: string) => (refused?.act === act ? refused : undefined)
  const creditFen = Math.max(0, -money.balanceFen)
  const { columns } = words
  return (
    <DeskPage
      desk="school"
      place="fees"
      room={desk.schoolName}
      school={desk.schools.length > 1 ? desk.school : undefined}
      title={words.of.title(pupil.name)}
      lead={words.of.lead(desk.termName, words.className(pupil.grade, pupil.classNumber), pupil.studentNumber)}
      actions={
        <Link className="quiet" to={pathTo('fees', {}, where)}>
          {words.of.back}
        </Link>
      }
    >
      {refused && (
        <ErrorSummary
          errors={errorList(refused.errors).map((one) => ({ ...one, field: `${refused.act}-${one.field}` }))}
        />
      )}
      <dl className="sums">
        <Sum name={columns.due} fen={money.chargeFen} />
        {keeper && <Sum name={columns.exempted} fen={money.exemptedFen} />}
        <Sum name={columns.paid} fen={money.paidFen} />
        <Sum name={columns.refunded} fen={money.refundedFen} />
        <div>
          <dt>{money.balanceFen < 0 ? columns.credit : columns.owes}</dt>
          <dd>
            <b>{words.yuan(yuanOf(Math.abs(money.balanceFen)))}</b>
          </dd>
        </div>
      </dl>
      {keeper && page.lines.length > 0 && (
        <section className="sheaf">
          <h2>{words.of.places}</h2>
          <PlaceList lines={page.lines} />
        </section>
      )}
      <Table
        caption={words.of.entries}
        columns={[
          { key: 'day', head: columns.day },
          { key: 'what', head: columns.what },
          { key: 'amount', head: columns.amount, number: true },
          { key: 'after', head: columns.after, number: true },
        ]}
        groups={[
          {
            rows: entries.map((entry) => ({
              key: entry.key,
              cells: [
                entry.day,
                entry.bankReference ? `${entry.memo} ${entry.bankReference}` : entry.memo,
                yuanOf(entry.fen),
                balanceInWords(entry.balanceFen),
              ],
            })),
          },
        ]}
        empty={words.of.noEntries}
      />
      <div className="two even no-print">
        <MoneyForm act="pay" where={where} formKey={keys.pay} today={today} refused={mine('pay')} />
        {creditFen > 0 ? (
          <MoneyForm
            act="refund"
            where={where}
            formKey={keys.refund}
            today={today}
            refused={mine('refund')}
            creditFen={creditFen}
          />
        ) : (
          <section className="sheaf">
            <h2>{words.of.refund}</h2>
            <p>{words.of.noCredit}</p>
          </section>
        )}
      </div>
      {exemption && <ExemptionBox where={where} exemption={exemption} refused={mine('request')} />}
    </DeskPage>
  )
}

const Sum = ({ name, fen }: { name: string; fen: number }) => (
  <div>
    <dt>{name}</dt>
    <dd>{words.yuan(yuanOf(fen))}</dd>
  </div>
)
