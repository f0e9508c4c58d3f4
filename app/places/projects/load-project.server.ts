import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import type { MilestoneKind } from '#db/schema/index'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { streetWord } from '../street-words'
import { draftOfDates } from './dates-draft'
import { datesOf, milestoneKinds } from './milestone-rules'
import type { DatesDraft } from './project-form'
import { type ProjectLine, projectLine } from './project-line-rules'
import { type ProjectMoney, projectMoney } from './project-money-rules'
import { type ProjectChoices, readProjectChoices, readProjectFacts, requireOfficer } from './project-record.server'
import { stagesToChoose } from './project-rules'
import { type PhasePlaces, readPlaces } from './set-project-places.server'
import { ownSlips, slipRecordOf } from './slip-rules'

export interface RevisionLine {
  kind: MilestoneKind
  number: number
  dueOn: string | null
  metOn: string | null
  why: string
  /** '' for the system. */
  who: string
  at: number
}

export interface DocumentLine {
  id: string
  kind: 'document' | 'photo'
  title: string
  day: string
  published: boolean
  /** Of the small photo; 0 for a paper. */
  width: number
  height: number
}

export interface ProjectPage {
  line: ProjectLine
  /** What every form sends back: a later change makes it old. */
  seen: number
  today: string
  ownSlips: number
  row: {
    about: string
    address: string
    internalNote: string
    budgetSource: string
    published: boolean
    school: string
    officer: string
    budgetFen: number | null
  }
  stages: ProjectLine['stage'][]
  split: PhasePlaces[]
  dates: Record<keyof DatesDraft, string>
  /** The newest first. */
  revisions: RevisionLine[]
  money: ProjectMoney
  funding: { number: number; source: string; amountFen: number; document: string }[]
  payments: { number: number; contract: string; payee: string; amountFen: number; paidOn: string; who: string }[]
  variations: {
    number: number
    contract: string
    amountFen: number
    days: number
    agreedOn: string
    why: string
    who: string
  }[]
  documents: DocumentLine[]
  choices: ProjectChoices
}

const readDocuments = async ({ store, district }: Context, project: string): Promise<DocumentLine[]> => {
  const { projectDocument, projectDocumentFile } = store.tables
  return (
    await store.db
      .select({
        id: projectDocument.id,
        kind: projectDocument.kind,
        title: projectDocument.title,
        day: projectDocument.day,
        published: projectDocument.published,
        width: projectDocumentFile.width,
        height: projectDocumentFile.height,
      })
      .from(projectDocument)
      .leftJoin(
        projectDocumentFile,
        and(
          eq(projectDocumentFile.district, district),
          eq(projectDocumentFile.document, projectDocument.id),
          eq(projectDocumentFile.size, 'small'),
        ),
      )
      .where(
        and(
          eq(projectDocument.district, district),
          eq(projectDocument.project, project),
          isNull(projectDocument.removedAt),
        ),
      )
      .orderBy(desc(projectDocument.day), desc(projectDocument.at), asc(projectDocument.id))
  ).map(({ width, height, ...one }) => ({ ...one, width: width ?? 0, height: height ?? 0 }))
}

const readMoneyLines = async ({ store, district }: Context, project: string) => {
  const { projectFunding, projectPayment, contractVariation, account } = store.tables
  const funding = await store.db
    .select()
    .from(projectFunding)
    .where(and(eq(projectFunding.district, district), eq(projectFunding.project, project)))
    .orderBy(asc(projectFunding.number))
  const payments = await store.db
    .select({ row: projectPayment, who: account.name })
    .from(projectPayment)
    .leftJoin(account, and(eq(account.district, district), eq(account.id, projectPayment.by)))
    .where(and(eq(projectPayment.district, district), eq(projectPayment.project, project)))
    .orderBy(desc(projectPayment.paidOn), desc(projectPayment.number))
  const variations = await store.db
    .select({ row: contractVariation, who: account.name })
    .from(contractVariation)
    .leftJoin(account, and(eq(account.district, district), eq(account.id, contractVariation.by)))
    .where(and(eq(contractVariation.district, district), eq(contractVariation.project, project)))
    .orderBy(desc(contractVariation.agreedOn), desc(contractVariation.number))
  return {
    funding: funding.map(({ number, source, amountFen, document }) => ({ number, source, amountFen, document })),
    payments: payments.map(({ row: { number, contract, payee, amountFen, paidOn }, who }) => ({
      number,
      contract,
      payee,
      amountFen,
      paidOn,
      who: who ?? '',
    })),
    variations: variations.map(({ row: { number, contract, amountFen, days, agreedOn, why }, who }) => ({
      number,
      contract,
      amountFen,
      days,
      agreedOn,
      why,
      who: who ?? '',
    })),
  }
}

const readRevisions = async ({ store, district }: Context, project: string): Promise<RevisionLine[]> => {
  const { milestoneRevision, account } = store.tables
  const rows = await store.db
    .select({ row: milestoneRevision, who: account.name })
    .from(milestoneRevision)
    .leftJoin(account, and(eq(account.district, district), eq(account.id, milestoneRevision.by)))
    .where(and(eq(milestoneRevision.district, district), eq(milestoneRevision.project, project)))
  const place = (kind: MilestoneKind): number => milestoneKinds.indexOf(kind)
  return rows
    .map(({ row: { kind, number, dueOn, metOn, why, at }, who }) => ({
      kind,
      number,
      dueOn,
      metOn,
      why,
      at,
      who: who ?? '',
    }))
    .sort((a, b) => b.at - a.at || place(b.kind) - place(a.kind) || b.number - a.number)
}

/** Everything about a project for its officer. Refuses FORBIDDEN, PROJECT_UNKNOWN. */
export const loadProject = async (context: Context, actor: Actor, id: string): Promise<ProjectPage> => {
  requireOfficer(actor)
  const { store, clock } = context
  const today = dayOf(clock.now())
  // The odds of one project rest on the slips of all.
  const projects = await readProjectFacts(context, store.db)
  const project = projects.find((one) => one.id === id)
  if (!project) throw refuse('PROJECT_UNKNOWN')
  const { row } = project
  const choices = await readProjectChoices(context, store.db)
  const nameOf = (some: readonly { id: string; name: string }[], wanted: string): string =>
    some.find((one) => one.id === wanted)?.name ?? ''
  const names = {
    streetName: streetWord(nameOf(choices.streets, project.street)),
    schoolName: nameOf(choices.schools, project.school),
    officerName: nameOf(choices.officers, row.officer),
    longitude: row.longitude,
    latitude: row.latitude,
    invented: row.invented,
  }
  const dates = datesOf(project)
  const lines = await readMoneyLines(context, id)
  const amounts = (some: readonly { amountFen: number }[]): number[] => some.map(({ amountFen }) => amountFen)
  return {
    line: projectLine(project, names, today, slipRecordOf(projects)),
    seen: row.changedAt,
    today,
    ownSlips: ownSlips(project),
    row: {
      about: row.about,
      address: row.address,
      internalNote: row.internalNote,
      budgetSource: row.budgetSource,
      published: row.published,
      school: row.school,
      officer: row.officer,
      budgetFen: row.budgetFen,
    },
    stages: stagesToChoose(project.stage, dates),
    split: await readPlaces(context, store.db, id),
    dates: draftOfDates(dates),
    revisions: await readRevisions(context, id),
    money: projectMoney(row.budgetFen, {
      funding: amounts(lines.funding),
      payments: amounts(lines.payments),
      variations: amounts(lines.variations),
    }),
    ...lines,
    documents: await readDocuments(context, id),
    choices,
  }
}
