import { weekdayName } from '~/shared/day'
import { planDays } from '../filing-rules'
import { gradeName, gradesOf, partsOfSlot } from '../fit-rules'
import { findingWords as words } from './check-words'
import { type Finding, inOrder, sourceOf } from './finding'
import type { PlanRule } from './rule-kinds'
import type { RulesToCheck } from './rules-to-check'
import { checkSections, type SectionToCheck } from './section-checks'

/** What is checked of a plan as a whole, and all checks together. Pure. */

export interface LineToCheck extends SectionToCheck {
  /** Bit g is set when grade g may come. */
  grades: number
}

export interface PlanToCheck {
  sections: readonly LineToCheck[]
  /** The grades the school has. */
  grades: readonly number[]
}

/** Every finding on a plan, in one order whatever the order of its sections. */
export const checkPlanBy = (plan: PlanToCheck, rules: RulesToCheck): Finding[] =>
  inOrder([...checkWeek(plan, rules), ...checkSections(plan.sections, rules)])

/** Days under two hours, and grades without base care on some day. */
export const checkWeek = ({ sections, grades }: PlanToCheck, { plan: rule }: RulesToCheck): Finding[] => {
  const { minutesADay, weekdays, breakMinutes, baseCareEveryGrade } = rule.content
  const of = { ...sourceOf(rule), section: null, field: '' as const, severity: 'block' as const }
  const short = planDays(sections, breakMinutes)
    .filter(({ weekday, minutes }) => weekday <= weekdays && minutes < minutesADay)
    .map(({ weekday, minutes }): Finding => {
      const sentence = words.shortDay(weekdayName(weekday), minutes, minutesADay)
      return { ...of, rule: 'short-day', subject: `plan:weekday-${weekday}`, sentence }
    })
  const bare = baseCareEveryGrade ? bareDays(sections, grades, rule.content) : []
  return [
    ...short,
    ...bare.map(({ grade, days }): Finding => {
      const sentence = words.noCare(gradeName(grade), days.map(weekdayName).join('、'))
      return { ...of, rule: 'no-care', subject: `plan:grade-${grade}`, sentence }
    }),
  ]
}

const bareDays = (sections: readonly LineToCheck[], grades: readonly number[], { weekdays }: PlanRule) => {
  const cared = new Set<string>()
  for (const { base, slots, grades: mask } of sections)
    if (base)
      for (const { slot } of slots)
        for (const grade of gradesOf(mask)) cared.add(`${grade} ${partsOfSlot(slot).weekday}`)
  const days = [1, 2, 3, 4, 5].filter((day) => day <= weekdays)
  return [...new Set(grades)]
    .map((grade) => ({ grade, days: days.filter((day) => !cared.has(`${grade} ${day}`)) }))
    .filter(({ days: bare }) => bare.length > 0)
}
