import { yuanOf } from '~/money'
import type { PipelineMark } from './pipeline-rules'
import { milestoneWords } from './project-words'

/** What officers read on the pages of the projects. Client-safe. */

const dayOfMark = ({ kind, now, met }: PipelineMark): string =>
  `${milestoneWords[kind]} ${now === null ? '没定' : met ? `${now}，已办到` : now}`

export const pipelineWords = {
  caption: '项目的四个日子',
  project: '项目',
  places: '学位',
  dates: '从开工到开学启用',
  now: '现在',
  september: '9 月',
  inUseCounts: '开学启用，学位从这天起才算',
  first: '原定',
  nowFilled: '现在，实心是已办到',
  today: '今天',
  asTable: '看这张图的表',
  tableCaption: '每个项目四个日子的表',
  noDay: '没定',
  metOn: (day: string): string => `${day} 已办到`,
  dueOn: (day: string): string => day,
  firstWas: (day: string): string => `原定 ${day}`,
  rowSays: (title: string, marks: readonly PipelineMark[]): string => `${title}：${marks.map(dayOfMark).join('；')}`,
}

/** 146,000,000 元 as people say it: 1.46 亿元, 2,300 万元, 1,200 元; minus is −. */
export const moneyInWords = (fen: number): string => {
  const sign = fen < 0 ? '−' : ''
  const all = Math.abs(fen)
  const round = (unit: number): string =>
    (Math.round((all / unit) * 100) / 100).toLocaleString('en-US', { maximumFractionDigits: 2 })
  if (all >= 10_000_000_000) return `${sign}${round(10_000_000_000)} 亿元`
  if (all >= 1_000_000) return `${sign}${round(1_000_000)} 万元`
  return `${sign}${yuanOf(all).replace(/\B(?=(\d{3})+(?!\d))/g, ',')} 元`
}

/** What was announced, held against the list. */
export const reconciliationWords = {
  listedBefore: (projects: number): string => `列出的 ${projects} 个项目合计 `,
  minusAnnounced: ' − 公布的 ',
  equals: ' = ',
  unstated: (projects: number): string => (projects === 0 ? '。' : `，有 ${projects} 个项目没填。`),
  apartBefore: (name: string): string => `${name} `,
  apartAfter: ' 另算。',
  tableTitle: '公布的数和列出的项目',
  columns: { what: '公布的', announced: '公布', listed: '列出', difference: '差', source: '从哪里来' },
  same: '一样',
  unstatedNote: (projects: number): string => `${projects} 个项目没填学位`,
  upgradeNote: (projects: number, unstated: number): string =>
    `${projects} 个改造项目${unstated > 0 ? `，${unstated} 个没公布钱数` : ''}；不加学位，不算单价`,
  yuan: (fen: number): string => moneyInWords(fen),
}
