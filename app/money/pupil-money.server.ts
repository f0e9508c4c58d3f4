import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '#db/store'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { type DueFacts, type DueLine, readDueLines, readExemptPercents } from './money-facts.server'
import { shareOf } from './refund-rules'

/** One child's money with one school in one term, in 分. */
export interface PupilMoney {
  /** By enrolments and rules, before anything is waived. */
  chargeFen: number
  exemptedFen: number
  paidFen: number
  refundedFen: number
  /** Charge − exempted − paid + refunded: what is still to pay; negative: what the family has in credit. */
  balanceFen: number
}

export const noMoney: PupilMoney = { chargeFen: 0, exemptedFen: 0, paidFen: 0, refundedFen: 0, balanceFen: 0 }

/** The balance of its parts. */
export const summed = (parts: Omit<PupilMoney, 'balanceFen'>): PupilMoney => ({
  ...parts,
  balanceFen: parts.chargeFen - parts.exemptedFen - parts.paidFen + parts.refundedFen,
})

export const totalOf = (all: readonly PupilMoney[]): PupilMoney =>
  all.reduce<PupilMoney>(
    (sum, one) => ({
      chargeFen: sum.chargeFen + one.chargeFen,
      exemptedFen: sum.exemptedFen + one.exemptedFen,
      paidFen: sum.paidFen + one.paidFen,
      refundedFen: sum.refundedFen + one.refundedFen,
      balanceFen: sum.balanceFen + one.balanceFen,
    }),
    noMoney,
  )

export interface Movement {
  id: string
  pupil: string
  school: string
  term: string
  amountFen: number
  method: 'cash' | 'transfer' | 'bank_file'
  bankReference: string | null
  paidOn: string
  at: number
}

interface Scope {
  pupils?: readonly string[]
  school?: string
}

/** What came in and went back in a term. */
export const readMovements = (
  { store, district }: Context,
  db: Db,
  term: string,
  { pupils, school }: Scope,
): Promise<Movement[]> => {
  const { payment } = store.tables
  return db
    .select({
      id: payment.id,
      pupil: payment.pupil,
      school: payment.school,
      term: payment.term,
      amountFen: payment.amountFen,
      method: payment.method,
      bankReference: payment.bankReference,
      paidOn: payment.paidOn,
      at: payment.at,
    })
    .from(payment)
    .where(
      and(
        eq(payment.district, district),
        eq(payment.term, term),
        pupils ? store.among(payment.pupil, pupils) : undefined,
        school === undefined ? undefined : eq(payment.school, school),
      ),
    )
    .orderBy(asc(payment.paidOn), asc(payment.at), asc(payment.id))
}

export interface MoneyRead {
  /** By pupil, then by school. */
  of(pupil: string, school: string): PupilMoney
  /** Whoever has anything, as [pupil, school]. */
  pairs: [pupil: string, school: string][]
  lines: DueLine[]
  movements: Movement[]
  percents: Map<string, number>
}

/** Everything of a term's money as it should stand now, computed by the functions that the postings use. Reads only. */
export const readMoney = async (context: Context, db: Db, facts: DueFacts, scope: Scope): Promise<MoneyRead> => {
  const lines = await readDueLines(context, db, facts, scope)
  const movements = await readMovements(context, db, facts.term.id, scope)
  const pupils = [...new Set(lines.map(({ pupil }) => pupil))]
  const percents = await readExemptPercents(context, db, facts.term.id, scope.pupils ? { pupils } : {})
  const parts = new Map<string, Omit<PupilMoney, 'balanceFen'>>()
  const partsOf = (pupil: string, school: string) => {
    const key = JSON.stringify([pupil, school])
    const found = parts.get(key) ?? { chargeFen: 0, exemptedFen: 0, paidFen: 0, refundedFen: 0 }
    parts.set(key, found)
    return found
  }
  for (const { pupil, school, chargeFen } of lines) partsOf(pupil, school).chargeFen += chargeFen
  for (const [key, part] of parts) {
    const [pupil = ''] = JSON.parse(key) as string[]
    part.exemptedFen = shareOf(part.chargeFen, percents.get(pupil) ?? 0)
  }
  for (const { pupil, school, amountFen } of movements) {
    const part = partsOf(pupil, school)
    if (amountFen > 0) part.paidFen += amountFen
    else part.refundedFen -= amountFen
  }
  return {
    of: (pupil, school) => {
      const found = parts.get(JSON.stringify([pupil, school]))
      return found ? summed(found) : noMoney
    },
    pairs: [...parts.keys()].map((key) => JSON.parse(key) as [string, string]),
    lines,
    movements,
    percents,
  }
}

/**
 * A pupil as far as a school's money goes: on its roll, or with a place there in the term (who moved away is still owed).
 * Refuses NOT_FOUND for anybody else.
 */
export const pupilOfSchool = async (
  { store, district }: Context,
  db: Db,
  { pupil: id, school, term }: { pupil: string; school: string; term: string },
): Promise<{ id: string; name: string; studentNumber: string; grade: number; classNumber: number }> => {
  const { pupil, homeClass, enrolment, section } = store.tables
  const [row] = await db
    .select({
      id: pupil.id,
      name: pupil.name,
      studentNumber: pupil.studentNumber,
      school: pupil.school,
      grade: homeClass.grade,
      classNumber: homeClass.number,
    })
    .from(pupil)
    .innerJoin(homeClass, and(eq(homeClass.district, pupil.district), eq(homeClass.id, pupil.homeClass)))
    .where(and(eq(pupil.district, district), eq(pupil.id, id)))
  if (!row) throw refuse('NOT_FOUND')
  if (row.school !== school) {
    const [place] = await db
      .select({ section: enrolment.section })
      .from(enrolment)
      .innerJoin(section, and(eq(section.district, enrolment.district), eq(section.id, enrolment.section)))
      .where(
        and(
          eq(enrolment.district, district),
          eq(enrolment.pupil, id),
          eq(enrolment.term, term),
          eq(section.school, school),
        ),
      )
      .limit(1)
    if (!place) throw refuse('NOT_FOUND')
  }
  return row
}
