import type { Phase } from '#db/schema/index'
import { phaseWords } from '../phase-words'

/** What an OC4IDS file says in words, and what officers read while one comes in. Client-safe. */

const many = (count: number): string => count.toLocaleString('en-US')

/** Inside the file. */
export const fileWords = {
  authority: (district: string): string => `${district}教育局`,
  country: '中国',
  places: '学位',
  classes: '班',
  metric: (phase: Phase): string => `${phaseWords[phase]}学位`,
  invented: '示例：不是真的项目',
  unpublished: '还没有公开',
  scope: (places: readonly { phase: Phase; places: number }[]): string =>
    places.map((one) => `${phaseWords[one.phase]} ${many(one.places)} 个学位`).join('，'),
  /** Why a date moved; shown to families, too. */
  why: '来自 OC4IDS 文件',
}

const dateFaultWords = {
  order: '要在前一个日子之后，四个日子按开工、竣工、交付、开学启用排。',
  future: '写成已经办到的日子不能晚于今天。',
  gap: '前一个还没办到，这一个不能先办到。',
} as const

/** What is wrong with a project of a file, beyond the standard's own schema. */
export const readWords = {
  id: '编号只用字母、数字、点、横线、下划线、冒号，最长 60 个字。',
  name: '代码要有 1 到 60 个字。',
  noTitle: '要有名称。',
  text: (most: number): string => `最长 ${many(most)} 个字。`,
  budget: '钱数要在 0 到 1,000 亿元之间。',
  street: (code: string): string => `没有街道 ${code.slice(0, 24)}。`,
  point: '经度、纬度写成两个数，先经度。',
  whole: (most: number): string => `写 0 到 ${many(most)} 的整数。`,
  day: '要是 1949 到 2099 年里有的日子。',
  dates: ({ fault }: { fault: 'order' | 'future' | 'gap' }): string => dateFaultWords[fault],
  stage: '和已经办到的日子对不上。',
  twice: '这个编号在文件里有两个。',
  noStreet: '没说在哪条街道，先空着。',
  noType: '没说是新建还是扩建，先当新建。',
  noStatus: '没说走到哪一步，按已经办到的日子算。',
  unknownSchool: (school: string): string => `学校 ${school} 还没有在册，先记下代码。`,
}

const typeNames: Record<string, string> = {
  string: '文字',
  number: '数',
  integer: '整数',
  boolean: 'true 或 false',
  object: '{ }',
  array: '[ ]',
  null: '空',
}

const formatNames: Record<string, string> = {
  'date-time': '日期要写成 2027-09-01T00:00:00+08:00 这样，日历上要有这一天。',
  uri: '要写成完整的网址。',
  email: '要写成邮箱地址。',
}

/** What the standard's schema has against a file. */
export const schemaWords = {
  type: (wanted: readonly string[]): string => `要写${wanted.map((one) => typeNames[one] ?? one).join('或')}。`,
  required: (name: string): string => `少了 ${name}。`,
  choice: (choices: readonly string[], more: boolean): string =>
    `只能写${more ? '标准里的代码，如 ' : '：'}${choices.join('、')}。`,
  format: (name: string): string => formatNames[name] ?? '写法不对。',
  empty: '不能是空的；没有就整项去掉。',
  twice: '有两项完全一样。',
  other: '和标准不合。',
}

const faultSays = {
  syntax: '不是 JSON，可能没有存完整。',
  deep: '一层套一层太深了。',
  name: '有不能用的名字。',
  number: '有大得没法算的数。',
  sign: '有坏掉的字符。',
  wide: '一个列表里的东西太多。',
} as const

/** Why a file cannot be taken at all. */
export const unreadableWords = {
  fault: (fault: keyof typeof faultSays, at: string): string => `${at === '' ? '' : `${at} `}${faultSays[fault]}`,
  encoding: '文字不是 UTF-8。',
  large: '超过 5 MB，请分成几份。',
  empty: '里面没有项目。',
  shape: '不是一个项目，也不是带 projects 的一包项目。',
  many: (most: number): string => `最多 ${many(most)} 个项目，请分成几份。`,
  big: (id: string): string => `项目 ${id} 的内容太多。`,
}

/** Names of fields, where an import shows what it changes. */
export const diffWords = {
  names: {
    title: '名称',
    description: '简介',
    status: '阶段',
    type: '类别',
    'budget.amount.amount': '预算（元）',
    'budget.description': '预算出处',
    'locations[site].gazetteer.identifiers': '街道代码',
    'locations[site].address.locality': '街道',
    'locations[site].address.streetAddress': '地址',
    'locations[site].geometry.coordinates': '经纬度',
    'additionalClassifications[invented].description': '示例',
    'additionalClassifications[unpublished].description': '不公开',
  } as Record<string, string>,
  due: (what: string): string => `${what}，计划`,
  met: (what: string): string => `${what}，实际`,
  places: (phase: Phase): string => `${phaseWords[phase]}学位`,
  classes: (phase: Phase): string => `${phaseWords[phase]}班数`,
}

export const logWords = {
  fresh: (title: string): string => `${title}：从 OC4IDS 文件新增`,
  changed: (title: string): string => `${title}：按 OC4IDS 文件改`,
  reason: (file: string): string => `OC4IDS 文件 ${file}`,
}

const counted = ({ fresh, changed, same }: { fresh: number; changed: number; same: number }): string =>
  `新增 ${many(fresh)} 个，改 ${many(changed)} 个，不变 ${many(same)} 个`

export const oc4idsWords = {
  title: (all: number, open: number): string =>
    all === 0 ? '还没有项目可以公开' : `${many(open)} 个项目的数据公开，一共 ${many(all)} 个`,
  name: '开放数据',
  lead: 'OC4IDS 0.9.5 是基建项目公开的国际标准。导出能交给别的系统，也能再导入，一个字不差。',
  fileName: (day: string): string => `学校建设项目 OC4IDS ${day}.json`,
  take: '拿走',
  takeSays: '内部备注、负责人、付款、资金和日子改过的每一版都不在里面。',
  all: (count: number): string => `下载全部 ${many(count)} 个`,
  open: (count: number): string => `下载公开的 ${many(count)} 个`,
  feed: '公开地址，谁都能读：',
  bring: '导入',
  bringSays: '一包项目或一个项目。先看变化，确认了才改，要么全改，要么不改。文件里没写的不动；不认识的内容照原样留着。',
  file: 'OC4IDS 文件',
  fileHint: '.json，最大 5 MB。',
  noFile: '先选一个文件。',
  send: '读一遍给我看',
  latest: '最近导入的',
  latestCaption: '最近导入的文件和结果',
  latestColumns: { file: '文件', at: '时间', state: '走到哪', what: '结果' },
  states: { reading: '正在读', ready: '等您看', applying: '正在办', applied: '办好了', failed: '没有办' },
  noneYet: '还没有导入过。',
  toProjects: '回项目',
  counts: (counts: { fresh: number; changed: number; same: number; wrong: number }): string =>
    counts.wrong > 0 ? `${counted(counts)}，不对 ${many(counts.wrong)} 个` : counted(counts),
}

export const previewWords = {
  title: '看过再办',
  wrongTitle: (count: number): string => `有 ${many(count)} 处不对，什么都没有改`,
  wrongSays: '在文件里改好，再交一次。',
  wrongMore: (shown: number): string => `先列出前 ${shown} 处。`,
  wrongCaption: '哪个项目、哪个地方、要改什么',
  wrongColumns: { project: '项目', at: '地方', says: '要改什么' },
  project: (number: number, id: string): string => (id === '' ? `第 ${number} 个` : `第 ${number} 个 ${id}`),
  whole: '整个项目',
  readyTitle: '现在还什么都没有改',
  readySays: '下面没有问题，就点“照这样办”。',
  nothing: '和现在的一样，没有要办的。',
  streets: (names: string): string => `还没有街道，从文件里加上：${names}。`,
  caption: '会改的项目',
  columns: { project: '项目', what: '会怎样' },
  groups: {
    changed: (count: number): string => `要改 ${many(count)}`,
    new: (count: number): string => `新增 ${many(count)}`,
  },
  from: (was: string): string => `原来：${was || '空'}`,
  to: (now: string): string => `改成：${now || '空'}`,
  more: (count: number): string => `还有 ${many(count)} 处`,
  moreProjects: (count: number): string => `还有 ${many(count)} 个项目没有列出来，都在文件里。`,
  apply: (fresh: number, changed: number): string =>
    `照这样办：${[fresh > 0 ? `新增 ${many(fresh)} 个` : '', changed > 0 ? `改 ${many(changed)} 个` : ''].filter(Boolean).join('，')}`,
  discard: '不办了',
  another: '再交一份',
  appliedTitle: (counts: { fresh: number; changed: number; same: number }): string => `办好了：${counted(counts)}`,
  appliedSays: '公开的项目，家长现在就能看到。',
  failedTitle: '没有办，什么都没有改',
  back: '回开放数据',
}
