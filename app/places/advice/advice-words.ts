import { phaseWords } from '../phase-words'
import type { BuildIdea } from './timing-rules'

/** What people read where the portal advises: which project when, which cell to which school. Client-safe. */

export const many = (count: number): string => Math.round(count).toLocaleString('en-US').replace('-', '−')
/** 万元, at most two decimals. */
export const wan = (amount: number): string => amount.toLocaleString('en-US', { maximumFractionDigits: 2 })
export const metres = (way: number): string => `${many(way)} 米`

/** An idea that is not a project yet. */
export const ideaTitle = ({ phase, places }: BuildIdea): string => `新添 ${many(places)} 个${phaseWords[phase]}学位`

export const adviceWords = {
  title: '建议',
  finding: (drafts: number): string => (drafts > 0 ? `${drafts} 条建议等着定` : '没有等着定的建议'),
  lead: '按现在的数据算一算：钱不够全建，先建哪个；座位和路远近都要顾，怎么划片。算出来的只是建议，采不采纳由您定。',
  file: '建议',
  kinds: { timing: '先建哪个', catchments: '怎么划片' },
  caption: '建议',
  columns: { name: '建议', kind: '哪一种', says: '算出来', why: '理由', who: '谁算的', state: '定了没有' },
  sheetColumns: { when: '时间' },
  drafts: '等着定',
  decided: '定过的',
  none: '还没有建议。在下面填几个数，算一条。',
  gone: '内容看不了',
  running: '正在算，可以先去忙别的，算完会在这里',
  failed: '没有算成',
  reason: '为什么算',
  reasonHint: '写进留痕，大家都看得到。',
  reasonShape: '写 2 到 200 个字，说清楚为什么。',
  back: '回到建议',
  proven: (gap: number): string =>
    gap < 1e-3 ? '没有比这更好的排法。' : `最多还能好 ${(gap * 100).toFixed(1)}%，再往下算就不值了。`,
  because: (reason: string): string => `为什么算：${reason}`,
}

export const timingWords = {
  title: '先建哪个',
  lead: '还没开工的项目，哪年开工，让没座位的孩子最少。已经开工的不动。',
  name: (year: number): string => `先建哪个（到 ${year} 年）`,
  /** Children-years before and after. */
  finding: (after: number, before: number, year: number): [string, string, string] =>
    after < before
      ? [`到 ${year} 年，没座位的孩子从 `, ' 人次减到 ', ' 人次']
      : [`到 ${year} 年，没座位的孩子现在 `, ' 人次，这样排是 ', ' 人次，没有少'],
  says: (before: number, after: number): string => `没座位的从 ${many(before)} 人次到 ${many(after)} 人次`,
  form: {
    horizon: '往后看几年',
    horizonHint: '3 到 12 年。越远，出生的孩子越说不准。',
    horizonShape: '写 3 到 12 的整数。',
    horizonShort: (years: number): string => `一个项目要建 ${years} 年，至少往后看 ${years + 1} 年。`,
    budgets: '每年有多少钱开新工（万元）',
    budgetsHint: (year: number): string => `从 ${year} 年起。每年不一样就用顿号隔开，最后一个数管以后各年。`,
    budgetsShape: '写 0 到 10,000,000 的数，最多 15 个，用顿号隔开。',
    sites: '一年最多开几个工地',
    sitesShape: '写 1 到 20 的整数。',
    profile: '钱怎么花（每年百分之几）',
    profileHint: '从开工那年起，比如 40、60：建两年，第三年秋天启用。',
    profileShape: '写 1 到 5 个数，用顿号隔开，加起来是 100。',
    projects: '排哪些项目',
    projectsLead: '写上要多少钱（万元）。空着的不排，照现在的日期。',
    noProjects: '现在没有还没开工、又加学位的项目。可以在下面写打算新添的。',
    cost: (title: string, street: string, places: string): string => `${title}（${street}，${places}）`,
    costShape: '写大于 0、不超过 1,000,000 的数，最多两位小数；不排就空着。',
    ideas: '打算新添的',
    ideasLead: '还不是项目，也想放进去比一比。不用就空着。',
    idea: (nth: number): string => `新添的 ${nth}`,
    ideaStreet: '哪个街道',
    ideaPhase: '哪个学段',
    ideaPlaces: '多少学位',
    ideaCost: '要多少钱（万元）',
    none: '不添',
    pick: '选一个。',
    placesShape: '写 1 到 10,000 的整数。',
    nothing: '至少给一个项目写上要多少钱，或者写一个打算新添的。',
    submit: '算一算先建哪个',
  },
  timetable: '哪年开工',
  columns: {
    title: '项目',
    street: '街道',
    places: '学位',
    cost: '要多少钱（万元）',
    was: '原来哪年启用',
    start: '建议哪年开工',
    inUse: '哪年秋天启用',
  },
  notNow: '这些年不开工',
  noDay: '还没定',
  idea: '打算新添的',
  money: '每年的钱',
  moneyColumns: {
    year: '年份',
    started: '开几个工',
    spent: '花多少（万元）',
    budget: '有多少（万元）',
    relief: '这年的钱不限，还能少缺',
  },
  binds: (children: number): string => `◆ ${many(children)} 人次`,
  free: '● 够用',
  bindingSays: (years: readonly number[]): string =>
    years.length === 0 ? '每年的钱都够用，缺的不是钱。' : `${years.join('、')} 年的钱卡住了：多给就能少缺。`,
  unmet: '哪里没座位',
  unmetCaption: '各街道各学段每年没座位的孩子，现在和这样排以后',
  unmetColumns: { street: '街道', phase: '学段', year: '年份', before: '照现在的日期', after: '这样排', change: '差' },
  noUnmet: '这些年每个孩子都有座位。',
  more: (count: number): string => `还有 ${many(count)} 行，导出的表里都有。`,
  how: '怎么算的：一个孩子一年没座位算一人次，不分街道、年级和年份。孩子多少按少、中、多三种可能各算 30%、40%、30%；项目按启用的把握打折扣。一亿元省不下一人次的不建。',
  compare: '放进方案对比看',
}

export const catchmentWords = {
  title: '怎么划片',
  lead: '每个网格归哪所学校：座位够，路不远，小区不拆开，少换学校。路远近按直线算，网格是示例的要写明。',
  name: (phase: string, autumn: number): string => `${autumn} 年${phase}划片`,
  versionName: (phase: string, autumn: number): string => `${autumn} 年${phase}招生范围`,
  finding: (phase: string, autumn: number): [string, string, string] => [
    `${autumn} 年${phase}：`,
    ' 个网格换学校，没座位的孩子从 ',
    ' 人到 ',
  ],
  findingEnd: ' 人',
  says: (moved: number, before: number, after: number): string =>
    `${many(moved)} 个网格换学校，没座位的从 ${many(before)} 人到 ${many(after)} 人`,
  form: {
    phase: '哪个学段',
    autumn: '从哪年秋天起',
    scope: '按哪些孩子算',
    scopes: { intake: '新入学的年级', phase: '整个学段' },
    limit: '最多走多远（米）',
    limitHint: '直线距离。更远的尽量不要，实在没有座位才会，会列出来。',
    limitShape: '写 100 到 20,000 的整数。',
    change: '换一次学校等于多走几米',
    changeHint: '越大，换学校的孩子越少。不在乎就写 0。',
    changeShape: '写 0 到 10,000 的整数。',
    pick: '选一个。',
    submit: '算一算怎么划片',
  },
  map: (phase: string): string => `每个网格归哪所${phase}，一条线连着一所学校`,
  mapCap: '一个点是一个网格，线连到它的学校，圈起来的是换学校的。方块里的号是下面表里的号。示意图，不是地界。',
  schools: '各学校',
  schoolColumns: {
    number: '号',
    school: '学校',
    street: '街道',
    seats: '座位',
    before: '现在归它的孩子',
    after: '这样划以后',
    longest: '最远的路',
  },
  over: (count: number): string => `▼ 多 ${many(count)} 人`,
  fits: '● 坐得下',
  moved: '换学校的网格',
  movedColumns: {
    cell: '网格',
    street: '街道',
    community: '社区',
    compound: '小区',
    children: '孩子',
    from: '现在',
    to: '换到',
    way: '路',
  },
  ways: (before: string, after: string): string => `${before} → ${after}`,
  noWay: '没有',
  noneMoved: '没有网格要换学校。',
  far: (limit: number): string => `走得超过 ${many(limit)} 米的网格`,
  noneFar: (limit: number): string => `没有网格走得超过 ${many(limit)} 米。`,
  farWhy: { full: '近处的学校坐满了', none: '近处没有学校' },
  farColumns: { cell: '网格', street: '街道', children: '孩子', school: '学校', way: '路', why: '为什么' },
  unplaced: (names: readonly string[]): string => `不知道在哪儿，没有算进来：${names.join('、')}。`,
  counted: (year: number, autumn: number, forecast: boolean): string =>
    `孩子按 ${year} 年秋天住在各网格的算，升到 ${autumn} 年的年级；比小班还小的按现在的小班算。${forecast ? '全区合计按发布的预测。' : ''}`,
  more: (count: number): string => `还有 ${many(count)} 个，导出的表里都有。`,
  acceptSays: (autumn: number): string => `采纳以后，${autumn} 年 9 月 1 日起按这个招生范围。`,
  versions: '招生范围',
  versionColumns: { name: '名称', phase: '学段', from: '从哪天起', who: '谁定的' },
  invented: '示例',
  noVersions: '还没有招生范围。',
  logAccepted: (name: string, moved: number): string => `新招生范围：${name}，${many(moved)} 个网格换学校`,
  sheet: { cells: '网格', wayBefore: '原来的路（米）', way: '换后的路（米）', moved: '换不换学校', yes: '换', no: '' },
}
