import type { SettingName } from './setting-ranges'

/** What officers read on the page of the district's settings. Client-safe. */

interface SettingWords {
  label: string
  hint: string
}

const settings: Record<SettingName, SettingWords> = {
  waitLines: { label: '一个孩子最多同时排几门', hint: '满了的课可以排队，这里定能排几门。' },
  offerHours: { label: '候补的位子留几小时', hint: '轮到了没接，过了这个时间就让给下一位。' },
  courseLimit: {
    label: '新的报名里，一个孩子最多几门课',
    hint: '定报名时间时先填这个数，可以再改。看护和作业辅导不算。',
  },
  decisionDays: { label: '报名截止后几天里定开不开班', hint: '人数不够的课，学校要在这几天里定下来。' },
  firstPickHours: { label: '停开的课，孩子先选几小时', hint: '这段时间里别人先等一等。' },
  quietFrom: { label: '晚上几点以后不发消息', hint: '短信和微信等到早上再发，网站里马上看得到。' },
  quietUntil: { label: '早上几点以后再发', hint: '夜里轮到的候补，时间从这时算起。' },
  leaveHours: { label: '第一节课前几小时以前可以请假', hint: '过了这个时间，家长要直接打电话给学校。' },
}

export const districtWords = {
  title: '设置',
  lead: (name: string): string => `${name}，全区都按这里办。改了马上用，已经发出去的位子和通知不变。`,
  frame: '网站',
  portalName: '网站名称',
  portalNameHint: '写在每一页的左上角。',
  portalNameWrong: '写 2 到 20 个字。',
  hotline: '咨询电话',
  hotlineHint: '写在每一页的下面，比如 0531-8888-0000。',
  hotlineWrong: '写电话号码：数字、空格和短横线，最多 30 个。',
  enrolling: '报名',
  daily: '每天',
  settings,
  range: (from: number, to: number): string => `写 ${from} 到 ${to} 的整数。`,
  save: '保存设置',
  toChannels: '消息怎么发',
  usual: (usual: number): string => `没改过时是 ${usual}。`,
}
