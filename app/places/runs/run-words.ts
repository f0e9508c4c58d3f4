import type { ForecastLevel, Phase } from '#db/schema/index'
import { phaseWords } from '../phase-words'

/** What people read of forecast runs. */

const count = (n: number): string => Math.round(n).toLocaleString('en-US').replace('-', '−')

export const workWords = {
  broken: '这次没有算成，什么都没有改。请再算一次；还不行，请把这一页发给我们看看。',
  gone: '算到一半停了，什么都没有改。请再算一次。',
  running: '正在算，可以先做别的，一会儿再来看。',
  of: (done: number, total: number) => `${count(done)} / ${count(total)} 步`,
}

export const levelWords: Record<ForecastLevel, string> = {
  grade: '学校每个年级',
  school: '学校',
  area: '街道',
  district: '全区',
}

export const runWords = {
  title: '预测',
  number: (n: number) => `第 ${n} 版`,
  finding: {
    none: '还没有算过预测',
    unpublished: (n: number) => `第 ${n} 版算好了，等另一位同事发布`,
    published: (n: number, year: number) => `正在用第 ${n} 版，到 ${year} 年`,
  },
  lead: '每一版算好就不再改。做的人不能自己发布。',
  caption: '各版预测',
  columns: {
    number: '版',
    origin: '从哪年算起',
    reason: '为什么算',
    assumptions: '假设',
    author: '谁算的',
    at: '哪天',
    worst: '最缺的',
    state: '发布',
  },
  origin: (year: number, horizon: number) => `${year} 年秋天，往后 ${horizon} 年`,
  usual: '默认值',
  scenario: (name: string) => `方案：${name}`,
  published: (who: string, when: string) => `${who}，${when}`,
  waiting: '等着发布',
  noWorst: '没有缺的',
  worst: (street: string, phase: Phase, year: number, short: number) =>
    `${year} 年${street}${phaseWords[phase]}缺 ${count(short)}`,
  sheet: '各版预测',
  form: {
    title: '按现在的数据算一版',
    lead: '学籍、出生、住宅、学位账和项目都按这一刻的数据算，同样的数据算出来一样。',
    reason: '为什么算',
    reasonHint: '比如：十一月学籍定了。',
    assumptions: '用哪个假设集',
    assumptionsHint: '在“方案对比”里可以另存一个。',
    submit: '算一版',
  },
  works: { failed: '上一次没有算成', done: '算好了，看这一版' },
  errors: { reason: '写 2 到 200 个字。' },
  log: { made: (n: number) => `算了第 ${n} 版预测`, published: (n: number) => `发布了第 ${n} 版预测` },
}

export const oneRunWords = {
  finding: (n: number, year: number): readonly [before: string, after: string] => [
    `第 ${n} 版：${year} 年全区要上学的孩子 `,
    ' 个',
  ],
  lead: (origin: string, who: string, when: string) => `${origin} · ${who} ${when}算的`,
  totals: {
    title: '全区的孩子，一年一年看',
    caption: '全区每个学段的孩子',
    year: '秋天',
    spread: (low: number, high: number) => `${count(low)}–${count(high)}`,
    spreadHead: (phase: string) => `${phase}，八成把握`,
    now: '现在',
  },
  gaps: {
    title: (n: number) => (n === 0 ? '没有一个街道缺学位' : `缺学位的，${n} 处`),
    caption: '缺学位的街道',
    street: '街道',
    phase: '学段',
    year: '秋天',
    children: '孩子',
    probable: '大概能有的学位',
    short: '缺',
    chance: '把握',
    more: (left: number) => `还有 ${count(left)} 处，导出可以看全。`,
  },
  odds: {
    title: (n: number, year: number) =>
      n === 0 ? `到 ${year} 年，没有哪里会拿不准` : `到 ${year} 年，${n} 处可能缺过一次`,
    caption: '连着几年看，至少缺一次的把握',
    street: '街道',
    phase: '学段',
    single: '单看最险的一年',
    singleSays: (year: number, chance: string) => `${chance}（${year} 年）`,
    by: (year: number) => `到 ${year} 年`,
    lead: '把今后几年连起来算一千遍：一届孩子多了，往后年年都多；项目开了学就一直在用。单看一年是另一种算法，会差几个百分点。一开始就肯定缺的，看上面一张表。',
    more: (left: number) => `还有 ${count(left)} 处，导出可以看全。`,
  },
  facts: {
    title: '怎么算出来的',
    hash: '数据指纹',
    hashSays: '每一行数据和假设的 SHA-256。数据一样，指纹就一样。',
    today: '数据是哪天的',
    assumptionSet: '假设集',
    reason: '为什么算',
    value: '值',
  },
  warnings: {
    title: '算的时候看到的',
    births: {
      kindergarten: '幼儿园有几年的出生数还不知道，用最近三年入园的平均数代替。',
      compulsory: '小学有几年的出生数还不知道，用最近三年入学的平均数代替。',
    },
    unknownSchool: (school: string) => `学籍里有 ${school}，但学校名册里没有，没有算进去。`,
    noDate: (project: string) => `项目 ${project} 没有开学启用的日期，一个学位也没有算。`,
    editGone: (of: string) => `方案里改的 ${of} 已经没有了。`,
  },
  publish: {
    title: '发布这一版',
    lead: '发布以后，“缺不缺”和预警都按这一版。',
    own: '这一版是您算的，要请另一位同事来发布。',
    reason: '为什么发布',
    submit: '发布',
    done: (who: string, when: string) => `${who}${when}发布了。`,
  },
  sheet: {
    file: (n: number) => `预测第 ${n} 版`,
    lines: '孩子',
    balances: '余缺',
    odds: '连着几年看',
    singleYear: '最险的一年',
    single: '那一年缺的把握',
    level: '层级',
    subject: '学校或街道',
    phase: '学段',
    grade: '年级',
    whole: '整个学段',
    intake: '起始年级',
    scope: '范围',
    year: '秋天',
    p10: '十分之一把握不到',
    p50: '中间',
    p90: '九成把握不到',
    promised: '答应的学位',
    probable: '大概能有的学位',
    short: '缺',
    surplus: '余',
    pShort: '缺的把握',
    pSurplus: '多的把握',
  },
}
