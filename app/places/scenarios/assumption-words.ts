import type { CapacityTier } from '#db/schema/index'
import type { Assumptions } from '../plan/assumptions-rules'

/** What people read of the assumptions behind a plan. Client-safe. */

export const tierWords: Record<CapacityTier, string> = {
  standard: '标准学位',
  actual: '实际学位',
  emergency: '应急学位',
}

/** In the order of the page, with what each means. */
export const assumptionWords: Record<keyof Assumptions, { label: string; hint: string }> = {
  horizon: { label: '往后算几年', hint: '1 到 12 的整数。' },
  shockYears: {
    label: '不算进规律的年份',
    hint: '有过意外的秋天，用顿号隔开，比如 2020、2022。没有就空着，最多 20 个。',
  },
  futureBirths: { label: '还不知道的出生数乘以', hint: '低 0.9，中 1，高 1.1。大于 0，最多 5。' },
  movesWithin: { label: '新小区里本来就住在区里的孩子', hint: '百分之几，0 到 100。这些孩子不重复算。' },
  tier: { label: '拿哪种学位来比', hint: '标准按班额，实际按现有的班，应急按最多能挤的。' },
  tightFrom: { label: '变黄', hint: '缺的把握到百分之几变黄，0 到 100。' },
  shortFrom: { label: '变红', hint: '缺的把握超过百分之几变红，0 到 100。' },
  surplusFrom: { label: '变蓝', hint: '多出来的把握超过百分之几变蓝，0 到 100。' },
  spareShare: { label: '空多少才算多', hint: '空的学位超过全部的百分之几，0 到 100。' },
  officialYellow: { label: '预警变黄', hint: '登记的孩子 ÷ 正常招生计划，到几变黄。国家的规定是 0.9。' },
  officialRed: { label: '预警变红', hint: '登记的孩子 ÷ 正常招生计划，到几变红。国家的规定是 1。' },
}

export const assumptionSetWords = {
  title: (sets: number): string => (sets === 0 ? '还没有假设集，都用默认值' : `${sets} 个假设集`),
  lead: '预测和方案靠这些假设。假设集存下就不改，要改就另存一个，写明为什么。',
  caption: '各个假设集的值，从新到旧',
  what: '假设',
  usual: '默认值',
  none: '没有',
  savedBy: (who: string, when: string): string => `${who}，${when}`,
  newTitle: '另存一个假设集',
  newSays: '从最新的一个改起。',
  name: '假设集叫什么',
  nameShape: '写 2 到 30 个字。',
  nameTaken: '已经有叫这个名字的假设集。',
  reason: '为什么要这样假设',
  reasonHint: '写进留痕，大家都看得到。',
  reasonShape: '写 2 到 200 个字，说清楚为什么。',
  wrong: (hint: string): string => `写不对：${hint}`,
  order: '变红不能比变黄早。',
  save: '存成新的假设集',
  back: '回到方案',
  file: '假设集',
  log: (name: string): string => `新假设集：${name}`,
}
