import { dayInWords, weekdayName, weekdayOf } from '~/shared/day'

/** What the school reads about its teachers' duties. */
export const dutyWords = {
  short: '值班课时',
  title: (own: string, outside: string): string => `在职老师上了 ${own} 课时，外聘老师上了 ${outside} 课时`,
  titleNone: '这个学期还没有上过课',
  lead: (term: string, until: string): string =>
    `${term}，到 ${dayInWords(until)}。按课表、校历和课次变动算，停的课不算，代的课算给代课的老师。`,
  hour: '一节算 1 课时；同一时间带两个班，只算 1 课时。',
  inService: '在职老师',
  outside: '外聘老师',
  sum: (teachers: number, hours: string): string => `${teachers} 人，${hours} 课时`,
  caption: '老师的课时',
  columns: {
    teacher: '老师',
    kind: '在职还是外聘',
    provider: '机构',
    courses: '课',
    held: '上了几次',
    stoodIn: '其中代课',
    hours: '课时',
    planned: '这学期一共排了',
  },
  kinds: { in_service: '在职', outside: '外聘', unnamed: '没有写老师' },
  groups: {
    in_service: (count: number): string => `在职 ${count} 人`,
    outside: (count: number): string => `外聘 ${count} 人`,
    unnamed: '没有写老师的课',
  },
  nobody: '没有写老师',
  none: '这个学期还没有发布的课。',
  terms: '学期',
  of: (name: string): string => `${name}上过的课`,
  noneHeld: '还没有上过。',
  session: (day: string, time: string, title: string): string =>
    `${dayInWords(day)}（${weekdayName(weekdayOf(day))}）${time} ${title}`,
  forAnother: '代课',
  back: '看所有老师',
  sheet: '课时',
} as const
