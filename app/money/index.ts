export { BillLine } from './ui/BillLine'
