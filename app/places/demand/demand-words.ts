import { phaseWords } from '../phase-words'
import type { Phase } from '../phases'
import { type DemandKind, EARLIEST_YEAR, LATEST_YEAR } from './demand-kinds'

/** What people read where the numbers behind the forecast come in. Client-safe. */

export const kindWords: Record<DemandKind, { name: string; says: string }> = {
  rolls: { name: '在校人数', says: '每年秋天各校各年级有多少孩子。幼儿园和往年的从这里来。' },
  feeders: { name: '升初去向', says: '各小学的毕业生去了哪几所初中，一年一行。' },
  births: { name: '出生数', says: '按户口所在街道，一年一行；有分月的更准，一个月一行。' },
  cell_counts: { name: '网格孩子数', says: '每个网格里各年龄的孩子，按该上的年级写。' },
  dwellings: { name: '住宅项目', says: '新小区有多少户，哪年开始住人，几年住满。' },
  yields: { name: '户均曲线', says: '每百户有多少孩子，随入住的年数变。' },
  standards: { name: '班额标准', says: '每班多少人，写明依据的文件和生效日期。' },
  rooms: { name: '普通教室', says: '各校能开班的教室，学位不会比教室多。' },
  cells: { name: '基础网格', says: '网格属于哪个街道、社区、小区，离全区西南角多远。' },
  sites: { name: '学校位置', says: '学校离全区西南角向东、向北多少米。' },
  catchments: { name: '招生范围', says: '每个网格归哪所学校，一份文件是一个学段的一版，每个网格都要写。' },
}

export const WHOLE_DISTRICT = '全区'
export const EVERY_GRADE = '全部年级'
export const REMOVE = '删除'

/** What a version of catchments is called. */
export const catchmentName = (phase: Phase, from: string): string => `${phaseWords[phase]}招生范围，${from} 起`

const many = (count: number): string => count.toLocaleString('en-US')

export const cellWords = {
  whole: (from: number, to: number): string => `写 ${from} 到 ${many(to)} 的整数。`,
  decimal: (from: number, to: number): string => `写 ${from} 到 ${to} 的数。`,
  year: `年份写 ${EARLIEST_YEAR} 到 ${LATEST_YEAR}。`,
  yearAhead: (last: number): string => `还没到这一年，最晚写 ${last}。`,
  month: '月份写 1 到 12，全年的数就空着。',
  day: `日期写成 2027-09-01 这样，要是日历上有的，${EARLIEST_YEAR} 到 ${LATEST_YEAR} 年。`,
  school: '没有这所学校，写学校全称或代码。',
  street: '没有这条街道，写街道全名或代码。',
  streetOrWhole: '没有这条街道。写街道全名或代码，全区合计写“全区”。',
  grade: '年级写小班、中班、大班、一年级……九年级。',
  gradeOrAll: '年级写小班……九年级，或者“全部年级”。',
  phase: '学段写幼儿园、小学或初中。',
  cell: '没有这个网格，先导入基础网格。',
  code: (most: number): string => `写 1 到 ${most} 位字母、数字或横线。`,
  text: (least: number, most: number): string =>
    least === 0 ? `最多 ${most} 个字。` : `写 ${least} 到 ${most} 个字，不要有 < 或 >。`,
  foreignGrade: '这所学校没有这个年级。',
  foreignPhase: '这所学校没有这个学段。',
  gradeOfPhase: '这个学段没有这个年级。',
  noSixth: '这所学校没有六年级。',
  noSeventh: '这所学校没有七年级。',
  noYield: '没有这类住房的户均曲线，先导入户均曲线。',
  twice: (line: number): string => `和第 ${line} 行是同一条，留一行。`,
  monthsAndYear: '这条街道这一年又有全年数、又有分月数，只能留一种。要换的话，先写“删除”去掉原来的。',
  nothingToRemove: '要删的这一条本来就没有。',
  onePhase: '一份文件只写一个学段。',
  oneDay: '一份文件只写一个生效日期。',
  missingCells: (count: number, first: string): string =>
    `还有 ${many(count)} 个网格没有写，如 ${first}。每个网格都要有学校。`,
  olderVersion: (day: string): string => `已经有 ${day} 生效的一版，新的一版不能更早生效。`,
}

export const demandWords = {
  title: '数据',
  findingFrom: (year: number): string => `${year} 年秋天 `,
  findingTo: (births: number): string => ` 个孩子在校${births > 0 ? `，出生数到 ${births} 年` : '，还没有出生数'}`,
  nothing: '还没有数据。从在校人数和出生数开始导入。',
  lead: '预测从这些数来。每次导入先看变化，再整份改好，谁为什么改都留痕。',
  caption: '每一种数据现在有多少',
  columns: { kind: '数据', rows: '行数', years: '年份', changed: '上次改', take: '拿走', bring: '导入' },
  rows: many,
  years: (from: number, to: number): string => (from === to ? `${from}` : `${from}–${to}`),
  never: '还没有',
  changedBy: (when: string, who: string): string => `${when} ${who}`,
  invented: (count: number, all: number): string => (count === all ? '都是示例' : `${many(count)} 行是示例`),
  template: '模板',
  templateOf: (kind: string): string => `${kind}模板`,
  xlsxOf: (kind: string): string => `导出${kind} Excel`,
  csvOf: (kind: string): string => `导出${kind} CSV`,
  bring: '导入',
  bringOf: (kind: string): string => `导入${kind}`,
  uploadTitle: '导入一份表',
  uploadSays: '先下载模板，照第一行的列名填。导出的表改好也能再交。',
  kind: '这是什么表',
  file: '表格文件',
  fileHint: '.xlsx 或 .csv，最大 16 MB。',
  noFile: '选一个文件。',
  noKind: '选一种数据。',
  send: '读一遍给我看',
  latest: '最近导入的',
  latestCaption: '最近导入的文件和结果',
  latestColumns: { file: '文件', kind: '数据', at: '时间', state: '结果' },
  noneYet: '还没有导入过。',
  states: { reading: '正在读', ready: '等您确认', applying: '正在办', applied: '办好了', failed: '没有办' },
  removeHint: (head: string): string => `要删掉一条，在“${head}”里写“${REMOVE}”。`,
}

export const previewWords = {
  title: (kind: string): string => `导入${kind}`,
  lead: (file: string): string => `${file}。还没有改，看清楚再确认。`,
  failedTitle: '没有办，什么都没有改',
  another: '另交一份',
  back: '回到数据',
  wrongTitle: (count: number): string => `有 ${many(count)} 处不对，一行都还没有改`,
  wrongSays: '在表里改好这几处，再交一次。',
  wrongMore: (shown: number): string => `先列出前 ${shown} 处。`,
  wrongCaption: '哪一行、哪一列、要改什么',
  wrongColumns: { line: '行', column: '列', says: '要改什么' },
  readyTitle: '这份表没有错',
  readySays: '确认以后整份一起改；中间有人先改了，就一行都不改。',
  nothing: '和现在的一样，没有要改的。',
  counts: ({ fresh, changed, removed, same }: { fresh: number; changed: number; removed: number; same: number }) =>
    `新增 ${many(fresh)} 条，改 ${many(changed)} 条，删 ${many(removed)} 条，不变 ${many(same)} 条`,
  extra: (heads: string): string => `这些列用不着，没有看：${heads}`,
  changesCaption: '会改的每一条',
  changesColumns: { line: '行', what: '哪一条', was: '原来', now: '改成' },
  groups: { fresh: '新增', changed: '改', removed: '删' },
  groupTitle: (group: string, count: number): string => `${group} ${many(count)} 条`,
  more: (count: number): string => `还有 ${many(count)} 条没有列出来，都在您的表里。`,
  none: '—',
  reason: '数从哪儿来，为什么改',
  reasonHint: '写进留痕，大家都看得到。比如“区统计局 2026 年 3 月来函”。',
  reasonMissing: '写 2 到 200 个字，说清楚数从哪儿来。',
  apply: (count: number): string => `照这样改：${many(count)} 条`,
  discard: '不办了，去掉这份文件',
  appliedTitle: (counts: string): string => `办好了：${counts}`,
  appliedSays: '数据改了，预测要重新做一版才会用上。',
  logTitle: (kind: string, counts: string): string => `导入${kind}：${counts}`,
}

export const snapshotWords = {
  title: (year: number): string => `${year} 年秋天的学籍`,
  same: (pupils: string): string => `在校人数和学籍一样，都是 ${pupils} 人。`,
  differs: (places: number, difference: string): string =>
    `在校人数和学籍有 ${many(places)} 处不一样，合起来差 ${difference} 人。`,
  says: '有学籍的学校按今天在读的学生数，一个年级一行。幼儿园没有学籍，用导入的数。',
  none: '还没有学籍，先导入学生名册。',
  see: '看哪里不一样',
  caption: '在校人数和学籍哪里不一样',
  columns: { school: '学校', grade: '年级', was: '现在记的', now: '学籍数出来' },
  take: '按学籍点一次数',
  reason: '为什么现在点',
  reasonHint: '比如“9 月分班已定”。',
  logTitle: (year: number, count: number): string => `按学籍点 ${year} 年秋天的人数：改 ${many(count)} 处`,
}
