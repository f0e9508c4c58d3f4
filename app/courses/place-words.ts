import { dayInWords } from '~/shared/day'

/** What a family reads on the slip, the week and the calendar, beside family-words. */
export const placeWords = {
  slip: {
    /** Of the page, when the browser shows it among others. */
    page: '报名编号',
    firstDay: (day: string) => `${dayInWords(day)}，第一次上课`,
    left: (child: string, title: string) => `${child} · ${title}`,
  },
} as const
