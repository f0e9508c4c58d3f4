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

/** 30 days before something runs out. */
export const remindNotice = {
  checkSoon: (name: string): string => `${name}的准入查询快到期了`,
  checkOver: (name: string): string => `${name}的准入查询过期了`,
  checkBody: (until: string): string => `有效到 ${fullDay(until)}，过了就不能上课。请重新查询，把新的结果记下来。`,
  providerSoon: (name: string): string => `${name}快不在名单上了`,
  providerOver: (name: string): string => `${name}在名单上的时间到了`,
  providerBody: (until: string, whose: 'school' | 'bureau'): string =>
    `名单到 ${fullDay(until)}。${whose === 'bureau' ? '要继续，请延期；不继续，请告诉学校。' : '要继续用，请问问区里；不用了，请早点换老师。'}`,
}

/** What became of a recommendation. */
export const decidedNotice = {
  title: {
    select: (name: string): string => `您推荐的${name}入选了`,
    list: (name: string): string => `${name}列入名单了`,
    refuse: (name: string): string => `您推荐的${name}没通过`,
  },
  body: (
    decision:
      | { deed: 'select' | 'refuse'; remark: string }
      | { deed: 'list'; from: string; until: string; remark: string },
  ): string => {
    const said = decision.remark.trim()
    if (decision.deed === 'list')
      return `从 ${fullDay(decision.from)}到 ${fullDay(decision.until)}，学校可以选它了。${said}`
    return decision.deed === 'select' ? `区里列入名单以后，学校才能选它。${said}` : said
  },
}

/** A provider was taken off the list. */
export const withdrawnNotice = {
  title: (name: string): string => `${name}被清出名单了`,
  family: (name: string, reason: string): string => `${name}不再上课：${reason}`,
  school: (reason: string, sections: readonly string[]): string =>
    [
      `原因：${reason.replace(/。$/, '')}。`,
      sections.length === 0
        ? '学校没有它的课，不用办什么。'
        : `这些课停开了：${sections.join('、')}。孩子还有看护，可以先选别的课，家长收到消息了。`,
    ].join(''),
}

const days = (from: string, until: string): string => `${fullDay(from)}到 ${fullDay(until)}`

/** The bureau's list and the page of one provider. */
export const providerWords = {
  title: '机构',
  lead: (listed: number, queue: number): string =>
    queue === 0 ? `${listed} 家在名单上` : `${listed} 家在名单上，${queue} 家等您看`,
  caption: '第三方机构',
  columns: {
    name: '机构',
    stage: '走到哪',
    until: '名单到',
    schools: '学校',
    sections: '课',
    children: '孩子',
    next: '下一步',
  },
  queue: (count: number): string => `要处理 ${count}`,
  listed: (count: number): string => `在名单上 ${count}`,
  gone: (count: number): string => `不在名单上的 ${count} 家`,
  none: '还没有机构。等学校推荐，或者在下面登记一家。',
  look: '看一看',
  decide: '去看、去定',
  prolong: '要不要延期',
  daysLeft: (left: number): string => (left === 0 ? '今天是最后一天' : `还有 ${left} 天`),
  export: '机构',
  newTitle: '登记一家机构',
  recommendTitle: '推荐一家机构',
  recommendSays: '名单上没有的，可以推荐给区里。区里看过、列入名单，学校才能选。',
  create: '登记',
  recommend: '推荐给区里',
  name: '名称',
  licence: '统一社会信用代码',
  licenceHint: '营业执照上的 18 位。还没有就空着，区里会来问。',
  contact: '联系人',
  phone: '电话',
  offer: '想教什么',
  remark: '还想说的',
  remarkWhy: '为什么推荐',
  facts: '基本情况',
  noLicence: '没有写代码，请先问清楚。',
  dates: '在名单上',
  datesSay: days,
  chosenBy: '选它的学校',
  nobody: '这学期还没有学校选',
  sections: (count: number): string => `正在开的课 ${count}`,
  noSections: '现在没有它的课。',
  sectionColumns: { course: '课程', school: '学校', teacher: '老师', days: '日期', children: '报名', waiting: '候补' },
  instructors: (count: number): string => `老师 ${count}`,
  noInstructors: '还没有学校登记它的老师。',
  history: '谁在什么时候办的',
  decisions: '怎么定',
  noDecisions: '没有要定的。',
  select: '入选',
  selectSays: '看过材料，觉得合适，先入选。列入名单以后学校才能选。',
  list: '列入名单',
  from: '第一天',
  until: '最后一天',
  prolongTo: '延期',
  prolongSays: (until: string): string => `现在到 ${fullDay(until)}。`,
  refuse: '不通过',
  refuseTitle: '不合适？',
  reason: '原因',
  reasonHint: '推荐的学校会看到。',
  withdraw: '清出名单',
  withdrawTitle: '出了问题？',
  withdrawSays: '先看清楚会停哪些课、影响哪些孩子，再定。',
  withdrawLook: '看看会影响谁',
  back: '回机构名单',
}

/** The page before a withdrawal. */
export const withdrawWords = {
  title: (name: string): string => `把${name}清出名单？`,
  lead: (schools: number, sections: number, children: number): string =>
    sections === 0
      ? '它现在没有课，不影响孩子。'
      : `${schools} 所学校的 ${sections} 门课会停开，影响 ${children} 个孩子。`,
  what: '定下来以后',
  when: (today: string): string => `今天（${fullDay(today)}）起就不在名单上，这些课马上停开。`,
  seated: (count: number, hours: number): string =>
    `有位子的 ${count} 个孩子：原来有看护的回到看护，${hours} 小时里比别人先选别的课。`,
  waiting: (count: number): string => `排队的 ${count} 人次不用再排。`,
  told: '每家都会收到消息，学校也会。',
  forGood: '清出以后不能恢复，要重新走一遍。',
  caption: '会停开的课和受影响的孩子',
  columns: {
    course: '课程',
    teacher: '老师',
    days: '日期',
    enrolled: '已报',
    offered: '待接',
    waiting: '排队',
    who: '孩子',
  },
  school: (name: string, sections: number): string => `${name} ${sections}`,
  published: '已发布',
  notPublished: '还没发布',
  days,
  none: '没有课要停。',
  children: (count: number): string => `${count} 个孩子`,
  nobody: '还没有人报',
  childClass: (grade: number, classNumber: number): string => `${grade} 年级 ${classNumber} 班`,
  hidden: '（家里没同意，名字只有学校看得到）',
  was: { enrolled: '已报', offered: '有位子等着接', waitlisted: '在排队' },
  place: (place: number): string => `第 ${place} 位`,
  reason: '原因',
  reasonHint: '家长、学校都会看到，5 到 200 个字。',
  submit: (sections: number): string => (sections === 0 ? '清出名单' : `清出名单，停开这 ${sections} 门课`),
  moved: '刚才有变化：有人报名、退课或者改了课。请再看一遍下面的名单，再定。',
  back: '不清出了',
}

/** The school's page. */
export const staffingWords = {
  title: '外聘老师',
  lead: (term: string, people: number, todo: number): string =>
    [term, `${people} 位外聘老师`, todo > 0 ? `${todo} 位的查询要办` : ''].filter(Boolean).join(' · '),
  caption: '外聘老师和准入查询',
  columns: { name: '老师', provider: '机构', check: '准入查询', sections: '正在教', next: '下一步' },
  todo: (count: number): string => `要处理 ${count}`,
  well: (count: number): string => `正常 ${count}`,
  none: '还没有外聘老师。需要的话在下面添加。',
  own: '学校自己请的',
  noSections: '没有课',
  check: {
    none: '没有查询',
    over: (day: string): string => `${fullDay(day)} 已过期`,
    soon: (left: number): string => (left === 0 ? '今天到期' : `还有 ${left} 天`),
    good: (day: string): string => `有效到 ${fullDay(day)}`,
  },
  until: (day: string): string => `到 ${fullDay(day)}`,
  update: '更新准入查询',
  updateOf: (name: string): string => `更新${name}的准入查询`,
  record: '记下来',
  number: '回执编号',
  checkedOn: '查询日期',
  expiresOn: '有效到',
  past: (count: number): string => `查过 ${count} 次`,
  pastLine: (number: string, checkedOn: string, expiresOn: string, by: string): string =>
    [`${number}，${fullDay(checkedOn)}查，到 ${fullDay(expiresOn)}`, by].filter(Boolean).join('，'),
  edit: (name: string): string => `修改${name}`,
  editShort: '修改',
  save: '保存',
  remove: (name: string): string => `把${name}从名单上去掉`,
  removeShort: '去掉',
  cannotRemove: (sections: readonly string[]): string => `还在教${sections.join('、')}，先换老师或停开。`,
  newTitle: '添加一位外聘老师',
  name: '姓名',
  provider: '机构',
  providerHint: '只能选学校选好的机构。',
  noProvider: '没有，学校自己请的',
  about: '一句介绍',
  aboutHint: '家长在课程页看到，比如“教围棋十年”。',
  add: '添加',
  providers: (count: number): string => `这学期选的机构 ${count}`,
  noProviders: '还没有选机构。',
  choose: (name: string): string => `选${name}`,
  chooseShort: '选这家',
  unchoose: (name: string): string => `不选${name}了`,
  unchooseShort: '不选了',
  open: (count: number): string => `名单上还有 ${count} 家`,
  applied: '推荐过的',
  appliedLine: (name: string, stage: string): string => `${name}：${stage}`,
  listedUntil: (day: string): string => `名单到 ${fullDay(day)}`,
}

/** In the list of teachers of the course form. */
export const whyNotWords = {
  'not-chosen': '学校没选这家机构',
  'not-listed': '机构不在名单上',
  withdrawn: '机构已清出名单',
  ended: '机构在名单上的时间到了',
} as const
