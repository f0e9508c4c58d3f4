import type { Kit } from '../columns'
import type { coursesTables } from './courses'
import type { peopleTables } from './people'

/** What a file holds; its room says what its rows mean. */
export type ImportKind =
  | 'schools'
  | 'roster'
  | 'one_roster'
  | 'sections'
  | 'bank'
  | 'projects'
  | 'oc4ids'
  | 'rolls'
  | 'feeders'
  | 'births'
  | 'cell_counts'
  | 'dwellings'
  | 'yields'
  | 'standards'
  | 'rooms'
  | 'cells'
  | 'sites'
  | 'catchments'

/** What surrounds a section's life: the bureau's rules, reasons given, covers, decision day, files read in. */
export const publishingTables = (
  kit: Kit,
  {
    section,
    pupil,
  }: Pick<ReturnType<typeof coursesTables>, 'section'> & Pick<ReturnType<typeof peopleTables>, 'pupil'>,
) => {
  const { table, text, int, time, json, bytes, primaryKey, foreignKey, index } = kit

  /** A rule of the bureau as it stood from a day on, with the document it comes from. Never changed, only followed. */
  const ruleVersion = table(
    'rule_version',
    {
      district: text('district').notNull(),
      /** From the closed list in courses/checks/rule-kinds.ts and money's refund rule. */
      kind: text('kind').notNull(),
      version: int('version').notNull(),
      /** 发文字号 of the document; says 示例 in the demo. */
      document: text('document').notNull(),
      documentOn: text('document_on').notNull(),
      effectiveOn: text('effective_on').notNull(),
      /** Validated by the rule's own schema. */
      content: json('content').notNull(),
      recordedBy: text('recorded_by').notNull(),
      at: time('at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.kind, t.version] })],
  )

  /** Why a school sends its plan although a check warns. */
  const findingReason = table(
    'finding_reason',
    {
      district: text('district').notNull(),
      school: text('school').notNull(),
      term: text('term').notNull(),
      /** `section:ID`, or `plan:monday`, `plan:grade-3`. */
      subject: text('subject').notNull(),
      /** The check that warned. */
      rule: text('rule').notNull(),
      reason: text('reason').notNull(),
      givenBy: text('given_by').notNull(),
      at: time('at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.school, t.term, t.subject, t.rule] })],
  )

  /** An uploaded cover in one of its two sizes, made anew from the pixels; named by the SHA-256 of the upload. */
  const coverImage = table(
    'cover_image',
    {
      district: text('district').notNull(),
      name: text('name').notNull(),
      size: text('size').$type<'card' | 'page'>().notNull(),
      width: int('width').notNull(),
      height: int('height').notNull(),
      webp: bytes('webp').notNull(),
      uploadedBy: text('uploaded_by').notNull(),
      at: time('at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.name, t.size] })],
  )

  /** What was decided of a section under its minimum. */
  const sectionDecision = table(
    'section_decision',
    {
      district: text('district').notNull(),
      section: text('section').notNull(),
      decision: text('decision').$type<'runs' | 'closed'>().notNull(),
      reason: text('reason').notNull(),
      /** Children enrolled at that moment. */
      enrolled: int('enrolled').notNull(),
      decidedBy: text('decided_by').notNull(),
      at: time('at').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.section] }),
      foreignKey({ columns: [t.district, t.section], foreignColumns: [section.district, section.id] }),
    ],
  )

  /** A child whose section was closed picks before everybody else until then. */
  const firstPick = table(
    'first_pick',
    {
      district: text('district').notNull(),
      term: text('term').notNull(),
      pupil: text('pupil').notNull(),
      /** The section that was closed. */
      section: text('section').notNull(),
      school: text('school').notNull(),
      until: time('until').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.term, t.pupil, t.section] }),
      index('first_pick_of_school').on(t.district, t.school, t.until),
      foreignKey({ columns: [t.district, t.section], foreignColumns: [section.district, section.id] }),
      foreignKey({ columns: [t.district, t.pupil], foreignColumns: [pupil.district, pupil.id] }),
    ],
  )

  /** A file that somebody is reading in: seen first, then applied whole or not at all. Its rows go when it is done. */
  const sheetImport = table(
    'sheet_import',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      kind: text('kind').$type<ImportKind>().notNull(),
      /** '' for the whole district. */
      school: text('school').notNull(),
      term: text('term').notNull(),
      account: text('account').notNull(),
      fileName: text('file_name').notNull(),
      state: text('state').$type<'reading' | 'ready' | 'applying' | 'applied' | 'failed'>().notNull(),
      /** Rows read or written so far, and of how many; 0 of 0 before anything is known. */
      done: int('done').notNull(),
      total: int('total').notNull(),
      /** What the page shows: counts, and the sentence of a failure. The kind says its shape. */
      summary: json('summary').notNull(),
      at: time('at').notNull(),
      changedAt: time('changed_at').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.id] }),
      index('sheet_import_of_school').on(t.district, t.school, t.at),
    ],
  )

  /** The rows of an import in portions, as the kind's reader made them. */
  const sheetImportPart = table(
    'sheet_import_part',
    {
      district: text('district').notNull(),
      import: text('import').notNull(),
      number: int('number').notNull(),
      rows: json('rows').$type<unknown[]>().notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.import, t.number] }),
      foreignKey({ columns: [t.district, t.import], foreignColumns: [sheetImport.district, sheetImport.id] }),
    ],
  )

  return {
    ruleVersion,
    findingReason,
    coverImage,
    sectionDecision,
    firstPick,
    sheetImport,
    sheetImportPart,
  }
}
