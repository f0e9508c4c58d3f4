/** What people read of the yearly promotion. */
const grade = (n: number): string => `${'〇一二三四五六七八九'[n] ?? ''}年级`

export const promotionWords = {
  title: '新学年升级',
  allTitle: '全区升级',
  lead: (year: number): string => `${year} 年的新学年：每个班升一个年级，最高年级毕业。班号、学生、家长都不变。`,
  early: (day: string): string => `${day}起可以办。`,
  done: (day: string): string => `今年已经升过级了（${day}）。升错了，请按现在的年级重新导入学生名册。`,
  empty: '还没有班级，先导入学生名册。',
  caption: '升级以后',
  columns: {
    from: '现在',
    to: '以后',
    classes: '班',
    pupils: '学生',
    school: '学校',
    state: '状态',
    graduates: '毕业',
  },
  grade,
  graduates: '毕业离校',
  undo: '升级一年只办一次，不能撤回。升错了，请按对的年级重新导入学生名册。',
  ended: '毕业的孩子还没上完的课马上结束，位子让给在排队的人；家长以前的课表和账还能看。',
  imported: (day: string): string => `${day}导入过学生名册，多半已经是新年级了。`,
  importedSure: '我看过了：现在的名册还是旧年级，要升级',
  sureMissing: '7 月以后导入过名册。看一眼年级，确实要升再打勾。',
  press: (school: string): string => `给${school}升级`,
  seeSchools: (ready: number): string => `看各校：还有 ${ready} 所可以升级`,
  pressAll: (schools: number): string => `给还没升的 ${schools} 所学校升级`,
  phases: { early: '没到时间', ready: '可以升级', done: '升过了', empty: '没有班级' },
}
