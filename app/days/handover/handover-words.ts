import type { HandoverWay } from '#db/schema/index'
import { dayInWords, timeOf, weekdayName, weekdayOf } from '~/shared/day'

/** What staff read about hand-over. */
export const handoverWords = {
  className: (grade: number, number: number): string => `${'〇一二三四五六七八九'[grade] ?? ''}年级 ${number} 班`,
  /** To whom, beside the time. */
  handed: (way: HandoverWay, person: string, at: number): string =>
    way === 'alone'
      ? `${timeOf(at)} 自己回家`
      : way === 'code'
        ? `${timeOf(at)} 凭${person}的接送码接走`
        : `${timeOf(at)} 交给${person}`,
  teacher: {
    title: (open: number): string => (open === 0 ? '我的孩子都交接了' : `还有 ${open} 个孩子没有交接`),
    none: '今天没有您的课。',
    lead: (day: string): string =>
      `${dayInWords(day)}，${weekdayName(weekdayOf(day))}。扫家长的接送码，或者点孩子的名字。`,
    here: '从我这里放学',
    later: '还要去别的课',
    goesOn: (title: string, until: string): string => `接着上${title}，${until} 放学`,
    out: (time: string): string => `${time} 放学`,
    alone: '可以自己走',
    hand: '交接',
    handOf: (name: string): string => `：${name}`,
    done: '交接好的',
    takeBack: '点错了，撤掉',
    takenBack: '撤掉了，请重新交接。',
    away: (names: string): string => `今天不来：${names}`,
    justDone: (child: string, what: string): string => `${child}：${what}`,
    refused: '没有办成',
  },
  of: {
    title: (name: string): string => `${name}交给谁？`,
    pick: '请选来接的人。',
    guardian: '监护人',
    named: '家里托来接的',
    alone: '自己回家',
    aloneSays: '监护人同意过。',
    hand: '交好了',
    back: '回名单',
    only: '名单上没有的人不能接走，请打电话问监护人。',
    recorded: '每次打开这一页都会记下是谁看的。',
    already: (what: string): string => `已经交接了：${what}`,
    refused: '没有交成',
    call: '没人来接，打给谁',
    callSays: '监护人和家里写的紧急联系人。看一次记一次。',
    callShow: '看电话号码',
    callNone: '没有留电话。',
  },
  code: {
    title: (person: string): string => `${person}的接送码，今天有效`,
    lead: '核对孩子，点一下就交接好了。',
    pick: '请至少选一个孩子。',
    which: '交哪几个孩子？',
    hand: '交好了',
    none: '这家的孩子今天在您学校没有课，或者都交接好了。',
    back: '回名单',
    refused: '没有交成',
  },
  school: {
    title: (open: number, today: boolean): string =>
      open === 0
        ? today
          ? '今天的孩子都交接了'
          : '这一天的孩子都交接了'
        : today
          ? `今天还有 ${open} 个孩子没有交接`
          : `这一天有 ${open} 个孩子没有交接`,
    noSessions: '这一天没有课。',
    lead: (day: string, here: number, sessions: number): string =>
      `${dayInWords(day)}，${weekdayName(weekdayOf(day))}。${here} 个孩子来了，${sessions} 节课没有全部交接。`,
    previous: '前一天',
    next: '后一天',
    day: '哪一天',
    show: '看这一天',
    dayWrong: '没有这一天，先看今天的。',
    caption: '这一天的孩子',
    columns: { child: '孩子', class: '班级', out: '放学', last: '最后一节', standing: '交接', next: '办理' },
    open: (count: number): string => `没有交接 ${count} 人`,
    handed: (count: number): string => `交接了 ${count} 人`,
    away: (count: number): string => `没有来 ${count} 人`,
    none: '没有交接',
    absent: '请假或者没来',
    hand: '补交接',
    takeBack: '撤掉',
    sessions: '没有全部交接的课',
    session: (time: string, title: string, room: string): string => [time, title, room].filter(Boolean).join(' '),
    left: (open: number, here: number): string => `${here} 人里 ${open} 人没有交接`,
    sheet: '交接',
    most: (rows: number): string => `每组最多列 ${rows} 人，导出里有全部。`,
    recorded: '这里是孩子的去向：每次打开、导出都会记下是谁看的。',
  },
  notice: {
    title: (open: number): string => `今天还有 ${open} 个孩子没有交接记录`,
    body: (sessions: readonly string[]): string => `${sessions.join('；')}。请找当时的老师问清楚，补上交接。`,
  },
} as const
