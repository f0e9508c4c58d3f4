import type { ChangeSubject } from './change-search'

/** 留痕: what people read of who changed what, and of a decision. Client-safe. */

const many = (count: number): string => count.toLocaleString('en-US')

export const subjectWords: Record<ChangeSubject, string> = {
  project: '项目',
  capacity: '学位账',
  standard: '班额标准',
  demand: '数据',
  scenario: '方案',
  run: '预测',
  warning: '预警',
  catchment: '招生范围',
  decision: '决定',
}

export const changeWords = {
  panel: '谁改了什么',
  all: '全部留痕',
  none: '还没有人改过什么。',
  system: '系统',
  /** ▼ where places go, ▲ where they come; '' where none move. */
  effect: (places: number | null, year: number | null): string => {
    if (!places) return ''
    const when = year === null ? '' : `${year} 年`
    return places < 0 ? `${when}少 ${many(-places)} 个学位` : `${when}多 ${many(places)} 个学位`
  },
  signed: (places: number): string => (places < 0 ? `−${many(-places)}` : `+${many(places)}`),
  title: (total: number, filtered: boolean): string =>
    total === 0
      ? filtered
        ? '这些条件下没有留痕'
        : '还没有留痕'
      : `${filtered ? '找到' : '一共'} ${many(total)} 条留痕`,
  lead: '谁在什么时候改了什么，为什么，学位多了还是少了。写下就不能改，也不能删。',
  caption: '留痕',
  columns: {
    when: '时间',
    subject: '哪一类',
    street: '街道',
    what: '改了什么',
    why: '为什么',
    effect: '学位',
    who: '谁',
  },
  sheetColumns: { places: '学位变动', year: '从哪年起' },
  wholeDistrict: '全区',
  filters: '筛选',
  subject: '哪一类',
  anySubject: '都看',
  street: '街道',
  anyStreet: '都看',
  districtOnly: '只看全区的',
  who: '谁改的',
  anybody: '都看',
  from: '从哪天',
  to: '到哪天',
  look: '按这些找',
  clear: '不筛了，都看',
  empty: '没有这样的留痕。少选一个条件再看。',
  nothing: '还没有留痕。改一个项目的日期、算一版预测，这里就会有。',
  pages: '翻页',
  page: (page: number, pages: number): string => `第 ${page} 页，共 ${pages} 页`,
  newer: '新一点的',
  older: '早一点的',
  file: '留痕',
}

export const decisionWords = {
  act: '记一条决定',
  title: '记一条决定',
  lead: '开会定了什么、为什么这样定，写在这里。写下就进留痕，不能改也不能删。',
  what: '定了什么',
  whatHint: '一句话，比如“泺口初中 2027 年先借用老校舍”。',
  whatShape: '写 2 到 80 个字，说清楚定了什么。',
  why: '为什么这样定',
  whyHint: '写明会议、文件号或依据，以后的人看得懂。',
  whyShape: '写 2 到 500 个字，说清楚为什么。',
  street: '哪个街道',
  streetHint: '管全区的就不选。',
  wholeDistrict: '全区',
  streetUnknown: '没有这个街道，请重新选。',
  keyLost: '这一页放得太久了，请刷新再写。',
  save: '写进留痕',
  back: '回到缺不缺',
}
