export { openHandoverChore } from './handover/tell-open-handovers.server'
