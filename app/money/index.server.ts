export { checkLedger } from './check-ledger.server'
export { type FamilyBill, loadFamilyBill } from './load-statement.server'
export { openDuesChore, postDues } from './post-dues.server'
