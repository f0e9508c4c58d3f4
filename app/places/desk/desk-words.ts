import { dayInWords } from '~/shared/day'
import { gradeWord, phaseWords } from '../phase-words'
import { entryGradeOf, type Phase } from '../phases'
import type { Assumptions } from '../plan/assumptions-rules'
import type { BalanceTone } from '../plan/colour-rules'
import type { ColourBy, HeatCell, Scope } from './heat-rules'
import type { WhyKind } from './why-rules'

/** What the planner's screen says. Client-safe. */

const dateInWords = (day: string): string => `${day.slice(0, 4)} 年 ${dayInWords(day)}`

const percent = (share: number): string => `${Math.round(share * 100)}%`

/** Nothing is quite certain. */
const oddsInWords = (share: number): string => (share > 0.99 ? '99% 以上' : share < 0.01 ? '不到 1%' : percent(share))

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** 八成一的把握; at the ends in plain words. @param share 0–1 */
export const inTenths = (share: number): string => {
  const whole = Math.round(share * 100)
  if (whole >= 99) return '几乎肯定'
  if (whole <= 1) return '几乎不会'
  if (whole < 10) return '不到一成的可能'
  const tens = whole < 30 && whole >= 20 ? '两' : DIGITS[Math.floor(whole / 10)]
  const ones = DIGITS[whole % 10]
  return whole === 50 ? '一半的可能' : `${tens}成${ones}的把握`
}

/** 泺口初中, or of the intake alone 泺口七年级. */
export const whereWord = (street: string, phase: Phase, scope: Scope): string =>
  `${street}${scope === 'phase' ? phaseWords[phase] : gradeWord(entryGradeOf[phase])}`

export const deskWords = {
  tab: '缺不缺',
  finding: {
    /** Around the figure: 2028 年泺口初中最紧，缺 214 个学位. */
    before: (where: string, year: number): string => `${year} 年${where}最紧，缺 `,
    after: ' 个学位',
    enough: (from: number, to: number): string => `${from}–${to} 年每个街道都够，没有缺口`,
  },
  noStreets: '还没有街道，看不了缺不缺',
  run: (number: number): string => `预测第 ${number} 版`,
  published: '已发布',
  unpublished: '还没发布',
  assumptions: (name: string): string => `假设“${name}”`,
  scenario: (name: string): string => `方案“${name}”`,
  /** Around the figure, in percent: 去年这时候的预测差 1.4%. */
  lastError: (ago: number): readonly [string, string] => [
    ago === 1 ? '去年这时候的预测差 ' : `${ago} 年前的预测差 `,
    '%',
  ],
  notYetPublished: '这一版还没发布，家长看不到。',
  older: (number: number): string => `现在看的是第 ${number} 版。`,
  seeVersion: (number: number): string => `看第 ${number} 版`,
  compare: '和方案对比',
  heat: {
    title: '每个街道，每一年，多还是少',
    caption: '每个街道每个学段每一年的学位，多或少',
    key: '颜色的意思',
    street: '街道',
    none: '—',
    phase: (phase: Phase, scope: Scope): string =>
      scope === 'phase' ? phaseWords[phase] : `${phaseWords[phase]}（${gradeWord(entryGradeOf[phase])}）`,
    chance: ({ chance, pSurplus, places }: Pick<HeatCell, 'chance' | 'pSurplus' | 'places'>): string =>
      places > 0 && pSurplus > chance ? `富余的可能 ${oddsInWords(pSurplus)}` : `缺的可能 ${oddsInWords(chance)}`,
  },
  tone: { short: '缺', tight: '紧', fine: '够', surplus: '富余' } as const satisfies Record<BalanceTone, string>,
  key: (colour: ColourBy, rule: Assumptions): Record<BalanceTone, string> =>
    colour === 'official'
      ? {
          short: `红：孩子占招生计划 ${percent(rule.officialRed)} 以上`,
          tight: `黄：${percent(rule.officialYellow)} 以上`,
          fine: '绿：够',
          surplus: '',
        }
      : {
          short: `缺的可能过 ${percent(rule.shortFrom)}`,
          tight: `紧，${percent(rule.tightFrom)} 以上`,
          fine: '够',
          surplus: `富余的可能过 ${percent(rule.surplusFrom)}`,
        },
  toggles: {
    scope: '看多大',
    phase: '整个学段',
    intake: '起始年级',
    colour: '按什么上色',
    planner: '按把握',
    official: '按官方规则',
  },
  map: {
    title: (phase: Phase, year: number, scope: Scope): string =>
      `${scope === 'phase' ? phaseWords[phase] : gradeWord(entryGradeOf[phase])} ${year}`,
    note: '示意图，不是地界',
    label: (phase: Phase, year: number): string => `各街道 ${year} 年${phaseWords[phase]}学位示意图`,
    tile: (name: string, places: string, tone: string): string => `${name} ${places}，${tone}`,
  },
  why: {
    title: (where: string, year: number, { places, tone }: Pick<HeatCell, 'places' | 'tone'>): string => {
      const how = places < 0 ? '缺' : tone === 'short' || tone === 'tight' ? '紧' : '不缺'
      return `${where} ${year} 年为什么${how}`
    },
    says: (
      kind: WhyKind,
      { bornFrom, bornTo, capturePercent }: { bornFrom: number; bornTo: number; capturePercent: number | null },
    ): string =>
      ({
        births: `${bornFrom === bornTo ? bornFrom : `${bornFrom}–${String(bornTo).slice(2)}`} 年出生的孩子`,
        capture: capturePercent === null ? '来上学的' : `来上学的比例 ${capturePercent}%`,
        entered: '老住户的孩子',
        progression: '上学以后转来转走',
        housing: '新房入住',
        children: '要上学的孩子',
        seats: '大概能有的座位',
        elsewhere: '别的年级空着的座位，补不过来',
        result: '',
      })[kind],
    result: (places: number): string => (places < 0 ? '缺' : '多'),
    /** @param share P(short) */
    chance: (share: number, places: number): string => {
      const sure = places < 0 ? share : 1 - share
      return `${inTenths(sure)}（${oddsInWords(sure)}）`
    },
  },
  /** After what a project's dates come to: the last day of use before its street turns red. */
  turnsRed: (where: string, year: number, day: string): string =>
    `；晚过 ${dateInWords(day)}，${where} ${year} 年就红了`,
  pipeline: {
    title: '项目走到哪了',
    none: '还没有项目。',
    add: '去登记项目',
    rest: (count: number): string => `另外 ${count} 个项目，不急的和已经启用的`,
  },
  empty: {
    title: '还没有预测，看不出缺不缺',
    lead: '有了在校人数、出生数和学位账，就能算第一版预测。',
    first: '先做这几件事',
    data: '导入在校人数和出生数',
    capacity: '记下每所学校有多少学位',
    forecast: '算一版预测',
  },
  working: (done: number, total: number): string =>
    total > 0 ? `正在算一版新的预测，${Math.floor((done / total) * 100)}%` : '正在算一版新的预测',
  workingSays: '可以先做别的，算好了再刷新这一页。',
  refresh: '刷新',
  sheet: '学位余缺',
  sheetColumns: {
    street: '街道',
    phase: '学段',
    scope: '范围',
    year: '秋天',
    tone: '颜色',
    places: '学位余缺',
    children: '孩子',
    promised: '答应的座位',
    probable: '大概能有的座位',
    chance: '缺的可能（%）',
    surplus: '富余的可能（%）',
  },
}
