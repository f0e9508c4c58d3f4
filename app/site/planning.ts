import type { Place } from './place'

/** 学位规划: projects, capacity, forecasts, warnings. */
export const planningSite = {} as const satisfies Record<string, Place>
