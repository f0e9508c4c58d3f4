import { Link } from '@remix-run/react'
import { Icon } from '~/shared/ui'
import { pathTo } from '~/site'
import { yuanOf } from '../amount-rules'
import { words } from '../money-words'

/** 本学期应交 124 元，已交 0 元: the way from a family's page to its statement. */
export const BillLine = ({ bill }: { bill: { dueFen: number; paidFen: number } | null }) => (
  <Link className="line" to={pathTo('statement')}>
    <Icon name="yuan" />
    {bill ? words.statement.say(yuanOf(bill.dueFen), yuanOf(bill.paidFen)) : words.statement.link}
  </Link>
)
