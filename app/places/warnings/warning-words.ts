import type { Phase } from '../phases'
import type { OfficialColour } from '../plan/colour-rules'

/** What the bureau and families read of 学位预警. Client-safe. */

const many = (count: number): string => count.toLocaleString('en-US')

/** Never only colour: shape, word and colour together. */
export const colourWords: Record<OfficialColour, { shape: string; word: string; tone: string; bureau: string }> = {
  red: { shape: '▼', word: '不够', tone: 'short', bureau: '红' },
  yellow: { shape: '◆', word: '紧', tone: 'tight', bureau: '黄' },
  green: { shape: '●', word: '够', tone: 'fine', bureau: '绿' },
}
export const surplusWord = { shape: '▲', word: '有富余', tone: 'surplus' }

/** What families call entering a phase. */
const enters: Record<Phase, string> = { kindergarten: '上小班', primary: '上一年级', junior: '上初一' }

export interface SaidCell {
  streetName: string
  phase: Phase
  year: number
  colour: OfficialColour
  surplus: boolean
  /** Streets that have room then, the roomiest first. */
  roomy: readonly string[]
}

const sentences: Record<OfficialColour, string> = {
  red: '的孩子比正常能招的多，位子不够。',
  yellow: '的孩子和正常能招的差不多，位子紧。',
  green: '的孩子，正常招生的位子够。',
}

/** The words the portal begins with; an officer may change them. */
export const draftWords = {
  sentence: ({ streetName, phase, year, colour, surplus }: SaidCell): string =>
    `${year} 年秋天，${streetName}要${enters[phase]}${surplus ? '的孩子不多，位子有富余。' : sentences[colour]}`,
  alternatives: ({ phase, colour, surplus, roomy }: SaidCell): string => {
    const notice =
      phase === 'kindergarten' ? '报名前看清楚幼儿园的招生通知。' : '报名前看清楚当年的招生通知和招生范围。'
    if (surplus || colour === 'green') return notice
    const other = roomy.length > 0 ? `同一年${roomy.join('、')}的位子多一些。` : ''
    const move = '打算买房、迁户口的，先看招生范围再定。'
    return `${notice}${move}${other}也看看附近在建的学校哪天启用。`
  },
}

export const textErrors = {
  sentence: '写 8 到 200 个字，让家长一看就懂。',
  alternatives: '写 4 到 300 个字，说家长可以怎么办。',
  promise: (word: string): string => `不要写“${word}”：预警不能答应谁有学上。`,
  chance: (word: string): string => `不要写“${word}”：把握是给规划看的，家长只看颜色。`,
  few: '孩子少于 10 人，不要写出人数。',
  signs: '不要写 < 和 >。',
  why: '写 2 到 200 个字，说清楚为什么。',
}

export const warningWords = {
  title: '学位预警',
  file: '学位预警',
  noRun: '还没有发布过的预测，先做一版预测，由另一位同事发布。',
  calm: '三年里没有一处是红的',
  finding: (red: number, street: string, year: number, phase: string): string =>
    `三年里 ${red} 处是红的，最紧的是 ${year} 年${street}${phase}`,
  lead: (run: number, when: string): string =>
    `按第 ${run} 版预测（${when}发布）。红黄绿按国家的算法：登记的孩子 ÷ 正常招生计划。`,
  rule: (yellow: number, red: number): string => `不到 ${yellow} 是绿，${yellow} 到 ${red} 是黄，${red} 以上是红。`,
  caption: '各街道各学段今后三年的学位预警',
  columns: {
    street: '街道',
    phase: '学段',
    year: '年份',
    registered: '登记的孩子',
    plan: '正常招生计划',
    colour: '颜色',
    chance: '缺的把握',
    balance: '缺或多',
    state: '给家长的预警',
  },
  groups: { waiting: '等另一位发布', open: '红和黄，还没有准备', published: '已经发布', calm: '绿，还没有准备' },
  phases: '学段',
  all: '都看',
  pick: (street: string, phase: string, year: number): string => `选${street} ${year} 年${phase}`,
  prepare: '准备',
  prepareOf: (street: string, phase: string, year: number): string => `准备${street} ${year} 年${phase}的预警`,
  see: '去看',
  prepareMany: '给勾上的准备好',
  publishMany: '发布勾上的',
  pickMissing: '先勾上几条。',
  mineAmong: '勾上的里面有您自己准备的，要另一位同事来发布。',
  states: {
    none: '没有',
    prepared: (who: string): string => `${who}准备好了`,
    published: (when: string): string => `${when}发布`,
    withdrawn: '撤回了',
  },
  short: (count: number): string => `缺 ${many(count)}`,
  spare: (count: number): string => `多 ${many(count)}`,
  sheetColumns: { chance: '缺的把握（%）', places: '缺（负）或多' },
  sheetState: { none: '没有', prepared: '等发布', published: '已发布', withdrawn: '已撤回' },
}

export const oneWords = {
  prepareTitle: (street: string, phase: string, year: number): string => `给家长的预警：${street} ${year} 年${phase}`,
  lead: '写给家长看：说清楚够不够、可以怎么办。不答应谁有学上，也不写把握。',
  figures: '这一处的数',
  sentence: '家长读到的话',
  alternatives: '可以怎么办',
  save: '准备好，等另一位发布',
  reword: '改几个字',
  saveAgain: '存下改的字',
  from: '来自',
  preview: '家长会看到',
  waiting: (who: string, when: string): string => `${who} ${when} 准备好了，等另一位同事发布。`,
  yours: '这是您准备的，要另一位同事来发布。',
  publish: '发布给家长',
  published: (who: string, when: string): string => `${who} ${when} 发布，家长看得到。`,
  withdrawn: (who: string, when: string, why: string): string => `${who} ${when} 撤回：${why}`,
  withdrawTitle: '撤回',
  withdrawSays: '撤回以后家长马上看不到，这里还留着。',
  why: '为什么撤回',
  withdraw: '撤回这条预警',
  back: '回到预警',
  onPage: '家长的页面',
  replaced: '换成了新的一条',
  byRun: (run: number): string => `第 ${run} 版预测`,
  log: {
    prepared: (cell: string): string => `准备预警：${cell}`,
    reworded: (cell: string): string => `改预警的字：${cell}`,
    published: (cell: string): string => `发布预警：${cell}`,
    withdrawn: (cell: string): string => `撤回预警：${cell}`,
  },
  cell: (street: string, phase: string, year: number, colour: string): string =>
    `${street} ${year} 年${phase}，${colour}`,
}

export const streetWords = {
  listTitle: '家门口的学位够不够',
  listLead: '看您住的街道，今后三年上幼儿园、小学、初中的位子够不够。',
  mine: '您家孩子学校所在的街道',
  every: '全部街道',
  none: '还没有公布',
  yearOf: (year: number): string => `${year} 年`,
  title: (street: string, said: string): string => `${street}：${said}`,
  quiet: '还没有公布学位情况',
  worst: (year: number, phase: string, word: string): string => `${year} 年${phase}位子${word}`,
  published: (day: string): string => `${day} 公布`,
  lead: '颜色按登记的孩子和正常招生计划算，每年更新。不是录取结果，也不答应谁能上哪所学校。',
  registered: '登记的孩子',
  plan: '正常能招',
  people: (count: number): string => `${many(count)} 人`,
  few: '少于 10 人，不显示',
  todo: '可以怎么办',
  projects: '看附近在建的学校',
  more: '还可以看',
  others: '看别的街道',
  back: '全部街道',
  notice: (street: string): string => `${street}的学位预警有更新`,
  noticeBody: (said: string): string => `${said}点开看可以怎么办。`,
}
