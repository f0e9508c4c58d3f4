import type { BalanceTone } from '../plan/colour-rules'

/** The shape that goes with a colour, so that neither is alone. */
export const shapeOf: Record<BalanceTone, string> = { short: '▼', tight: '◆', fine: '●', surplus: '▲' }
