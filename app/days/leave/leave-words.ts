import { dayInWords, momentInWords, weekdayName, weekdayOf } from '~/shared/day'

const dayOf = (day: string): string => `${dayInWords(day)}（${weekdayName(weekdayOf(day))}）`

/** Every sentence of leave that families read. */
export const leaveWords = {
  day: dayOf,
  list: {
    title: '请假',
    lead: (hours: number): string =>
      hours === 0
        ? '当天第一节课开始以前都可以请。'
        : `要在当天第一节课前 ${hours} 小时请好。再晚，请直接打电话告诉学校。`,
    ask: '请一次假',
    none: '还没有请过假。',
    coming: '请好的假',
    past: '以前请的',
    what: (title: string): string => (title === '' ? '当天全部' : title),
    until: (instant: number): string => `${momentInWords(instant)} 以前可以撤回`,
    settled: '名单已经定了',
    withdrawn: '撤回了',
    withdraw: '不请了',
    refused: '没有撤回',
    withdrawFor: (child: string, day: string): string => `：${child}，${dayOf(day)}`,
    done: (child: string, day: string): string => `请好了：${child}，${dayOf(day)}`,
    doneNext: '老师的名单上已经写了，不用再打电话。',
    back: '回课表',
  },
  ask: {
    title: '请假',
    who: '给谁请假？',
    when: (child: string): string => `${child}哪天不来？`,
    whenHint: '只列出有课、还来得及请假的日子。',
    noDay: (child: string): string => `${child}往后三周没有能请假的课。当天的假要请，请直接打电话告诉学校。`,
    what: (child: string, day: string): string => `${child}${dayOf(day)}哪节不来？`,
    whole: '当天全部',
    check: '核对一下，就请好了',
    child: '孩子',
    day: '哪天',
    section: '哪节',
    change: '改',
    reason: '原因',
    reasonHint: '比如：发烧。只有孩子的老师和学校看得到。',
    reasonLong: (most: number): string => `最多 ${most} 个字。`,
    next: '下一步',
    send: '请假',
    refused: '没有请成',
    back: '上一步',
    toList: '请过的假',
    pickOne: '请选一个。',
    until: (instant: number): string => `${momentInWords(instant)} 以前可以撤回。`,
  },
} as const
