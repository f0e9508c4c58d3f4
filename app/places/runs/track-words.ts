import type { Method } from '../forecast/backtest'
import type { EngineRun } from '../plan/engine-input-rules'
import type { Size } from './score-rules'

/** What people read of the track record. */

export const trackWords = {
  title: '准不准',
  finding: (year: number): readonly [before: string, after: string] => [`${year} 年秋天的预测，一年后全区差 `, '%'],
  notYet: '还没有到期的预测，先看往回试的结果',
  lead: '每一版发布过的预测都留着，来了多少学生，就拿多少来比。',
  pick: { label: '看哪些', run: '哪一版', phase: '学段', size: '规模', all: '全部', look: '看这些' },
  sizes: { small: '300 人以下', middle: '300 到 899 人', large: '900 人以上' } satisfies Record<Size, string>,
  vintage: (number: number, origin: number) => `第 ${number} 版（${origin} 年秋天）`,
  scores: {
    title: '预测和后来的学籍',
    caption: '各层级的误差',
    none: '没有到期的，换个条件看看。',
  },
  columns: {
    level: '层级',
    horizon: '往后几年',
    method: '办法',
    n: '几个数',
    mape: '平均差（MAPE）',
    wape: '合计差（WAPE）',
    bias: '偏多偏少',
    skill: '比“和今年一样”好多少',
    cover: '落在八成范围里',
    phase: '学段',
    alerts: '报了缺',
    happened: '真的缺',
    hits: '报对了',
    precision: '报的里面对几成',
    recall: '真缺的报出几成',
  },
  coverGoal: '八成范围应该有八成落在里面。',
  years: (n: number) => `${n} 年`,
  alerts: {
    title: '报缺报得准不准',
    lead: '报缺：当时标成红色的街道和学段。真缺：到那年秋天，有年级坐不下。',
    caption: '报缺的准头',
    none: '没有到期的。',
  },
  backtest: {
    title: (number: number) => `往回试：第 ${number} 版的算法`,
    lead: '假装站在前几年，只用那时知道的数据算，再和后来的学籍比，旁边是三种简单办法。差多少：每个年级看合计差，别的看平均差。少于 5 个数的，不比好坏。',
    error: (method: string) => `${method}差`,
    caption: '往回试的误差',
    none: '历史不到六年，还试不了。',
    runs: { kindergarten: '幼儿园', compulsory: '小学和初中' } satisfies Record<EngineRun, string>,
    methods: { engine: '本系统', last: '和今年一样', linear5: '五年直线', cohort321: '三年升级率' } satisfies Record<
      Method,
      string
    >,
  },
  sheets: { scores: '误差', alerts: '报缺', backtest: '往回试' },
  none: '–',
}
