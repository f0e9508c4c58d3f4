import type { ProviderState } from '#db/schema/index'
import { dayInWords, momentInWords } from '~/shared/day'

/** What people read of providers, outside teachers and their checks. Client-safe. */

/** Sentences beside the fields. */
export const providerErrors = {
  reasonShort: '写上原因，至少 5 个字。',
  reasonLong: '原因最多 200 个字。',
  day: '写一个日历上有的日期，比如 2026-09-01。',
  endFirst: '最后一天不能早于第一天。',
  endPast: '最后一天已经过了，请写以后的日子。',
  notLater: '要比现在的最后一天更晚。',
  tooLong: '最长三年，到期再延。',
  licenceLength: '统一社会信用代码是 18 位，请看看有没有少写、多写。',
  licenceWrong: '这个代码的校验位对不上，请照着执照再抄一遍。',
  nameMissing: '写上机构名称。',
  nameLong: '名称最多 40 个字。',
  nameTaken: (name: string): string => `名单里已经有“${name}”了。`,
  licenceTaken: (name: string): string => `这个代码是“${name}”的，已经在名单里了。`,
  contactLong: '联系人最多 20 个字。',
  phone: '电话写 7 到 20 位数字，可以带“-”。',
  offerMissing: '写几句它想教什么。',
  offerLong: '最多 300 个字。',
  checkedLater: '查询的日子还没到。',
  checkOver: '这个查询已经过期了。',
  numberMissing: '写上查询回执的编号。',
  numberLong: '编号最多 40 个字。',
  personMissing: '写上姓名。',
  personLong: '姓名最多 20 个字。',
  personTaken: (name: string): string => `名单里已经有${name}了。`,
  aboutMissing: '写一句介绍，家长会看到。',
  aboutLong: '介绍最多 60 个字。',
  foreignProvider: '学校没有选这家机构，请先选上。',
  hasSections: (sections: readonly string[]): string => `还有课在上：${sections.join('、')}。先换老师或停开。`,
  notListed: '这家机构现在不在区里的名单上。',
}

export const stageWords = {
  applied: '等着看',
  selected: '入选了，等列入名单',
  coming: '还没到第一天',
  listed: '在名单上',
  ended: '到期了',
  refused: '没通过',
  withdrawn: '已清出',
} as const

export const providerStepWords: Record<ProviderState | 'prolonged', string> = {
  applied: '推荐',
  selected: '入选',
  listed: '列入名单',
  refused: '没通过',
  withdrawn: '清出名单',
  prolonged: '延期',
}

/** 9 月 5 日 17:00 张三 入选 */
export const providerStepInWords = ({
  step,
  at,
  name,
}: {
  step: ProviderState | 'prolonged'
  at: number
  name: string
}): string => [momentInWords(at), name, providerStepWords[step]].filter(Boolean).join(' ')

/** 2026 年 9 月 5 日: days of other years are common here. */
export const fullDay = (day: string): string => `${day.slice(0, 4)} 年 ${dayInWords(day)}`
