import type { HeadersFunction, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import { dayInWords } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { useRootData } from '~/shared/root-data'
import { FamilyShell, KidBadge } from '~/shared/ui'
import moneyStyles from '~/shared/ui/styles/money.css?url'
import { pathTo } from '~/site'
import { yuanOf } from '../amount-rules'
import { loadStatement } from '../load-statement.server'
import { words as all } from '../money-words'
import { readMoneySearch } from '../read-money-search.server'
import { Picking } from '../ui/Picking'
import { PlaceList } from '../ui/PlaceList'

const words = all.statement

export const meta: MetaFunction = () => [{ title: words.title }]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: moneyStyles }]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-cache' })

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return loadStatement(context, actor, readMoneySearch(request))
})

type Page = ReturnType<typeof useLoaderData<typeof loader>>
type Child = Page['children'][number]

export default function StatementPage() {
  const { term, termName, terms, children, total } = useLoaderData<typeof loader>()
  const root = useRootData()
  return (
    <FamilyShell
      slim
      back={{ to: pathTo('family'), label: words.back }}
      look={root?.look ?? { elder: false, dark: false }}
      demo={root?.demo}
      hotline={root?.hotline ? { number: root.hotline } : undefined}
    >
      <div className="pad statement">
        <h1 className="title">{words.title}</h1>
        <p className="cap">{words.lead(termName)}</p>
        <Picking
          label={all.fees.pickTerm}
          choices={terms}
          current={term}
          place="statement"
          queryOf={(id) => ({ term: id })}
        />
        {children.map((child) => (
          <OfChild key={child.pupil} child={child} />
        ))}
        {children.length > 1 && (
          <section className="account">
            <h2>{words.family}</h2>
            <Sums money={total} />
          </section>
        )}
        <p className="cap">{words.how}</p>
        <p className="cap no-print">{words.print}</p>
      </div>
    </FamilyShell>
  )
}

const shapeOf = (position: number): number => ((Math.max(1, position) - 1) % 4) + 1

const OfChild = ({ child }: { child: Child }) => {
  const { name, position, of, lines, money, movements, exemption } = child
  const none = lines.length === 0 && movements.length === 0
  return (
    <section className={`account c${shapeOf(position)}`}>
      <h2>
        <KidBadge position={shapeOf(position)} mark={[...name].at(-1) ?? ''} />
        {name}{' '}
        <small>
          {of.schoolName} {all.className(of.grade, of.classNumber)}
        </small>
      </h2>
      {none && <p>{words.nothing}</p>}
      {lines.length > 0 && <PlaceList lines={lines} />}
      {exemption && !exemption.approved && <p className="cap">{words.exemptionWaits(exemption.percent)}</p>}
      {movements.length > 0 && (
        <ul className="placed">
          {movements.map(({ id, amountFen, method, paidOn }) => (
            <li key={id}>
              <p>
                {amountFen > 0 ? words.paid : words.refunded}
                <small>
                  {dayInWords(paidOn)} {all.of.methods[method]}
                </small>
              </p>
              <span className="amt">{all.yuan(yuanOf(Math.abs(amountFen)))}</span>
            </li>
          ))}
        </ul>
      )}
      {!none && <Sums money={money} exempt={exemption?.approved ? exemption.percent : null} />}
    </section>
  )
}

const Sums = ({ money, exempt = null }: { money: Page['total']; exempt?: number | null }) => {
  const { chargeFen, exemptedFen, paidFen, refundedFen, balanceFen } = money
  return (
    <dl className="sums">
      {exemptedFen > 0 && <Sum name={exempt ? words.exemptionOf(exempt) : words.exemption} fen={-exemptedFen} />}
      <Sum name={words.due} fen={chargeFen - exemptedFen} />
      <Sum name={words.paid} fen={paidFen} />
      {refundedFen > 0 && <Sum name={words.refunded} fen={refundedFen} />}
      <div className="last">
        <dt>{balanceFen > 0 ? words.owes : balanceFen < 0 ? words.credit : words.clear}</dt>
        {balanceFen !== 0 && (
          <dd>
            <b>{all.yuan(yuanOf(Math.abs(balanceFen)))}</b>
          </dd>
        )}
      </div>
    </dl>
  )
}

const Sum = ({ name, fen }: { name: string; fen: number }) => (
  <div>
    <dt>{name}</dt>
    <dd>{all.yuan(yuanOf(fen))}</dd>
  </div>
)
