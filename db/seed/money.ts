import { chargeEntry, exemptionEntry, type LedgerSides, paymentEntry, refundEntry } from '~/money/ledger-rules'
import { memos } from '~/money/money-words'
import { shareOf } from '~/money/refund-rules'
import { addDays, instantOf } from '~/shared/day'
import { accountRow, DISTRICT, roleGrantRow } from '../makers/rows'
import { LIUAN, OWN_ROUND } from './places'
import { seededRandom } from './random'
import type { Rows } from './rows'

/** The second of the two who see the exemptions of the mock-ups' school. */
export const SECOND_KEEPER = `admin-${LIUAN}-2`
const SEED = 12_400
const EXEMPT_SHARE = 0.015
const OVERPAID_SHARE = 0.004

/** A second administrator, and the two seats for exemptions. Call it when the schools' administrators stand. */
export const addKeepers = (rows: Rows, passwordHash: string, now: number): void => {
  rows.add('account', accountRow({ id: SECOND_KEEPER, name: '教务 示例丙', staffNumber: 'JW0102', passwordHash }))
  rows.add('roleGrant', roleGrantRow({ account: SECOND_KEEPER, role: 'school_admin', school: LIUAN }))
  for (const [i, account] of [`admin-${LIUAN}`, SECOND_KEEPER].entries())
    rows.add('exemptionKeeper', {
      district: DISTRICT,
      school: LIUAN,
      seat: i + 1,
      account,
      namedBy: `admin-${LIUAN}`,
      at: now,
    })
}

interface TermMoney {
  term: { id: string; startsOn: string }
  today: string
  now: number
  /** Most families have paid for the term before, not yet for the one that runs. */
  current: boolean
}

/** Charges, a few exemptions and most families' payments of one term, at two schools. */
export const addMoney = (rows: Rows, { term, today, now, current }: TermMoney): void => {
  const random = seededRandom(SEED + Number(term.id.slice(0, 4)) + (current ? 1 : 0))
  const titles = new Map(rows.of('course').map(({ id, title }) => [id, title]))
  const sections = new Map(
    rows
      .of('section')
      .filter(({ school, term: of, base }) => of === term.id && !base && (school === LIUAN || school === OWN_ROUND))
      .map((section) => [section.id, section]),
  )
  const places = new Map<string, { section: string; fen: number }[]>()
  for (const { pupil, section, state, feeFen } of rows.of('enrolment')) {
    const at = sections.get(section)
    if (!at || state !== 'enrolled' || feeFen === 0) continue
    const key = `${pupil} ${at.school}`
    places.set(key, [...(places.get(key) ?? []), { section, fen: feeFen }])
  }
  const day = [addDays(term.startsOn, 7), today].sort()[0] ?? today
  const at = Math.min(now, instantOf(day, '08:00'))
  let entries = 0
  for (const [key, taken] of places) {
    const [pupil = '', school = ''] = key.split(' ')
    const between = { pupil, school }
    const post = (sides: LedgerSides, memo: string, section: string | null, actor: string): string => {
      entries += 1
      const id = `seed-${term.id}-${entries}`
      const { kind } = sides
      rows.add('ledgerEntry', {
        district: DISTRICT,
        id,
        kind,
        term: term.id,
        ...between,
        section,
        memo,
        actor,
        day,
        at,
      })
      for (const [i, line] of sides.lines.entries())
        rows.add('ledgerLine', { district: DISTRICT, entry: id, number: i + 1, ...line })
      return id
    }
    const move = (fen: number): void => {
      const sides = fen > 0 ? paymentEntry(between, fen) : refundEntry(between, -fen)
      const recordedBy = `admin-${school}`
      const entry = post(sides, memos.transfer, null, recordedBy)
      const facts = { method: 'transfer' as const, bankReference: null, paidOn: day, recordedBy, at }
      rows.add('payment', { district: DISTRICT, id: entry, entry, ...between, term: term.id, amountFen: fen, ...facts })
    }
    for (const { section, fen } of taken)
      post(chargeEntry(between, fen), titles.get(sections.get(section)?.course ?? '') ?? '', section, '')
    const charged = taken.reduce((sum, { fen }) => sum + fen, 0)
    const exempt = school === LIUAN && random.chance(EXEMPT_SHARE)
    const waived = exempt ? shareOf(charged, random.pick([50, 100])) : 0
    if (exempt) {
      const percent = waived === charged ? 100 : 50
      const [requestedBy, approvedBy] = [`admin-${LIUAN}`, SECOND_KEEPER]
      const paper = { basis: 'hardship', document: '示例困难认定' }
      rows.add('exemption', {
        district: DISTRICT,
        pupil,
        term: term.id,
        percent,
        ...paper,
        requestedBy,
        approvedBy,
        endedAt: null,
        at,
      })
      if (waived > 0) post(exemptionEntry(between, waived), memos.exemption, null, '')
    }
    const due = charged - waived
    if (due === 0) continue
    if (random.chance(OVERPAID_SHARE)) {
      move(due + 2_000)
      if (!current) move(-2_000)
    } else if (random.chance(current ? 0.7 : 0.97)) move(due)
  }
}
