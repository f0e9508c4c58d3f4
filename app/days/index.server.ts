export { handoversOfFamily } from './handover/handovers-of.server'
export { openHandoverChore } from './handover/tell-open-handovers.server'
