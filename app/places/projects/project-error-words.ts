import type { MilestoneKind } from '#db/schema/index'
import { milestoneWords } from './project-words'

/** What is said beside a field of a project's forms. Client-safe. */
export const projectErrors = {
  titleMissing: '写上项目的名称。',
  titleLong: '名称最多 60 个字。',
  titleTaken: (title: string): string => `已经有一个项目叫“${title}”了。`,
  foreignStreet: '请选一个街道。',
  foreignSchool: '没有这所学校，请重新选。',
  foreignOfficer: '没有这位同事，请重新选。',
  foreignTotal: '没有这个公布的数，请重新选。',
  stage: (stage: string): string => `现在不能改成“${stage}”：和日子对不上，或者要一步一步来。`,
  aboutLong: '最多 600 个字。',
  addressLong: '最多 80 个字。',
  sourceLong: '最多 120 个字。',
  sourceMissing: '写上这个数从哪里来。',
  noteLong: '最多 600 个字。',
  place: '经度写 73 到 136，纬度写 3 到 54，用小数。',
  placeBoth: '经度和纬度要么都写，要么都不写。',
  yuan: '写数字，单位是元，最多两位小数。',
  signedYuan: '写数字，单位是元；减少的写负数，最多两位小数。',
  notZero: '不能是 0。',
  positive: '要大于 0。',
  places: '写 0 到 20,000 的整数；还不知道就空着。',
  classes: '写 0 到 500 的整数；还不知道就空着。',
  classesAlone: '写了班数，也要写学位。',
  day: '写成 2027-09-01 这样，日历上要有这一天。',
  dayRange: '写 2000 年到 2099 年之间的日子。',
  dayFuture: '这一天还没到。',
  why: '写 2 到 200 个字，说清楚为什么。',
  whyCancel: '取消项目要说明原因。',
  nothing: '没有改动。',
  cancelled: '项目已经取消。先把阶段改回来，再改日子。',
  textMissing: '要写。',
  textLong: (most: number): string => `最多 ${most} 个字。`,
  days: '写 −3,650 到 3,650 的整数，缩短的写负数。',
  variationNothing: '钱和天数至少有一个不是 0。',
  noFile: '先选一个文件。',
  order: (kind: MilestoneKind, after: MilestoneKind): string =>
    `${milestoneWords[kind]}不能早于${milestoneWords[after]}。`,
  gap: (kind: MilestoneKind, after: MilestoneKind): string =>
    `${milestoneWords[after]}还没写办到的日子，${milestoneWords[kind]}不能先办到。`,
}
