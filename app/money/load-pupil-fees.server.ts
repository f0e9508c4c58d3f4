import { and, asc, eq } from 'drizzle-orm'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { livingExemption, standingOf } from './exemption-rules'
import { exemptionsOf, keeps } from './exemptions.server'
import { netOf } from './load-fees.server'
import { loadMoneyDesk, type MoneyDesk } from './money-desk.server'
import { type DueLine, loadDueFacts } from './money-facts.server'
import { memos } from './money-words'
import { missingDues } from './post-dues.server'
import { type PupilMoney, pupilOfSchool, readMoney } from './pupil-money.server'

export interface EntryLine {
  key: string
  day: string
  kind: 'charge' | 'exemption' | 'payment' | 'refund' | 'net'
  memo: string
  /** What it adds to what is owed. */
  fen: number
  /** What is owed after it. */
  balanceFen: number
  bankReference: string | null
}

export interface PupilFees {
  desk: MoneyDesk
  pupil: Awaited<ReturnType<typeof pupilOfSchool>>
  money: PupilMoney
  lines: DueLine[]
  entries: EntryLine[]
  keeper: boolean
  /** Only for the two named staff. */
  exemption: {
    standing: ReturnType<typeof standingOf>
    percent: number
    basis: string
    document: string
    /** Asked for by the person who looks. */
    mine: boolean
    history: number
  } | null
  today: string
}

const entriesOf = async (
  { store, district }: Context,
  { pupil, term, school }: { pupil: string; term: string; school: string },
) => {
  const { ledgerEntry, ledgerLine, payment } = store.tables
  return store.db
    .select({
      key: ledgerEntry.id,
      day: ledgerEntry.day,
      kind: ledgerEntry.kind,
      memo: ledgerEntry.memo,
      fen: ledgerLine.amountFen,
      bankReference: payment.bankReference,
    })
    .from(ledgerEntry)
    .innerJoin(
      ledgerLine,
      and(
        eq(ledgerLine.district, ledgerEntry.district),
        eq(ledgerLine.entry, ledgerEntry.id),
        eq(ledgerLine.account, 'due'),
      ),
    )
    .leftJoin(payment, and(eq(payment.district, ledgerEntry.district), eq(payment.entry, ledgerEntry.id)))
    .where(
      and(
        eq(ledgerEntry.district, district),
        eq(ledgerEntry.pupil, pupil),
        eq(ledgerEntry.term, term),
        eq(ledgerEntry.school, school),
      ),
    )
    .orderBy(asc(ledgerEntry.at), asc(ledgerEntry.day), asc(ledgerEntry.id))
}

/**
 * One child's money with a school, entry by entry; what the tick has not posted yet stands at the end, unwritten.
 * Refuses FORBIDDEN (another school), NOT_FOUND (a child that has nothing to do with it).
 */
export const loadPupilFees = async (
  context: Context,
  actor: Actor,
  asked: { school: string; term: string; pupil: string },
  today: string,
): Promise<PupilFees> => {
  const desk = await loadMoneyDesk(context, actor, asked)
  const { school, term } = desk
  const { db } = context.store
  const pupil = await pupilOfSchool(context, db, { pupil: asked.pupil, school, term })
  const facts = await loadDueFacts(context, term)
  const keeper = await keeps(context, db, actor, school)
  const read = await readMoney(context, db, facts, { pupils: [pupil.id] })
  const money = read.of(pupil.id, school)
  const posted = await entriesOf(context, { pupil: pupil.id, term, school })
  const missing = (await missingDues(context, db, facts, [pupil.id]))
    .filter((entry) => entry.school === school)
    .map(({ sides, day, memo }, i) => ({
      key: `missing-${i}`,
      day,
      kind: sides.kind,
      memo,
      fen: sides.lines.find(({ account }) => account === 'due')?.amountFen ?? 0,
      bankReference: null,
    }))
  const all = [...posted, ...missing]
  const net = all.filter(({ kind }) => kind === 'payment' || kind === 'refund')
  const dueFen = money.chargeFen - money.exemptedFen
  const first = { key: 'net', day: facts.term.startsOn, kind: 'net' as const, memo: memos.net, fen: dueFen }
  let balanceFen = 0
  const entries = (keeper ? all : [{ ...first, bankReference: null }, ...net]).map((entry): EntryLine => {
    balanceFen += entry.fen
    return { ...entry, bankReference: entry.bankReference?.slice(school.length + 1) ?? null, balanceFen }
  })
  const rows = keeper ? await exemptionsOf(context, db, { pupil: pupil.id, term }) : []
  const living = livingExemption(rows)
  return {
    desk,
    pupil,
    money: keeper ? money : netOf(money),
    lines: read.lines.filter((line) => line.school === school),
    entries,
    keeper,
    exemption: keeper
      ? {
          standing: standingOf(living),
          percent: living?.percent ?? 0,
          basis: living?.basis ?? '',
          document: living?.document ?? '',
          mine: living?.requestedBy === actor.account,
          history: rows.filter(({ endedAt }) => endedAt !== null).length,
        }
      : null,
    today,
  }
}
