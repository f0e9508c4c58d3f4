import type { MilestoneKind, Phase, ProjectStage } from '#db/schema/index'
import { phaseWords } from '../phase-words'
import { milestoneWords } from '../projects/project-words'

/** 学校建设: what everybody reads about projects. Client-safe. */

const many = (count: number): string => count.toLocaleString('en-US')
const part = (day: string, from: number, to: number): number => Number(day.slice(from, to))

/** 2027 年 9 月 1 日 */
export const fullDay = (day: string): string => `${part(day, 0, 4)} 年 ${part(day, 5, 7)} 月 ${part(day, 8, 10)} 日`
/** 2027 年 5 月 */
export const monthOf = (day: string): string => `${part(day, 0, 4)} 年 ${part(day, 5, 7)} 月`
/** 5 月; with its year where it is not that of `beside`. */
export const monthBeside = (day: string, beside: string): string =>
  day.slice(0, 4) === beside.slice(0, 4) ? `${part(day, 5, 7)} 月` : monthOf(day)

/** How far a project is, as families say it. */
export const stageSays: Record<ProjectStage, string> = {
  proposed: '刚立项',
  preparing: '正在准备',
  building: '正在施工',
  handover: '正在验收',
  running: '已经启用',
  cancelled: '不建了',
}

/** What a step means. */
export const stepSays: Record<MilestoneKind, string> = {
  started: '工人进场',
  finished: '楼盖好了',
  handed_over: '学校拿到钥匙',
  in_use: '学位从这天起才算',
}

const placesByPhase = (split: readonly { phase: Phase; places: number }[]): string =>
  split.map(({ phase, places }) => `${phaseWords[phase]} ${many(places)} 个`).join('，')

export const listWords = {
  name: '学校建设',
  /** Around the number: 正在建 16 个，多 9,920 个学位. */
  titleFrom: (building: number): string =>
    building === 0 ? '现在没有正在建的学校' : `正在建 ${many(building)} 个，多 `,
  titleTo: ' 个学位',
  titleIn: (street: string, building: number): string =>
    building === 0 ? `${street}现在没有正在建的，附近的在下面` : `${street}正在建 ${many(building)} 个，多 `,
  nothing: '还没有公开的项目',
  nothingSays: '区里公布以后，这里就看得到。',
  street: '我家在',
  anyStreet: '全区都看',
  look: '看附近的',
  nearFirst: (street: string): string => `${street}的排最前面，再往后越来越远。`,
  building: (count: number): string => `正在建 ${many(count)} 个`,
  running: (count: number): string => `已经启用 ${many(count)} 个`,
  cancelled: (count: number): string => `不建了 ${many(count)} 个`,
  more: (count: number): string => `多 ${many(count)} 个`,
  places: '学位',
  noPlaces: '不加学位',
  unstated: '还没说加多少学位',
  opens: (day: string): string => `${monthOf(day)}能上学`,
  opened: (day: string): string => `${monthOf(day)}启用`,
  ready: (day: string): string => `${monthOf(day)}能用上`,
  noDay: '还没说哪天启用',
  invented: '示例',
  announced: { from: '区里公布一共加 ', to: ' 个学位' },
  source: (source: string, day: string): string => `（${source}，${fullDay(day)}）。`,
  listed: { from: '这里列出来的加起来 ', to: ' 个' },
  less: { from: '，还少 ', to: ' 个没有列出来。' },
  more2: { from: '，多出 ', to: ' 个，正在核对。' },
  equal: '，正好一样。',
  apart: { from: '另外单独算的有 ', to: ' 个' },
  data: '下载全部数据',
  dataSays: '开放格式 OC4IDS 0.9.5，谁都能用。',
}

export const projectWords = {
  back: (building: number): string => (building > 0 ? `正在建的 ${many(building)} 个项目` : '学校建设'),
  titleOf: (title: string, stage: string): string => `${title}，${stage}`,
  plus: '多 ',
  unit: ' 个',
  places: '学位',
  split: (split: readonly { phase: Phase; places: number }[]): string =>
    split.length > 1 ? `${placesByPhase(split)}。` : '',
  classes: (classes: number, size: number | null): string =>
    size === null ? `${many(classes)} 个班。` : `${many(classes)} 个班，每班 ${many(size)} 人。`,
  noPlaces: '这个项目改善校舍，不加学位。',
  unstated: '还没说加多少学位。',
  when: '哪天能上学？',
  whenNothing: '哪天能用上？',
  from: (day: string): string => `${fullDay(day)}起`,
  noDay: '还没定',
  cancelled: '不建了',
  nextYear: (day: string): string => `${fullDay(day)}启用，过了 9 月 1 日，要等下一年秋天才招生。`,
  autumn: (year: string): string => `照现在的日子，${year} 年秋天招生。`,
  steps: '一步一步',
  step: (kind: MilestoneKind): string => milestoneWords[kind],
  stepNoDay: '还没定',
  met: '已经办到',
  first: (day: string, months: number): string =>
    months > 0 ? `原定 ${day}，晚 ${months} 个月` : `原定 ${day}，早 ${-months} 个月`,
  same: '没变',
  states: { done: '已办到', now: '走到这一步', ahead: '还没到' },
  questions: '大家常问',
  can: '我家孩子能上吗？',
  canSays: '多了学位不等于一定能上。招生范围以当年公布的为准。',
  canNothing: '这个项目不改招生范围。',
  canLook: (street: string): string => `看${street}的学位`,
  whyLate: '为什么晚了？',
  money: '花多少钱？',
  moneySays: (yuan: string, source: string): string => `预算 ${yuan}${source === '' ? '。' : `（${source}）。`}`,
  moneyNothing: '区里还没公布这个项目的钱数。',
  where: '在哪儿？',
  changes: '改过什么',
  noChanges: '日子定下以后没有改过。',
  moved: (what: string, from: string, to: string): string => `${what} ${from} → ${to}`,
  dated: (what: string, to: string): string => `${what}定在 ${to}`,
  undated: (what: string): string => `${what}先不定日子`,
  metOn: (what: string, day: string): string => `${what}办到了，${day}`,
  unmet: (what: string): string => `${what}还没有办到，更正`,
  photos: '工地照片',
  photo: (title: string, day: string): string => `${title}，${fullDay(day)}`,
  papers: '文件',
  pdf: 'PDF',
  data: '下载这个项目的数据',
  ask: '问区教育局',
  calendar: '加到手机日历',
  follows: '日子改了跟着变',
  followsSmall: '订一次，不用登录',
  updated: (day: string): string => `${fullDay(day)}更新`,
  invented: '示例：学校、日期和数字都是编的。',
  drawn: (classes: number): string => `画：教学楼，${classes} 扇窗，一扇是一个班`,
  drawnPlain: '画：教学楼',
}

const YI = 10_000_000_000
const WAN = 1_000_000

const rounded = (number: number): string => number.toLocaleString('en-US', { maximumFractionDigits: 2 })

/** 1.46 亿元, 3,200 万元, 9,000 元. @param fen 分 */
export const moneyInWords = (fen: number): string => {
  if (fen >= YI) return `${rounded(fen / YI)} 亿元`
  return fen >= WAN ? `${rounded(fen / WAN)} 万元` : `${rounded(fen / 100)} 元`
}

/** In the calendar of a phone. */
export const calendarWords = {
  name: (title: string): string => `${title}的日子`,
  event: (title: string, what: string, met: boolean): string => `${title} ${what}${met ? '' : '（计划）'}`,
}
