import * as z from 'zod/mini'
import { refundKind } from '~/shared/rules/refund-rule'
import { type RuleKind, ruleKind } from '~/shared/rules/rule-kind'
import { kindWords as words } from './check-words'

/**
 * The closed list of the bureau's rules. Each is recorded in versions with the document it comes from.
 * A rule of another room stands in shared/rules (refund-rule.ts) and is listed here; the room reads it by
 * `ruleOn` of shared/rules/rules-in-force.server.ts.
 */

const whole = (from: number, to: number) => {
  const sentence = words.whole(from, to)
  return z.number(sentence).check(z.int(sentence), z.gte(from, sentence), z.lte(to, sentence))
}
const fen = z.number(words.fee).check(z.int(words.fee), z.gte(0, words.fee), z.lte(99_900, words.fee))
const texts = z
  .array(z.string(words.words).check(z.minLength(1, words.words), z.maxLength(20, words.words)), words.words)
  .check(z.maxLength(200, words.words))
const ids = z
  .array(z.string(words.schools).check(z.maxLength(64, words.schools)), words.schools)
  .check(z.maxLength(500))

const feeCap = z.object({
  /** 分 a 课时 at schools in town and in the country. */
  townFen: fen,
  ruralFen: fen,
  lessonMinutes: whole(20, 180),
  ruralSchools: ids,
})
export type FeeCap = z.infer<typeof feeCap>

/** What an hour may cost; the province's figures as far as they are known, to be recorded with their document. */
export const feeCapKind = ruleKind<FeeCap>({
  key: 'fee-cap',
  name: words.feeCap.name,
  says: words.feeCap.says,
  schema: feeCap,
  fallback: { townFen: 350, ruralFen: 300, lessonMinutes: 60, ruralSchools: [] },
  fields: [
    { path: 'townFen', input: 'yuan', label: words.feeCap.townFen },
    { path: 'ruralFen', input: 'yuan', label: words.feeCap.ruralFen },
    {
      path: 'lessonMinutes',
      input: 'whole',
      label: words.feeCap.lessonMinutes,
      hint: words.feeCap.lessonMinutesHint,
      unit: '分钟',
    },
    { path: 'ruralSchools', input: 'schools', label: words.feeCap.ruralSchools },
  ],
})

const forbiddenWords = z.object({ block: texts, warn: texts, exceptions: texts })
export type ForbiddenWords = z.infer<typeof forbiddenWords>

export const forbiddenWordsKind = ruleKind<ForbiddenWords>({
  key: 'forbidden-words',
  name: words.forbidden.name,
  says: words.forbidden.says,
  schema: forbiddenWords,
  fallback: {
    block: [
      '语文补课',
      '数学补课',
      '英语补课',
      '集体补课',
      '奥数',
      '刷题',
      '提前学',
      '超前学',
      '学科辅导',
      '学科培训',
      '应试',
      '讲新课',
      '押题',
      '小升初',
    ],
    warn: ['培优', '提分', '补差', '竞赛', '考级', '题海', '幼小衔接'],
    // What a school says it does not do; and words that only end like one of the list.
    exceptions: ['不刷题', '不讲新课', '不提前学', '不搞应试', '不是学科辅导', '提前学生', '提前学校'],
  },
  fields: [
    { path: 'block', input: 'lines', label: words.forbidden.block, hint: words.forbidden.lines },
    { path: 'warn', input: 'lines', label: words.forbidden.warn, hint: words.forbidden.lines },
    { path: 'exceptions', input: 'lines', label: words.forbidden.exceptions, hint: words.forbidden.exceptionsHint },
  ],
})

const plan = z.object({
  minutesADay: whole(0, 300),
  /** From Monday on. */
  weekdays: whole(1, 5),
  baseCareEveryGrade: z.boolean(),
  breakMinutes: whole(0, 60),
  /** Where several sections may meet at once: 操场. */
  sharedRooms: texts,
})
export type PlanRule = z.infer<typeof plan>

export const planKind = ruleKind<PlanRule>({
  key: 'plan',
  name: words.plan.name,
  says: words.plan.says,
  schema: plan,
  fallback: {
    minutesADay: 120,
    weekdays: 5,
    baseCareEveryGrade: true,
    breakMinutes: 20,
    sharedRooms: ['操场', '体育馆'],
  },
  fields: [
    { path: 'minutesADay', input: 'whole', label: words.plan.minutesADay, unit: '分钟' },
    { path: 'weekdays', input: 'whole', label: words.plan.weekdays, unit: '天' },
    { path: 'baseCareEveryGrade', input: 'tick', label: words.plan.baseCareEveryGrade },
    { path: 'breakMinutes', input: 'whole', label: words.plan.breakMinutes, unit: '分钟' },
    { path: 'sharedRooms', input: 'lines', label: words.plan.sharedRooms, hint: words.words },
  ],
})

const backgroundCheck = z.object({ needed: z.boolean(), warnDaysBefore: whole(0, 365) })
export type BackgroundCheckRule = z.infer<typeof backgroundCheck>

export const backgroundCheckKind = ruleKind<BackgroundCheckRule>({
  key: 'background-check',
  name: words.check.name,
  says: words.check.says,
  schema: backgroundCheck,
  fallback: { needed: true, warnDaysBefore: 30 },
  fields: [
    { path: 'needed', input: 'tick', label: words.check.needed },
    { path: 'warnDaysBefore', input: 'whole', label: words.check.warnDaysBefore, unit: '天' },
  ],
})

/** In the order of the bureau's page. */
export const ruleKinds: readonly RuleKind[] = [
  feeCapKind,
  forbiddenWordsKind,
  planKind,
  backgroundCheckKind,
  refundKind,
]
