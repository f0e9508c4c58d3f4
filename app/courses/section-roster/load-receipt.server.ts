import { and, eq } from 'drizzle-orm'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import type { QrDrawing } from '~/shared/ui'
import { drawQr } from '~/shared/ui/qr.server'
import type { EnrolmentAnswer, LineAnswer } from '../enrolment'
import { slotsInWords } from '../family-words'
import { gradeName } from '../fit-rules'
import { loadCards } from '../load-cards.server'
import type { SectionCard } from '../section-card'
import { pupilOnPaper } from './load-paper.server'
import { words } from './roster-words'

export interface ReceiptLine {
  section: string
  title: string
  times: string
  outcome: 'got' | 'waits' | 'left' | 'not'
  /** Fee, place in line, or why not. */
  says: string
  feeFen: number
}

export interface Receipt {
  reference: string
  at: number
  qr: QrDrawing
  pupil: string
  name: string
  className: string
  schoolName: string
  /** Who entered it. */
  by: string
  signedOn: string
  signedBy: string
  lines: ReceiptLine[]
  feeFen: number
}

/**
 * What a school answered to one paper form, for its administrators; what was told then, whatever happened since.
 * Refuses NOT_FOUND (no such number, another child's, one that was not on paper), FORBIDDEN (another school's child).
 */
export const loadReceipt = async (
  context: Context,
  actor: Actor,
  { pupil, reference }: { pupil: string; reference: string },
): Promise<Receipt> => {
  const child = await pupilOnPaper(context, actor, pupil)
  const { store, district } = context
  const { enrolmentRequest, account } = store.tables
  const [row] = await store.db
    .select({ answer: enrolmentRequest.answer, by: account.name })
    .from(enrolmentRequest)
    .innerJoin(account, and(eq(account.district, district), eq(account.id, enrolmentRequest.account)))
    .where(and(eq(enrolmentRequest.district, district), eq(enrolmentRequest.reference, reference)))
  // Written by the enrolment desk alone.
  const answer = row?.answer as EnrolmentAnswer | undefined
  const onBehalf = answer?.onBehalf
  if (!answer || !onBehalf || onBehalf.school !== child.school || answer.lines.some((line) => line.pupil !== pupil))
    throw refuse('NOT_FOUND')
  const cards = await loadCards(
    context,
    answer.lines.map(({ section }) => section),
  )
  const lines = answer.lines.map((line) => lineOf(line, cards.get(line.section)))
  return {
    reference: answer.reference,
    at: answer.at,
    qr: drawQr(answer.reference),
    pupil,
    name: child.name,
    className: words.roster.class(gradeName(child.grade), child.classNumber),
    schoolName: child.schoolName,
    by: row?.by ?? '',
    signedOn: onBehalf.signedOn ?? '',
    signedBy: onBehalf.signedBy ?? '',
    lines,
    feeFen: lines.reduce((sum, { feeFen }) => sum + feeFen, 0),
  }
}

const lineOf = (line: LineAnswer, card: SectionCard | undefined): ReceiptLine => {
  const about = { section: line.section, title: card?.title ?? '', times: card ? slotsInWords(card.slots) : '' }
  switch (line.outcome) {
    case 'enrolled':
    case 'transferred':
      return { ...about, outcome: 'got', says: '', feeFen: line.feeFen }
    case 'waitlisted':
      return { ...about, outcome: 'waits', says: words.receipt.waits(line.position), feeFen: 0 }
    case 'withdrawn':
      return { ...about, outcome: 'left', says: '', feeFen: 0 }
    case 'refused':
      return { ...about, outcome: 'not', says: line.sentence, feeFen: 0 }
  }
}
