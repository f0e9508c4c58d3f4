import { backgroundCheckKind, type FeeCap, feeCapKind, forbiddenWordsKind, planKind } from '~/courses/checks/rule-kinds'
import { addDays, instantOf } from '~/shared/day'
import { refundKind } from '~/shared/rules/refund-rule'
import { DISTRICT } from '../makers/rows'
import type { Rows } from './rows'
import { OFFICER } from './staff'

/** The bureau's rules of the demo, with invented documents that say so, and the background checks of outside teachers. */

const DAYS_IN_FORCE = 800
const SECOND_CAP_SINCE = 300

/** Every rule has a version in force; the cap of fees had an earlier one. */
export const addRules = (rows: Rows, today: string): void => {
  const [since, lately] = [addDays(today, -DAYS_IN_FORCE), addDays(today, -SECOND_CAP_SINCE)]
  const record = (kind: string, version: number, from: string, nth: number, content: object): void => {
    const documentOn = addDays(from, -20)
    const document = `济天教示例〔${documentOn.slice(0, 4)}〕${nth} 号`
    const at = instantOf(addDays(from, -15), '10:00')
    const row = { district: DISTRICT, kind, version, document, documentOn, effectiveOn: from, content }
    rows.add('ruleVersion', { ...row, recordedBy: OFFICER, at })
  }
  const firstCap: FeeCap = { ...feeCapKind.fallback, townFen: 320 }
  record(feeCapKind.key, 1, since, 3, firstCap)
  record(feeCapKind.key, 2, lately, 12, feeCapKind.fallback)
  for (const kind of [forbiddenWordsKind, planKind, backgroundCheckKind, refundKind])
    record(kind.key, 1, since, 3, kind.fallback)
}

/** How long a check counts: most for long, that of one teacher runs out while the course runs. */
const CHECKED_FOR = 330
const SOON = 20
const SOON_OVER = '白老师'

/** 准入查询 of everybody from outside. */
export const addBackgroundChecks = (rows: Rows, today: string): void => {
  const outside = rows.of('instructor').filter(({ account }) => !account)
  for (const [nth, { id, name }] of outside.entries()) {
    const checkedOn = addDays(today, -35)
    rows.add('backgroundCheck', {
      district: DISTRICT,
      instructor: id,
      sequence: 1,
      number: `示例查询 ${String(nth + 1).padStart(4, '0')}`,
      checkedOn,
      expiresOn: addDays(today, name === SOON_OVER ? SOON : CHECKED_FOR),
      recordedBy: OFFICER,
      at: instantOf(addDays(checkedOn, 1), '09:00'),
    })
  }
}
