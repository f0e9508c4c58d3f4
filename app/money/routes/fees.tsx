import {
  type ActionFunctionArgs,
  type HeadersFunction,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm, refusedForm } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { Button, ButtonLink, DeskPage, ErrorSummary, ExportLinks, errorList, Field, Table } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { pathTo } from '~/site'
import { yuanOf } from '../amount-rules'
import { keeperSeats } from '../exemption-rules'
import { nameExemptionKeeper } from '../exemptions.server'
import { loadFees } from '../load-fees.server'
import { keeperForm } from '../money-form'
import { words } from '../money-words'
import { readMoneySearch } from '../read-money-search.server'
import { balanceInWords } from '../ui/amounts'
import { Picking } from '../ui/Picking'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? words.error : ''}${words.fees.title}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

const MOST_ROWS = 200

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const search = readMoneySearch(request)
  const { rows, lines: _lines, movements: _movements, ...fees } = await loadFees(context, actor, search)
  return { ...fees, search, rows: rows.slice(0, MOST_ROWS), count: rows.length, refused: context.formRefused ?? false }
})

/** Who sees and decides exemptions. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const form = await readForm(request, keeperForm)
  if (!form.ok) {
    if (!form.errors.account) throw refuse('BAD_REQUEST')
    return refusedForm(context, { seat: form.values.seat ?? '', errors: form.errors })
  }
  const { school, seat, account } = form.value
  const answer = await nameExemptionKeeper(context, actor, { school, seat: Number(seat), account })
  if (!answer.ok) return refusedForm(context, { seat, errors: answer.errors })
  return redirect(pathTo('fees', {}, { school }), 303)
})

type Page = ReturnType<typeof useLoaderData<typeof loader>>

export default function Fees() {
  const page = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  const { desk, search, keeper } = page
  const several = desk.schools.length > 1
  const kept = { school: several ? desk.school : '', term: desk.term }
  return (
    <DeskPage
      desk="school"
      place="fees"
      room={desk.schoolName}
      school={several ? desk.school : undefined}
      title={words.fees.title}
      lead={words.fees.lead(desk.termName, !keeper)}
      actions={
        <>
          <ButtonLink to={pathTo('feesImport', {}, kept)} tone="plain">
            {words.fees.import}
          </ButtonLink>
          <ExportLinks to={pathTo('feesSheet', {}, { ...search, school: desk.school, term: desk.term })} />
        </>
      }
    >
      {refused && (
        <ErrorSummary errors={errorList(refused.errors).map((one) => ({ ...one, field: `account-${refused.seat}` }))} />
      )}
      <Picking
        label={words.fees.pickSchool}
        choices={desk.schools}
        current={desk.school}
        place="fees"
        queryOf={(id) => ({ school: id })}
      />
      <Picking
        label={words.fees.pickTerm}
        choices={desk.terms}
        current={desk.term}
        place="fees"
        queryOf={(id) => ({ ...kept, term: id })}
      />
      <Asking page={page} />
      <FeeTable page={page} />
      <Keepers page={page} refused={refused} />
    </DeskPage>
  )
}

const Asking = ({ page: { desk, search, classes } }: { page: Page }) => (
  <Form method="get" className="sheaf asking no-print">
    <input type="hidden" name="school" value={desk.school} />
    <input type="hidden" name="term" value={desk.term} />
    <Field key={search.q} type="search" name="q" label={words.fees.search} defaultValue={search.q} maxLength={40} />
    <Field
      key={search.class}
      type="select"
      name="class"
      label={words.fees.homeClass}
      defaultValue={search.class}
      options={[
        { value: '', label: words.fees.anyClass },
        ...classes.map(({ id, grade, number }) => ({ value: id, label: words.className(grade, number) })),
      ]}
    />
    <Field
      key={search.show}
      type="select"
      name="show"
      label={words.fees.show}
      defaultValue={search.show}
      options={(['', 'unpaid', 'credit'] as const).map((value) => ({ value, label: words.fees.shows[value] }))}
    />
    <div className="acts">
      <Button tone="plain">{words.fees.find}</Button>
    </div>
  </Form>
)

const FeeTable = ({ page: { desk, rows, count, total, keeper } }: { page: Page }) => {
  const { columns } = words
  const sums = (money: typeof total) => [
    yuanOf(money.chargeFen),
    ...(keeper ? [yuanOf(money.exemptedFen)] : []),
    yuanOf(money.paidFen),
    yuanOf(money.refundedFen),
    balanceInWords(money.balanceFen),
  ]
  const linkOf = (pupil: string) => pathTo('feesOf', { pupil }, { school: desk.school, term: desk.term })
  return (
    <Table
      caption={words.fees.caption}
      columns={[
        { key: 'pupil', head: columns.pupil },
        { key: 'class', head: columns.homeClass },
        { key: 'due', head: columns.due, number: true },
        ...(keeper ? [{ key: 'exempted', head: columns.exempted, number: true }] : []),
        { key: 'paid', head: columns.paid, number: true },
        { key: 'refunded', head: columns.refunded, number: true },
        { key: 'balance', head: columns.balance, number: true },
        { key: 'mark', head: words.fees.mark },
      ]}
      groups={[
        {
          rows: rows.map((row) => ({
            key: row.pupil,
            ...(row.balanceFen < 0 ? { tone: 'warn' as const } : {}),
            cells: [
              <Link key="pupil" to={linkOf(row.pupil)}>
                {row.name}
              </Link>,
              words.className(row.grade, row.classNumber),
              ...sums(row),
              <Link key="mark" to={linkOf(row.pupil)}>
                {words.fees.mark}
                <span className="vh">：{row.name}</span>
              </Link>,
            ],
          })),
        },
        { rows: rows.length > 0 ? [{ key: 'total', cells: [words.fees.total, '', ...sums(total), ''] }] : [] },
      ]}
      empty={words.fees.none}
      foot={count > rows.length ? words.fees.more(rows.length, count) : undefined}
    />
  )
}

const Keepers = ({
  page: { desk, keepers, administrators },
  refused,
}: {
  page: Page
  refused: { seat: string; errors: Record<string, string> } | undefined
}) => (
  <section className="sheaf no-print">
    <h2>{words.fees.keepers}</h2>
    <p className="cap">{words.fees.keepersSay}</p>
    {keeperSeats.map((seat) => {
      const named = keepers.find((one) => one.seat === seat)
      const error = refused?.seat === String(seat) ? refused.errors.account : undefined
      return (
        <Form method="post" key={`${seat} ${named?.account ?? ''}`} className="asking">
          <input type="hidden" name="school" value={desk.school} />
          <input type="hidden" name="seat" value={seat} />
          <Field
            type="select"
            id={`account-${seat}`}
            name="account"
            label={words.fees.seat(seat)}
            defaultValue={named?.account ?? ''}
            {...(error ? { error } : {})}
            options={[
              { value: '', label: named ? words.fees.pickKeeper : words.fees.nobody },
              ...administrators.map(({ account, name }) => ({ value: account, label: name })),
            ]}
          />
          <div className="acts">
            <Button tone="plain">
              {words.fees.name}
              <span className="vh">：{words.fees.seat(seat)}</span>
            </Button>
          </div>
        </Form>
      )
    })}
  </section>
)
