/** What the bureau reads while a list of projects comes in as a sheet. Client-safe. */

const many = (count: number): string => count.toLocaleString('en-US')

/** The columns in the order of the sheet. */
export const columnWords = {
  id: { head: '项目编号', says: '已有的项目照原样留着；新项目可以空着，系统来编。' },
  title: { head: '项目名称', says: '最多 60 个字，不能和别的项目重名。没有编号就按名称认。' },
  kind: { head: '类别', says: '从下拉里选：新建、扩建、改造、重建。' },
  stage: { head: '阶段', says: '从下拉里选。“运行”要有开学启用的实际日子。' },
  street: { head: '街道', says: '从下拉里选。' },
  school: { head: '学校', says: '学校全称或代码，还没有就空着。' },
  kindergarten: { head: '幼儿园学位', says: '整数；还不知道就空着，不加就写 0。' },
  kindergartenClasses: { head: '幼儿园班数', says: '整数，可以空着。' },
  primary: { head: '小学学位', says: '同上。' },
  primaryClasses: { head: '小学班数', says: '同上。' },
  junior: { head: '初中学位', says: '同上。' },
  juniorClasses: { head: '初中班数', says: '同上。' },
  dueStarted: { head: '开工(计划)', says: '写成 2027-03-01。还没定就空着。' },
  metStarted: { head: '开工(实际)', says: '办到了才写，不能晚于今天。' },
  dueFinished: { head: '竣工(计划)', says: '不早于开工。' },
  metFinished: { head: '竣工(实际)', says: '同上。' },
  dueHandedOver: { head: '交付(计划)', says: '不早于竣工。' },
  metHandedOver: { head: '交付(实际)', says: '同上。' },
  dueInUse: { head: '开学启用(计划)', says: '过了 9 月 1 日，当年没有新生。' },
  metInUse: { head: '开学启用(实际)', says: '同上。' },
  budget: { head: '预算(元)', says: '没有公布就空着。' },
  budgetSource: { head: '预算出处', says: '写了预算就要写出处。' },
  controlTotal: { head: '算进哪个公布的数', says: '从下拉里选，不算就空着。' },
  officer: { head: '负责人工号', says: '区里老师的工号，可以空着。' },
  about: { head: '简介', says: '家长看的话，最多 600 个字。' },
  address: { head: '地址', says: '最多 80 个字。' },
  longitude: { head: '经度', says: '小数，和纬度一起写。' },
  latitude: { head: '纬度', says: '小数。' },
  published: { head: '公开', says: '写是或否；新项目空着就是公开。' },
  why: { head: '为什么', says: '新项目、改日子、改学位都要写，2 到 200 个字，家长也看得到。' },
} as const

export const lineWords = {
  kind: '写新建、扩建、改造或重建。',
  stage: '写立项、前期、施工、验收移交、运行或已取消。',
  stageBehind: '和已经办到的日子对不上。',
  stageRunning: '写了“运行”，就要写开学启用的实际日子。',
  street: (given: string): string => (given === '' ? '写上街道。' : `没有街道“${shown(given)}”，从下拉里选。`),
  school: (given: string): string => `没有学校“${shown(given)}”，写全称或代码。`,
  schoolTwo: (given: string): string => `有几所“${shown(given)}”，请写学校代码。`,
  officer: (given: string): string => `没有工号“${shown(given)}”的区里老师。`,
  total: (given: string): string => `没有公布过“${shown(given)}”，从下拉里选。`,
  published: '写是或否。',
  id: '编号只用字母、数字、点、横线、下划线、冒号，最长 60 个字。',
  idUnknown: '没有这个编号的项目。新项目请把编号空着。',
  twice: (line: number): string => `和第 ${line} 行是同一个项目，留一行。`,
  why: '新项目、改日子、改学位，要写为什么，2 到 200 个字。',
}

const shown = (text: string): string => {
  const plain = text.replace(/\s+/gu, ' ')
  return [...plain].length > 20 ? `${[...plain].slice(0, 20).join('')}…` : plain
}

export const yesNo = { yes: '是', no: '否' }

export const sheetWords = {
  sheet: '项目',
  guide: '怎么填',
  guideHeads: { column: '列', says: '怎么填' },
  guideFirst: ['先看这里', '一行一个项目。交上来先给您看一遍，确认才改；有一行不对，整份都不改。'],
  template: '项目表模板',
  standing: (day: string): string => `项目表 ${day}`,
}

export const projectsInWords = {
  name: '导入项目',
  title: (count: number): string =>
    count === 0 ? '还没有项目，从一份表开始' : `现有 ${many(count)} 个项目，用表格加和改`,
  lead: '一行一个项目。先看会加哪些、改哪些，确认了才办。日子改了就多留一版，原来的都在。',
  how: '怎么做',
  steps: [
    '下载模板，一行写一个项目；要改已有的，下载现在的项目表，改好再交。',
    '改了日子或学位，在“为什么”里写清楚，家长也看得到。',
    '交上来先看变化，没有问题再点“照这样办”。',
  ],
  template: '下载模板',
  standing: (count: number): string => `下载现在的 ${many(count)} 个项目`,
  bring: '交表',
  file: '项目表',
  fileHint: '.xlsx 或 .csv，最大 16 MB，最多 500 个项目。',
  noFile: '先选一个文件。',
  read: '读一遍给我看',
  latest: '最近交的表',
  latestCaption: '最近交的表和结果',
  latestColumns: { file: '文件', at: '时间', state: '走到哪', what: '结果' },
  states: { reading: '正在读', ready: '等您看', applying: '正在办', applied: '办好了', failed: '没有办' },
  noneYet: '还没有交过。',
  back: '回项目',
}

export const previewWords = {
  title: '看过再办',
  counts: ({ fresh, changed, same, wrong }: { fresh: number; changed: number; same: number; wrong: number }): string =>
    `新增 ${many(fresh)}，要改 ${many(changed)}，不变 ${many(same)}，不对 ${many(wrong)}`,
  wrongTitle: (lines: number): string => `有 ${many(lines)} 行不对，一行都还没有改`,
  wrongSays: '在表里改好，再交一次。',
  nothing: '和现在的一样，没有要办的。',
  readyTitle: '现在还什么都没有改',
  readySays: '下面没有问题，就点“照这样办”。',
  ignored: (heads: string): string => `没有用到这几列：${heads}`,
  caption: '表里的项目',
  columns: { project: '项目', line: '第几行', what: '会怎样' },
  groups: {
    wrong: (count: number): string => `不对 ${many(count)}`,
    new: (count: number): string => `新增 ${many(count)}`,
    changed: (count: number): string => `要改 ${many(count)}`,
    same: (count: number): string => `不变 ${many(count)}`,
  },
  nameless: '没有名称',
  line: (line: number): string => `第 ${line} 行`,
  fresh: (kind: string, street: string, places: string): string => `新增：${street}，${kind}，${places}`,
  places: (count: number | null): string => (count === null ? '没说多少学位' : `${many(count)} 个学位`),
  unchanged: '和现在一样',
  from: (was: string): string => `原来：${was || '空'}`,
  to: (now: string): string => `改成：${now || '空'}`,
  because: (why: string): string => `因为：${why}`,
  apply: (fresh: number, changed: number): string =>
    `照这样办：${[fresh > 0 ? `新增 ${many(fresh)} 个` : '', changed > 0 ? `改 ${many(changed)} 个` : ''].filter(Boolean).join('，')}`,
  discard: '不办了',
  another: '再交一份',
  appliedTitle: (fresh: number, changed: number): string => `办好了：新增 ${many(fresh)} 个，改了 ${many(changed)} 个`,
  appliedSays: '公开的项目，家长现在就能看到。',
  failedTitle: '这份表没有办，什么都没有改',
  toProjects: '去看项目',
  reason: (file: string): string => `导入 ${file}`,
  tooMany: (most: number): string => `超过 ${most} 个项目`,
}
