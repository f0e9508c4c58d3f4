import type { Tx } from '#db/store'
import type { Context } from '~/shared/context'
import { recordChange } from '../change-log/record-change.server'
import { autumnOfUse, effectOfMove, type MoveEffect, noDates, type ProjectDates } from '../projects/milestone-rules'
import { openProject, touchProject, writeDates } from '../projects/project-record.server'
import { writePlaces } from '../projects/set-project-places.server'
import { type OpenRecord, placesIn, recordDates } from './open-record'

export interface RecordWrite {
  before: OpenRecord | null
  after: OpenRecord
  /** Of the dates that move; shown to families, too. */
  whyDates: string
  /** In 留痕. */
  title: string
  reason: string
  /** Account id; left out where the file does not say: then it stays. */
  officer?: string
}

/** A cancelled project brings its places in no year. */
const livingDates = (record: OpenRecord): ProjectDates =>
  record.stage === 'cancelled' ? noDates() : recordDates(record)

/** ± places in the first year that is otherwise. */
const effectOf = (before: OpenRecord | null, after: OpenRecord): MoveEffect | undefined => {
  const [was, is] = [before ? livingDates(before) : noDates(), livingDates(after)]
  if (!before || autumnOfUse(was) !== autumnOfUse(is)) {
    const gone = autumnOfUse(is) === null && before
    return effectOfMove(was, is, placesIn(gone ? before : after))
  }
  const more = placesIn(after) - placesIn(before)
  const autumn = autumnOfUse(is)
  return more !== 0 && autumn !== null ? { effectPlaces: more, effectYear: autumn } : undefined
}

/**
 * Writes a project of a file as it was seen: its columns, its places, its dates with a revision for each that moved, and
 * a line of 留痕. Notes, money paid, funding, papers and everything said before stay as they are.
 * @param by account id.
 */
export const writeRecord = async (
  context: Context,
  tx: Tx,
  { before, after, whyDates, title, reason, officer }: RecordWrite,
  by: string,
): Promise<void> => {
  const { store, district } = context
  const { project, milestone } = store.tables
  const { id, places, milestones, documents: _, ...facts } = after
  const set = { ...facts, ...(officer === undefined ? {} : { officer }) }
  if (before) await touchProject(context, tx, await openProject(context, tx, id, before.changedAt), set)
  else await tx.insert(project).values({ ...set, district, id, createdBy: by, createdAt: after.changedAt })
  await writePlaces(context, tx, id, places)
  const was = recordDates(before ?? { milestones: [] })
  await writeDates(context, tx, { project: id, before: was, after: recordDates(after), why: whyDates, by })
  // A milestone that nobody gave a day is there all the same.
  const open = milestones.filter(
    ({ kind, dueOn, metOn }) =>
      dueOn === null && metOn === null && !before?.milestones.some((one) => one.kind === kind),
  )
  for (const { kind } of open)
    await tx.insert(milestone).values({ district, project: id, kind, dueOn: null, metOn: null })
  await recordChange(context, tx, {
    subject: 'project',
    of: id,
    street: after.street,
    title,
    reason,
    by,
    ...effectOf(before, after),
  })
}
