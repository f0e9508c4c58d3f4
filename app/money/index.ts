export { fenOf, yuanOf } from './amount-rules'
export { BillLine } from './ui/BillLine'
