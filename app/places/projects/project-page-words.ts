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
