import { dayInWords } from '~/shared/day'

/** What a family reads on the slip, the week and the calendar, beside family-words. */
export const placeWords = {
  slip: {
    /** Of the page, when the browser shows it among others. */
    page: '报名编号',
    firstDay: (day: string) => `${dayInWords(day)}，第一次上课`,
    left: (child: string, title: string) => `${child} · ${title}`,
  },
  week: {
    offer: (title: string) => `等您定：${title}`,
    meanwhile: (title: string, time: string) => `等的时候在${title}，${time}`,
    days: '一周五天',
    address: '日历地址',
    how: [
      '苹果手机：点上面的链接，再点“订阅”。',
      '安卓手机：打开能“订阅日历”的软件，点“添加订阅”，粘贴地址。',
      '不会弄也不要紧，这一页随时能看。',
    ],
  },
  feed: {
    name: (portal: string) => `${portal} · 孩子的课表`,
    event: (child: string, title: string) => `${child} · ${title}`,
    place: (school: string, room: string) => `${school} ${room}`,
  },
} as const
