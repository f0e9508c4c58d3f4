import { dayInWords } from '~/shared/day'

/** What a school reads while it opens a term's courses from a sheet or from an earlier term. Client-safe. */

export const columnWords = {
  title: { head: '课程名称', says: '最多 30 个字。和班号一起认是哪一门：一样就是改，不一样就是新开。' },
  label: { head: '班号', says: '一门课开几个班时才写，比如“一班”“初级”，最多 12 个字。只开一个班就空着。' },
  category: { head: '类别', says: '从下拉里选一个。' },
  description: { head: '简介', says: '家长在课程页看到的话，最多 600 个字。' },
  bring: { head: '要带的东西', says: '没有就空着，最多 100 个字。' },
  outline: { head: '每次做什么', says: '每行一段，写成“1–4：认识面粉”。格子里换行按 Alt 和回车。可以空着。' },
  grades: { head: '年级', says: '写成“三年级”“一到三年级”或“一、三、五年级”，下拉里有常用的。' },
  slots: { head: '时间', says: '写成“周一 第2时段、周三 第2时段”，几个时间用顿号隔开。' },
  room: { head: '教室', says: '最多 30 个字，下拉里是用过的。' },
  instructor: { head: '授课教师', says: '从下拉里选。没有的先到“外聘老师”里加。' },
  minimum: { head: '最少人数', says: '1 到 500 的整数。少于这些人，学校可以不开。' },
  capacity: { head: '名额', says: '1 到 500 的整数。' },
  lessonFen: { head: '每次课费(元)', says: '最多两位小数，比如 3.5。不收就写 0。' },
  materialFen: { head: '材料费(元)', says: '一学期一共多少元。不收就写 0。' },
  startsOn: { head: '开课日', says: '写成 2026-09-07，要在学期里。' },
  endsOn: { head: '结课日', says: '写成 2027-01-15，不早于开课日。' },
  cutOffOn: { head: '截止换课日', says: '过了这天，空出的位子不再给排队的人。在开课日和结课日之间。' },
} as const

const shown = (text: string): string => {
  const plain = text.replace(/\s+/gu, ' ')
  return [...plain].length > 20 ? `${[...plain].slice(0, 20).join('')}…` : plain
}

/** Sentences for cells; each says what is expected. What the course form says of a field is said here, too. */
export const cellWords = {
  category: (given: string, names: string): string =>
    given === '' ? `选一个类别：${names}。` : `“${shown(given)}”不是类别，写其中一个：${names}。`,
  grades: (given: string): string =>
    given === '' ? '写上年级，比如“三年级”“一到三年级”。' : `“${shown(given)}”看不懂，写成“三年级”或“一到三年级”。`,
  slots: (given: string): string =>
    given === ''
      ? '写上时间，比如“周一 第2时段”。'
      : `“${shown(given)}”看不懂，写成“周一 第2时段”，几个时间用顿号隔开。`,
  foreignPeriod: (given: string, periods: string): string =>
    `“${shown(given)}”学校没有。这学期有：${periods || '还没有时段，先到“时段和看护”里写'}。`,
  instructorMissing: '写上老师的名字，从下拉里选。',
  instructorForeign: (given: string): string => `名单里没有“${shown(given)}”，从下拉里选，或先到“外聘老师”里加。`,
  instructorTwo: (given: string, words: string): string => `有几位“${shown(given)}”，写清楚是哪一位：${words}。`,
  instructorGone: (given: string): string => `“${shown(given)}”已经不在学校的名单上，换一位老师。`,
  day: (given: string): string =>
    given === '' ? '写上日期，比如 2026-09-07。' : `“${shown(given)}”不是日历上的日期，写成 2026-09-07。`,
  twice: (line: number): string => `和第 ${line} 行是同一门课的同一个班，去掉一行，或写上不同的班号。`,
  manyAlike: '学校有几门课名称和班号都一样，分不清是哪一门。先在课程页给它们写上不同的班号。',
  fixed: (stage: string): string =>
    `这门课${stage}，表里不能再改。把这一行改回原样或删掉；要换教室、老师、加名额，请到课程页。`,
  capacityTaken: (taken: number): string => `已经有 ${taken} 个位子给出去了，名额不能比这少。`,
}

export const templateWords = {
  sheet: '课程',
  guide: '怎么填',
  guideHeads: { column: '列', says: '怎么填', sample: '例子' },
  file: (school: string, term: string): string => `${school} ${term} 课程模板`,
  exportFile: (school: string, term: string): string => `${school} ${term} 课程`,
  /** A line that begins so is an example. */
  example: '示例：',
  sample: {
    title: '示例：面食工坊',
    label: '一班',
    description: '从和面开始，学会包子、饺子、花馍。这一行是例子，不会读进来，可以留着。',
    bring: '围裙',
    outline: '1–4：认识面粉\n5–8：包子和饺子',
    room: '劳动教室',
  },
  guideFirst: {
    column: '先看这里',
    says: '一行一个班。把表交回来以后先给您看一遍，点“照这样办”才会改；有一行不对，整份都不改。',
  },
  wholeWeek: '几个时间用顿号隔开',
}

export const sectionsInWords = {
  title: '用表格开课',
  lead: (school: string, term: string): string => `${school} · ${term}`,
  how: '怎么做',
  steps: [
    '下载模板，一行写一个班；已经有课的，下载这学期的课，改好再交也行。',
    '把表交上来，先看会新开哪些、改哪些。',
    '没有问题再点“照这样办”。课会等着和别的课一起送区备案。',
  ],
  template: '下载模板',
  exportNow: (count: number): string => `下载这学期的 ${count} 门课`,
  upload: '交表',
  file: '课程表格',
  fileHint: '.xlsx 或 .csv，最大 16 MB，最多 500 门课。',
  read: '读一遍给我看',
  noFile: '先选一个文件。',
  latest: '最近交的表',
  latestColumns: { file: '文件', at: '什么时候', state: '走到哪', what: '结果' },
  noneYet: '还没有交过。',
  states: {
    reading: '正在读',
    ready: '等您看',
    applying: '正在办',
    applied: '办好了',
    failed: '没有办',
  } as const,
  look: '去看',
  back: '回课程与报名',
  pickSchool: '哪所学校',
  copyInstead: '从上学期照搬',
}

export const previewWords = {
  title: '先看一遍再办',
  lead: (file: string): string => file,
  counts: ({
    fresh,
    changed,
    unchanged,
    wrong,
  }: {
    fresh: number
    changed: number
    unchanged: number
    wrong: number
  }) => `新开 ${fresh}，要改 ${changed}，不变 ${unchanged}，不对 ${wrong}`,
  wrongTitle: (rows: number): string => `有 ${rows} 行不对，一行都还没有改`,
  wrongSays: '在表里改好，再交一次。',
  nothing: '表里的课和学校现在的一样，没有要办的。',
  readyTitle: '现在还什么都没有改',
  readySays: '下面没有问题，就点“照这样办”。',
  caption: '表里的课',
  columns: { course: '课程', line: '第几行', what: '会怎样' },
  groups: {
    wrong: (count: number): string => `不对 ${count}`,
    fixed: (count: number): string => `不能改 ${count}`,
    new: (count: number): string => `新开 ${count}`,
    changed: (count: number): string => `要改 ${count}`,
    unchanged: (count: number): string => `不变 ${count}`,
  },
  line: (line: number): string => `第 ${line} 行`,
  nameless: '没有名称',
  fresh: (time: string, teacher: string): string => `新开：${time}，${teacher}`,
  same: '和现在一样',
  from: (before: string): string => `原来：${before || '空'}`,
  to: (after: string): string => `改成：${after || '空'}`,
  takesBack: '区里看过的内容改了，要重新送区备案。',
  ignored: (heads: string): string => `没有用到这几列：${heads}。`,
  examples: (count: number): string => `跳过了 ${count} 行示例。`,
  apply: (fresh: number, changed: number): string =>
    `照这样办：${[fresh > 0 ? `新开 ${fresh} 门` : '', changed > 0 ? `改 ${changed} 门` : ''].filter(Boolean).join('，')}`,
  discard: '不办了',
  another: '再交一份',
  appliedTitle: (fresh: number, changed: number): string => `办好了：新开 ${fresh} 门，改了 ${changed} 门`,
  appliedSays: '这些课等着送区备案。',
  failedTitle: '这份表没有办，什么都没有改',
  toPlan: '去送区备案',
  toDesk: '回课程与报名',
}

export const copyWords = {
  title: '从上学期照搬',
  lead: (school: string, term: string): string => `${school} · 搬到 ${term}`,
  pickSchool: '哪所学校',
  from: '从哪个学期',
  pick: '看这个学期',
  noTerms: '以前的学期里还没有这所学校的课。可以用表格开课，或者一门一门地开。',
  says: '名称、年级、时间、教室、老师、人数、收费都照原来的。日期按离开学的天数挪，不超出这学期。搬来的课等着送区备案，家长还看不到。',
  caption: '那个学期的课',
  columns: {
    course: '课程',
    time: '时间',
    room: '教室',
    teacher: '老师',
    dates: '这学期的日期',
    fee: '每次课费',
    note: '说明',
  },
  tick: (course: string): string => `照搬${course}`,
  there: '这学期已经有了',
  wasClosed: '那时停开了',
  careTick: (classes: number): string => `看护和作业辅导也照搬，给今年的 ${classes} 个班`,
  careThere: '看护和作业辅导：今年的班都已经有了。',
  careNone: '那个学期没有看护和作业辅导。',
  periodsToo: '这学期还没有写时段，时段也一起照搬。',
  copy: '照搬勾上的课',
  nothingTicked: '至少勾一门课，或者勾上看护。',
  done: (count: number): string => `这学期已经有 ${count} 门是从那个学期搬来的`,
  fixTitle: (count: number): string => `${count} 门课有没搬过来的，请改一改`,
  edit: '去改',
  slotGone: (slots: string): string => `${slots}这学期没有这个时段，没有搬过来。`,
  teacherGone: (name: string): string => `${name || '原来的老师'}已经不在学校的名单上，换一位老师。`,
  span: (from: string, to: string): string => `${dayInWords(from)}到 ${dayInWords(to)}`,
  back: '回课程与报名',
  sheetInstead: '用表格开课',
  yuanEach: (yuan: string): string => `${yuan} 元`,
}
