import { sql } from 'drizzle-orm'
import type { Kit } from '../columns'

export type Phase = 'kindergarten' | 'primary' | 'junior'
/** 新建, 扩建, 改造, 重建. */
export type ProjectKind = 'new' | 'enlarged' | 'upgraded' | 'replaced'
/** 立项, 前期, 施工, 验收移交, 运行; cancelled ends it from any of them. */
export type ProjectStage = 'proposed' | 'preparing' | 'building' | 'handover' | 'running' | 'cancelled'
/** 开工, 竣工, 交付, 开学启用. Only the last moves places. */
export type MilestoneKind = 'started' | 'finished' | 'handed_over' | 'in_use'
export type ControlTotalKind = 'completed' | 'under_way' | 'places' | 'places_apart' | 'upgrade_fen'

/** Construction and renovation: projects, their dates with every revision, their money, papers and pictures. */
export const projectsTables = (kit: Kit) => {
  const { table, text, int, long, real, bool, time, json, bytes, primaryKey, foreignKey, index, check } = kit

  const project = table(
    'project',
    {
      district: text('district').notNull(),
      /** Also the `id` of OC4IDS. */
      id: text('id').notNull(),
      title: text('title').notNull(),
      kind: text('kind').$type<ProjectKind>().notNull(),
      stage: text('stage').$type<ProjectStage>().notNull(),
      street: text('street').notNull(),
      /** The school it belongs to; '' while there is none. */
      school: text('school').notNull().default(''),
      /** What is built, in words for families. */
      about: text('about').notNull().default(''),
      address: text('address').notNull().default(''),
      /** Degrees; null where nobody has said. */
      longitude: real('longitude'),
      latitude: real('latitude'),
      /** Responsible officer, account id; '' where none is named. */
      officer: text('officer').notNull().default(''),
      /** 分; null: not announced. Never divided by places where the project adds none. */
      budgetFen: long('budget_fen'),
      budgetSource: text('budget_source').notNull().default(''),
      /** The control total that its places are part of; '' for none. */
      controlTotal: text('control_total').notNull().default(''),
      /** Shown to everybody. */
      published: bool('published').notNull().default(true),
      /** Never leaves the bureau. */
      internalNote: text('internal_note').notNull().default(''),
      invented: bool('invented').notNull().default(false),
      /** Fields of an OC4IDS file that the portal has no place for: kept, and exported again. */
      more: json('more').$type<Record<string, unknown>>().notNull(),
      createdBy: text('created_by').notNull(),
      createdAt: time('created_at').notNull(),
      changedAt: time('changed_at').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.id] }),
      index('project_of_street').on(t.district, t.street),
      check('project_budget', sql`${t.budgetFen} >= 0`),
    ],
  )

  /** The places a project adds, split by phase. */
  const projectPlaces = table(
    'project_places',
    {
      district: text('district').notNull(),
      project: text('project').notNull(),
      phase: text('phase').$type<Phase>().notNull(),
      places: int('places').notNull(),
      /** 0 where only the places are known. */
      classes: int('classes').notNull().default(0),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.project, t.phase] }),
      foreignKey({ columns: [t.district, t.project], foreignColumns: [project.district, project.id] }),
      check('project_places_positive', sql`${t.places} >= 0`),
    ],
  )

  /** Where a date stands now: when it is due, when it came. The revisions say how it got there. */
  const milestone = table(
    'milestone',
    {
      district: text('district').notNull(),
      project: text('project').notNull(),
      kind: text('kind').$type<MilestoneKind>().notNull(),
      dueOn: text('due_on'),
      metOn: text('met_on'),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.project, t.kind] }),
      foreignKey({ columns: [t.district, t.project], foreignColumns: [project.district, project.id] }),
    ],
  )

  /** Every word ever said about a date; nothing here is changed or deleted. Number 1 is the first promise. */
  const milestoneRevision = table(
    'milestone_revision',
    {
      district: text('district').notNull(),
      project: text('project').notNull(),
      kind: text('kind').$type<MilestoneKind>().notNull(),
      number: int('number').notNull(),
      dueOn: text('due_on'),
      metOn: text('met_on'),
      /** Shown to families, too. */
      why: text('why').notNull(),
      by: text('by').notNull(),
      at: time('at').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.project, t.kind, t.number] }),
      foreignKey({ columns: [t.district, t.project], foreignColumns: [project.district, project.id] }),
    ],
  )

  const projectFunding = table(
    'project_funding',
    {
      district: text('district').notNull(),
      project: text('project').notNull(),
      number: int('number').notNull(),
      source: text('source').notNull(),
      amountFen: long('amount_fen').notNull(),
      document: text('document').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.project, t.number] }),
      foreignKey({ columns: [t.district, t.project], foreignColumns: [project.district, project.id] }),
    ],
  )

  /** 合同变更: what a contract was changed by, in money and days. */
  const contractVariation = table(
    'contract_variation',
    {
      district: text('district').notNull(),
      project: text('project').notNull(),
      number: int('number').notNull(),
      contract: text('contract').notNull(),
      amountFen: long('amount_fen').notNull(),
      days: int('days').notNull(),
      agreedOn: text('agreed_on').notNull(),
      why: text('why').notNull(),
      by: text('by').notNull(),
      at: time('at').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.project, t.number] }),
      foreignKey({ columns: [t.district, t.project], foreignColumns: [project.district, project.id] }),
    ],
  )

  const projectPayment = table(
    'project_payment',
    {
      district: text('district').notNull(),
      project: text('project').notNull(),
      number: int('number').notNull(),
      contract: text('contract').notNull(),
      payee: text('payee').notNull(),
      amountFen: long('amount_fen').notNull(),
      paidOn: text('paid_on').notNull(),
      by: text('by').notNull(),
      at: time('at').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.project, t.number] }),
      foreignKey({ columns: [t.district, t.project], foreignColumns: [project.district, project.id] }),
    ],
  )

  /** A paper or a progress photo. */
  const projectDocument = table(
    'project_document',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      project: text('project').notNull(),
      kind: text('kind').$type<'document' | 'photo'>().notNull(),
      title: text('title').notNull(),
      /** The day it shows. */
      day: text('day').notNull(),
      published: bool('published').notNull(),
      by: text('by').notNull(),
      at: time('at').notNull(),
      removedAt: time('removed_at'),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.id] }),
      index('project_document_of_project').on(t.district, t.project),
      foreignKey({ columns: [t.district, t.project], foreignColumns: [project.district, project.id] }),
    ],
  )

  /** The bytes of a document, or of a photo in two sizes, re-encoded. */
  const projectDocumentFile = table(
    'project_document_file',
    {
      district: text('district').notNull(),
      document: text('document').notNull(),
      size: text('size').$type<'file' | 'small' | 'large'>().notNull(),
      mime: text('mime').notNull(),
      width: int('width').notNull().default(0),
      height: int('height').notNull().default(0),
      bytes: bytes('bytes').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.document, t.size] }),
      foreignKey({ columns: [t.district, t.document], foreignColumns: [projectDocument.district, projectDocument.id] }),
    ],
  )

  /** What the district has announced: the sum of the projects is held against it. */
  const controlTotal = table(
    'control_total',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      kind: text('kind').$type<ControlTotalKind>().notNull(),
      name: text('name').notNull(),
      amount: long('amount').notNull(),
      source: text('source').notNull(),
      publishedOn: text('published_on').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.id] })],
  )

  return {
    project,
    projectPlaces,
    milestone,
    milestoneRevision,
    projectFunding,
    contractVariation,
    projectPayment,
    projectDocument,
    projectDocumentFile,
    controlTotal,
  }
}
