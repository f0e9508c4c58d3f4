import type { EditField, EditKind } from './edit-fields'

/** What people read where scenarios are made, compared and decided. Client-safe. */

const many = (count: number): string => Math.abs(Math.round(count)).toLocaleString('en-US')
export const percent = (share: number): string => `${Math.round(share * 100)}%`

export const editKindWords: Record<EditKind, string> = {
  delay: '项目改期',
  cancel: '取消项目',
  build: '加建学位',
  births: '出生数多少',
  housing: '小区入住',
  boundary: '挪招生范围',
  class_size: '改班额',
}

/** Labels of an edit's fields; the same name may mean other things in another kind. */
export const fieldWords: Record<EditKind, Record<string, string>> = {
  delay: { project: '哪个项目', months: '晚几个月（早写负数）' },
  cancel: { project: '哪个项目' },
  build: { street: '哪个街道', phase: '哪个学段', places: '加多少学位', from: '哪天启用' },
  births: { factor: '以后的出生数乘以' },
  housing: { scheme: '哪个小区', dwellings: '一共多少户', delayYears: '晚几年入住（早写负数）' },
  boundary: { phase: '哪个学段', from: '从哪个街道', to: '到哪个街道', share: '挪百分之几的孩子' },
  class_size: { phase: '哪个学段', size: '每班多少人', fromYear: '从哪年起' },
}

export const editErrors = {
  pick: '选一个。',
  number: (field: Extract<EditField, { type: 'number' }>): string => {
    const { from, to, decimals } = field
    const text = (bound: number): string =>
      bound < 0 ? `−${many(bound)}` : bound >= 2_000 && bound <= 2_100 ? String(bound) : bound.toLocaleString('en-US')
    return decimals > 0 ? `写 ${from} 到 ${to} 的数，最多两位小数。` : `写 ${text(from)} 到 ${text(to)} 的整数。`
  },
  zero: '改 0 个月等于没改。',
  day: '写一个日历上有的日期，2020 到 2060 年。',
  sameStreet: '两个街道要不一样。',
  none: '至少加一条改动，不然和现在一样。',
  tooMany: (most: number): string => `最多 ${most} 条。`,
  name: '写 2 到 40 个字。',
  why: '写 2 到 200 个字，说清楚想看什么。',
  set: '选一个假设集。',
}

export interface EditNames {
  projects: ReadonlyMap<string, string>
  streets: ReadonlyMap<string, string>
  schemes: ReadonlyMap<string, string>
}

export const scenarioWords = {
  title: '方案对比',
  file: '方案',
  finding: (drafts: number): string => (drafts > 0 ? `${drafts} 个方案等着定` : '没有等着定的方案'),
  lead: '在现在的数据上改几处，看缺不缺会怎样变。改的只是方案，项目和数据都不动。',
  make: '做一个方案',
  assumptions: '假设集',
  caption: '方案',
  columns: { pick: '比', name: '方案', edits: '改什么', who: '谁做的', state: '定了没有' },
  drafts: '等着定',
  decided: '定过的',
  states: { draft: '等着定', accepted: '采纳了', left: '不用了' },
  sources: { planner: '', advice: '建议算出来的' },
  none: '还没有方案。做一个，比如“成通中学晚半年”。',
  compare: '把勾上的和现在对比',
  compareHint: '勾一到三个。',
  compareOne: (name: string): string => `比“${name}”`,
  pickOne: '先勾一到三个方案，再来对比。',
  moreEdits: (count: number): string => `……一共 ${count} 处`,
  sheetColumns: { name: '方案', edits: '改什么', who: '谁做的', when: '时间', state: '定了没有', reason: '理由' },
}

export const makeWords = {
  title: '做一个方案',
  lead: '一行一处改动，可以先算一算再保存。',
  name: '方案叫什么',
  nameHint: '比如“成通中学晚半年”。',
  why: '想看什么',
  whyHint: '写进留痕，比如“看晚半年还赶不赶得上”。',
  thisOne: '照这样改',
  choose: '选一个',
  set: '用哪个假设集',
  usual: '基准（没有改过的默认值）',
  rows: '改动',
  row: (nth: number, kind: string): string => `第 ${nth} 处：${kind}`,
  remove: (nth: number): string => `去掉第 ${nth} 处`,
  add: '再改一处',
  addKind: '改哪一种',
  tryIt: '先算一算',
  save: '保存方案',
  back: '回到方案',
}

export const compareWords = {
  now: '现在',
  difference: '差',
  title: (names: string): string => `${names}和现在一样，缺的没有变`,
  /** @param change places that lack more than now, negative where less. */
  finding: (
    name: string,
    { change, year, phase, street }: { change: number; year: number; phase: string; street: string },
  ): string => `${name}：${year} 年${street}${phase}${change > 0 ? '多' : '少'}缺 ${many(change)} 个学位`,
  lead: (day: string, run: string): string => `按 ${day} 的数据算，${run}`,
  withRun: (number: number): string => `误差用第 ${number} 版预测的`,
  withoutRun: '还没有预测版本，误差刚算出来',
  totals: '全区每个学段，每一年缺多少',
  totalsCaption: '全区缺的学位，现在和各方案',
  year: '年份',
  phase: '学段',
  street: '街道',
  lacks: '缺',
  spare: '多',
  children: '孩子',
  differences: '哪些街道变了',
  differencesCaption: '和现在不一样的街道、学段和年份，变得最多的在前',
  same: '没有一个街道会变。',
  more: (count: number): string => `还有 ${many(count)} 处变化，导出的表里都有。`,
  chance: (share: number): string => `缺的把握 ${percent(share)}`,
  firstRed: '哪一年头一次变红',
  firstRedCaption: '各街道各学段头一次变红的年份，现在和各方案',
  never: '都不红',
  noRed: '现在和方案里都没有变红的街道。',
  sameRed: '变红的年份和现在一样。',
  edits: '改了什么',
  goneEdits: '有的改动已经没有着落了：项目或小区不在了，这一处没有算。',
  file: '方案对比',
  moreEdits: (count: number): string => `……一共 ${count} 处`,
  sheetColumns: {
    scenario: '方案',
    street: '街道',
    phase: '学段',
    year: '年份',
    children: '孩子',
    places: '大概的学位',
    short: '缺',
    surplus: '多出',
    chance: '缺的把握',
  },
}

export const decideWords = {
  title: '定下来',
  accept: '采纳这个方案',
  leave: '不用这个方案',
  reason: '为什么这样定',
  reasonHint: '写进留痕，大家都看得到。',
  reasonMissing: '写 2 到 200 个字，说清楚为什么。',
  says: '采纳只是记下决定。项目的日期、招生范围要另外去改。',
  saysOfAdvice: '这是算出来的建议。采纳划片的建议，新的招生范围就立起来；采纳别的只是记下决定。',
  decided: (state: string, who: string, when: string): string => `${state}，${who} ${when}`,
  because: (reason: string): string => `理由：${reason}`,
  again: '照这个再做一个',
  log: '留痕',
  logSaved: (name: string): string => `新方案：${name}`,
  logAccepted: (name: string): string => `采纳方案：${name}`,
  logLeft: (name: string): string => `不用方案：${name}`,
}
