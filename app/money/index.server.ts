export { checkLedger } from './check-ledger.server'
export { openDuesChore, postDues } from './post-dues.server'
