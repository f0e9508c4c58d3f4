import type { ProjectStage } from '#db/schema/index'
import { countInWords, stageWords } from './project-words'

/** What 留痕 says of a project. Client-safe. */
export const projectLogWords = {
  created: (title: string): string => `新项目：${title}`,
  cancelled: (title: string): string => `${title}取消了`,
  takenUp: (title: string): string => `${title}重新开始`,
  stage: (title: string, stage: ProjectStage): string => `${title}到了${stageWords[stage]}`,
  facts: (title: string, fields: readonly string[]): string => `${title}改了${fields.join('、')}`,
  places: (title: string, before: number | null, after: number | null): string => {
    const said = (count: number | null): string => (count === null ? '没填' : ` ${countInWords(count)} `)
    return `${title}的学位从${said(before)}改成${said(after)}`.trim()
  },
  split: (title: string): string => `${title}的学位拆分改了`,
  variation: (title: string, contract: string): string => `${title}的合同变更：${contract}`,
  noReason: '更正资料',
  field: {
    title: '名称',
    kind: '类型',
    street: '街道',
    school: '学校',
    controlTotal: '算进哪个公布的数',
    published: '是否公开',
  },
}
