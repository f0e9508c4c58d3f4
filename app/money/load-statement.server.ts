import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { livingExemption } from './exemption-rules'
import { exemptionsOf } from './exemptions.server'
import { pickTerm } from './money-desk.server'
import { type DueLine, loadDueFacts } from './money-facts.server'
import { type Movement, type PupilMoney, readMoney, totalOf } from './pupil-money.server'

export interface StatementOfChild {
  pupil: string
  name: string
  position: number
  of: { schoolName: string; grade: number; classNumber: number }
  money: PupilMoney
  /** What was or is taken; places that only ever were waited for are left out. */
  lines: DueLine[]
  movements: Movement[]
  exemption: { percent: number; basis: string; approved: boolean } | null
}

export interface Statement {
  term: string
  termName: string
  terms: { id: string; name: string }[]
  children: StatementOfChild[]
  /** Of the whole family. */
  total: PupilMoney
}

/** What a family owes, paid and got back in a term, child by child. Reads only. Refuses NOT_FOUND (term). */
export const loadStatement = async (context: Context, actor: Actor, asked: { term: string }): Promise<Statement> => {
  const picked = await pickTerm(context, asked.term)
  const facts = await loadDueFacts(context, picked.term)
  const pupils = actor.children.map(({ pupil }) => pupil)
  const read = await readMoney(context, context.store.db, facts, { pupils })
  const children: StatementOfChild[] = []
  for (const { pupil, name, position, schoolName, grade, classNumber } of actor.children) {
    const living = livingExemption(await exemptionsOf(context, context.store.db, { pupil, term: picked.term }))
    children.push({
      pupil,
      name,
      position,
      of: { schoolName, grade, classNumber },
      money: totalOf(read.pairs.filter(([id]) => id === pupil).map(([id, school]) => read.of(id, school))),
      lines: read.lines.filter((line) => line.pupil === pupil && line.leftAt !== null),
      movements: read.movements.filter((movement) => movement.pupil === pupil),
      exemption: living ? { percent: living.percent, basis: living.basis, approved: living.approvedBy !== null } : null,
    })
  }
  return { ...picked, children, total: totalOf(children.map(({ money }) => money)) }
}

export interface FamilyBill {
  dueFen: number
  paidFen: number
}

/** The one line on a family's own page: what the term costs, and what was paid (less what came back). */
export const loadFamilyBill = async (
  context: Context,
  pupils: readonly string[],
  term: string,
): Promise<FamilyBill> => {
  if (pupils.length === 0) return { dueFen: 0, paidFen: 0 }
  const read = await readMoney(context, context.store.db, await loadDueFacts(context, term), { pupils })
  const { chargeFen, exemptedFen, paidFen, refundedFen } = totalOf(
    read.pairs.map(([pupil, school]) => read.of(pupil, school)),
  )
  return { dueFen: chargeFen - exemptedFen, paidFen: paidFen - refundedFen }
}
