import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { DeskPage, ExportLinks, Table } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { pathTo } from '~/site'
import { yuanOf } from '../amount-rules'
import { loadBureauFees } from '../load-fees.server'
import { pickTerm } from '../money-desk.server'
import { loadDueFacts } from '../money-facts.server'
import { words } from '../money-words'
import { totalOf } from '../pupil-money.server'
import { readMoneySearch } from '../read-money-search.server'
import { balanceInWords } from '../ui/amounts'
import { Picking } from '../ui/Picking'

export const meta: MetaFunction = () => [{ title: words.bureau.title }]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor?.officer) throw refuse(actor ? 'FORBIDDEN' : 'NOT_SIGNED_IN')
  const picked = await pickTerm(context, readMoneySearch(request).term)
  const rows = await loadBureauFees(context, await loadDueFacts(context, picked.term))
  return { ...picked, rows, total: totalOf(rows), pupils: rows.reduce((sum, row) => sum + row.pupils, 0) }
})

export default function BureauFees() {
  const { term, termName, terms, rows, total, pupils } = useLoaderData<typeof loader>()
  const { columns } = words
  const cells = (name: string, count: number, money: typeof total) => [
    name,
    count,
    yuanOf(money.chargeFen),
    yuanOf(money.exemptedFen),
    yuanOf(money.paidFen),
    yuanOf(money.refundedFen),
    balanceInWords(money.balanceFen),
  ]
  return (
    <DeskPage
      desk="bureau"
      place="bureauFees"
      title={words.bureau.title}
      lead={words.bureau.lead(termName)}
      actions={<ExportLinks to={pathTo('bureauFeesSheet', {}, { term })} />}
    >
      <Picking
        label={words.fees.pickTerm}
        choices={terms}
        current={term}
        place="bureauFees"
        queryOf={(id) => ({ term: id })}
      />
      <Table
        caption={words.bureau.caption}
        columns={[
          { key: 'school', head: columns.school },
          { key: 'pupils', head: columns.pupils, number: true },
          { key: 'due', head: columns.due, number: true },
          { key: 'exempted', head: columns.exempted, number: true },
          { key: 'paid', head: columns.paid, number: true },
          { key: 'refunded', head: columns.refunded, number: true },
          { key: 'balance', head: columns.balance, number: true },
        ]}
        groups={[
          { rows: rows.map((row) => ({ key: row.school, cells: cells(row.name, row.pupils, row) })) },
          { rows: rows.length > 0 ? [{ key: 'total', cells: cells(words.fees.total, pupils, total) }] : [] },
        ]}
        empty={words.bureau.none}
      />
    </DeskPage>
  )
}
