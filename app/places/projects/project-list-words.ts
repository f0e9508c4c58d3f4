import type { ProjectView } from './project-search'
import type { SlipStep } from './slip-prior'

/** What officers read on the list of projects. Client-safe. */

const percent = (share: number): string => `${Math.round(share * 100)}%`
const oneDigit = (number: number): string => String(Math.round(number * 10) / 10)

export const listWords = {
  title: '项目',
  finding: (bad: readonly string[], warn: number, all: number): string => {
    if (all === 0) return '还没有项目'
    if (bad.length === 1) return `${bad[0]}误了开学`
    if (bad.length > 1) return `${bad.length} 个项目误了开学，先看${bad[0]}`
    return warn > 0 ? `没有项目误了开学，${warn} 个晚了还赶得上` : '项目都按原定的日子走'
  },
  lead: (shown: number, all: number): string =>
    shown === all ? `一共 ${all} 个项目。` : `${all} 个里找到 ${shown} 个。`,
  create: '登记一个项目',
  map: '换地图的底',
  export: '项目',
  views: { list: '表', board: '按阶段', timeline: '时间线', map: '地图' } satisfies Record<ProjectView, string>,
  viewsLabel: '怎么看',
  filters: '筛选',
  street: '街道',
  kind: '类型',
  stage: '阶段',
  phase: '学段',
  any: '都看',
  look: '按这些找',
  clear: '不筛了，都看',
  empty: '没有这样的项目。少选一个条件再看。',
  nothing: '还没有项目。登记一个，或者从表里导入。',
  caption: '项目',
  columns: {
    title: '项目',
    street: '街道',
    stage: '阶段',
    places: '学位',
    use: '开学启用',
    chance: '赶上的把握',
    state: '现在',
  },
  sortBy: (column: string, down: boolean): string => `按${column}排，${down ? '从大到小' : '从小到大'}`,
  year: (autumn: number): string => `${autumn} 年招生`,
  noDay: '没定',
  decided: '–',
  percent,
  invented: '日期、拆分是示例',
  places: (count: string): string => `${count} 个学位`,
  boardCount: (count: number): string => `${count} 个`,
  expectedTitle: '答应的和大概能有的学位',
  expectedLead: '答应的：按现在的日子，哪年 9 月 1 日前启用就算到哪年。大概能有的：再乘上赶得上的把握。',
  expectedColumns: { autumn: '9 月 1 日', promised: '答应的', expected: '大概能有的', gap: '差' },
  autumn: (year: number): string => `${year} 年`,
  costTitle: '每个学位多少钱',
  costLead: '只算加学位、又公布了钱数的项目；新建、扩建、重建分开算。改造不加学位，不算。',
  costColumns: { kind: '类型', projects: '项目', places: '学位', budget: '预算', each: '每个学位' },
  noCost: '还没有既加学位又公布了钱数的项目。',
  slipTitle: '把握是怎么算的',
  slipLead:
    '项目每过一步，启用的日子都可能往后推。每一步推不推、推多久，先按假设算 10 个项目，本区每走完一步的项目再算 1 个，两样合起来。还剩几步就加几步；施工走到哪儿，只算剩下的。自己推迟过几次，就当这一步多见过几个推迟的。所有推迟加起来还在 9 月 1 日前，就是赶上。',
  slipAssumed:
    '假设没有公开的学校工程数据可以照搬，是估的：施工 18 到 24 个月，平均推 1.6 个月，占 7% 到 9%。英国财政部《绿皮书》补充指南（Mott MacDonald，2002）里公共建筑工期超出 1% 到 39%，在这个范围里。',
  slipColumns: { step: '还剩的步', assumed: '假设', seen: '本区见过', together: '合起来' },
  step: {
    approve: '立项到前期',
    start: '前期到开工',
    build: '施工到竣工',
    handover: '竣工到交付',
    open: '交付到启用',
  } satisfies Record<SlipStep, string>,
  assumed: (slips: number, months: number): string => `10 个里 ${oneDigit(slips)} 个推迟，平均 ${months} 个月`,
  seen: (seen: number, slipped: number, months: number | null): string => {
    if (seen === 0) return '还没见过'
    if (months === null) return `${seen} 个，都没有推迟`
    return `${seen} 个里 ${slipped} 个推迟，平均 ${oneDigit(months)} 个月`
  },
  together: (chance: number, months: number): string => `${percent(chance)} 推迟，平均 ${oneDigit(months)} 个月`,
}

/** The columns of the exported list. */
export const listSheetWords = {
  file: '项目',
  columns: {
    title: '项目',
    kind: '类型',
    stage: '阶段',
    street: '街道',
    school: '学校',
    phase: (phase: string): string => `${phase}学位`,
    due: (what: string): string => `${what}（现在）`,
    first: (what: string): string => `${what}（原定）`,
    autumn: '哪年招生',
    chance: '赶上的把握(%)',
    state: '现在',
    officer: '负责人',
  },
}
