/** What the engine says of its input. */
export const forecastWords = {
  birthsMissing: '有的年份不知道出生数，入学人数按最近三年的平均算',
} as const
