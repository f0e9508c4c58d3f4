import type { MilestoneKind, ProjectKind, ProjectStage } from '#db/schema/index'

/** The nouns of construction projects, as everybody in this room says them. Client-safe. */

export const kindWords: Record<ProjectKind, string> = {
  new: '新建',
  enlarged: '扩建',
  upgraded: '改造',
  replaced: '重建',
}

export const stageWords: Record<ProjectStage, string> = {
  proposed: '立项',
  preparing: '前期',
  building: '施工',
  handover: '验收移交',
  running: '运行',
  cancelled: '已取消',
}

export const milestoneWords: Record<MilestoneKind, string> = {
  started: '开工',
  finished: '竣工',
  handed_over: '交付',
  in_use: '开学启用',
}

/** 12,345; minus is −. */
export const countInWords = (count: number): string => count.toLocaleString('en-US').replace('-', '−')

/** +1,620, −360, 0. */
export const signedInWords = (count: number): string => (count > 0 ? `+${countInWords(count)}` : countInWords(count))

/** Instead of a number of places. */
export const placesWords = { unstated: '没填', addsNone: '不加' }

const years = (count: number): string => (count === 1 ? '一年' : ` ${count} 年`)

/** What a project's dates come to, in one sentence. */
export const consequenceWords = {
  cancelled: '已取消，学位不会有了',
  cancelledNothing: '已取消',
  inUse: '已启用',
  inUseLate: (late: number): string => `已启用，比原定晚了${years(late)}`,
  done: '已完成，不加学位',
  noDay: '还没说哪天启用',
  overdue: (day: string): string => `说好 ${day} 启用，还没启用`,
  lostYear: (what: string, months: number, lost: number): string =>
    months > 0 ? `${what}晚 ${months} 个月，误了${years(lost)}` : `${what}改期，误了${years(lost)}`,
  inTime: (what: string, months: number): string => `${what}晚 ${months} 个月，还赶得上开学`,
  inTimeNothing: (what: string, months: number): string => `${what}晚 ${months} 个月`,
  mostLater: (what: string, months: number, left: number): string =>
    left > 0 ? `${what}晚 ${months} 个月，最多再晚 ${left} 个月` : `${what}晚 ${months} 个月，再晚就赶不上开学了`,
  onTime: '按原定的日子走',
  earlier: (months: number): string => `比原定早 ${months} 个月`,
}

/** What a log says of dates that were moved. */
export const moveWords = {
  intoYear: (title: string, autumn: number): string => `${title}改到 ${autumn} 年启用`,
  firstPromise: (title: string, what: string, day: string): string => `${title}定下${what} ${day}`,
  due: (title: string, what: string, day: string): string => `${title}的${what}改到 ${day}`,
  undated: (title: string, what: string): string => `${title}的${what}先不定日子`,
  met: (title: string, what: string, day: string): string => `${title} ${day} ${what}`,
  unmet: (title: string, what: string): string => `${title}的${what}记错了，还没有办到`,
}
