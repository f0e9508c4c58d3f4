import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Schema } from '#db/schema/index'
import type { Db } from '#db/store'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { autumnOf } from '../autumn-rules'
import type { DistrictFacts, MilestoneFacts, ProjectFacts } from './district-facts'

type Row<Name extends keyof Schema> = Schema[Name]['$inferSelect']

/** Rows in an order that no database decides. */
const inOrder = <Item>(rows: readonly Item[], key: (row: Item) => readonly (string | number)[]): Item[] =>
  rows
    .map((row) => ({ row, key: key(row).join('\n') }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ row }) => row)

/** A milestone as it was known at a moment: by its revisions up to then; as it stands where nothing was ever said. */
const milestoneAt = (row: Row<'milestone'>, said: readonly Row<'milestoneRevision'>[], now: number): MilestoneFacts => {
  const ordered = [...said].sort((a, b) => a.number - b.number)
  const known = ordered.filter(({ at }) => at <= now)
  const last = known.at(-1)
  const { dueOn, metOn } = last ?? (ordered.length > 0 ? { dueOn: null, metOn: null } : row)
  return {
    kind: row.kind,
    dueOn,
    metOn,
    revisions: known.map((one) => ({ dueOn: one.dueOn, metOn: one.metOn, why: one.why, at: one.at })),
  }
}

/** A project that runs is in use; while its last date was still open it was being built. */
const stageAt = (stage: ProjectFacts['stage'], milestones: readonly MilestoneFacts[]): ProjectFacts['stage'] => {
  const opening = milestones.find(({ kind }) => kind === 'in_use')
  return stage === 'running' && opening && opening.metOn === null ? 'building' : stage
}

const projectFacts = (
  { project, projectPlaces, milestone, milestoneRevision }: ProjectRows,
  now: number,
): ProjectFacts[] =>
  inOrder(project, ({ id }) => [id]).map((row) => {
    const milestones = inOrder(
      milestone.filter((one) => one.project === row.id),
      ({ kind }) => [kind],
    ).map((one) =>
      milestoneAt(
        one,
        milestoneRevision.filter((said) => said.project === row.id && said.kind === one.kind),
        now,
      ),
    )
    return {
      id: row.id,
      title: row.title,
      kind: row.kind,
      stage: stageAt(row.stage, milestones),
      street: row.street,
      school: row.school,
      controlTotal: row.controlTotal,
      places: inOrder(
        projectPlaces.filter((one) => one.project === row.id),
        ({ phase }) => [phase],
      ).map(({ phase, places }) => ({ phase, places })),
      milestones,
    }
  })

interface ProjectRows {
  project: Row<'project'>[]
  projectPlaces: Row<'projectPlaces'>[]
  milestone: Row<'milestone'>[]
  milestoneRevision: Row<'milestoneRevision'>[]
}

/**
 * Everything a plan is reckoned from, as it was known at the clock's present: rolls up to this autumn, events and dates
 * that were written by then.
 * @param db a transaction that holds the end of the audit chain (`holdStill`), for one picture of all tables.
 */
export const readDistrictFacts = async (context: Context, db: Db): Promise<DistrictFacts> => {
  const { store, district, clock } = context
  const { tables } = store
  const now = clock.now()
  const today = dayOf(now)
  const own = async <Name extends FactTable>(name: Name): Promise<Row<Name>[]> => {
    // Each table has its own `district`; the shape of the rows is that of the table named.
    const table = tables[name] as Schema['project']
    return (await db.select().from(table).where(eq(table.district, district))) as unknown as Row<Name>[]
  }
  const rolls = (await own('rollCount')).filter(({ year }) => year <= autumnOf(today))
  const projectRows = {
    project: await own('project'),
    projectPlaces: await own('projectPlaces'),
    milestone: await own('milestone'),
    milestoneRevision: await own('milestoneRevision'),
  }
  const capacity = (await own('capacityEvent')).filter(({ at }) => at <= now)
  const streets = await own('street')
  const schools = await own('school')
  const births = await own('birthCount')
  const dwellings = await own('dwellingScheme')
  const yields = await own('yieldCurve')
  const feeders = await own('feederCount')
  const standards = await own('placeStandard')
  const rooms = await own('schoolRooms')
  return {
    origin: Math.max(0, ...rolls.map(({ year }) => year)) || autumnOf(today),
    today,
    streets: inOrder(streets, ({ code }) => [code]).map(({ code, name }) => ({ code, name })),
    schools: inOrder(schools, ({ id }) => [id]).map(({ id, name, street }) => ({ id, name, street })),
    rolls: inOrder(rolls, (row) => [row.school, row.year, row.grade + 10]).map(({ school, year, grade, pupils }) => ({
      school,
      year,
      grade,
      pupils,
    })),
    births: inOrder(births, (row) => [row.street, row.year, row.month]).map(({ street, year, month, births }) => ({
      street,
      year,
      month,
      births,
    })),
    dwellings: inOrder(dwellings, ({ id }) => [id]).map(({ id, name, street, kind, dwellings, firstYear, years }) => ({
      id,
      name,
      street,
      kind,
      dwellings,
      firstYear,
      years,
    })),
    yields: inOrder(yields, (row) => [row.kind, row.phase, row.yearsSince]).map(
      ({ kind, phase, yearsSince, perHundred }) => ({ kind, phase, yearsSince, perHundred }),
    ),
    feeders: inOrder(feeders, (row) => [row.from, row.to, row.year]).map(({ from, to, year, pupils }) => ({
      from,
      to,
      year,
      pupils,
    })),
    standards: inOrder(standards, (row) => [row.phase, row.grade + 10, row.effectiveFrom]).map(
      ({ phase, grade, classSize, effectiveFrom }) => ({ phase, grade, classSize, effectiveFrom }),
    ),
    rooms: inOrder(rooms, ({ school }) => [school]).map(({ school, rooms }) => ({ school, rooms })),
    capacity: inOrder(capacity, ({ id }) => [id]).map(
      ({ id, street, school, phase, tier, change, grade, places, classes, from, until, ramp, takesBack }) => ({
        id,
        street,
        school,
        phase,
        tier,
        change,
        grade,
        places,
        classes,
        from,
        until,
        ramp,
        takesBack,
      }),
    ),
    projects: projectFacts(projectRows, now),
  }
}

type FactTable =
  | 'street'
  | 'school'
  | 'rollCount'
  | 'birthCount'
  | 'dwellingScheme'
  | 'yieldCurve'
  | 'feederCount'
  | 'placeStandard'
  | 'schoolRooms'
  | 'capacityEvent'
  | keyof ProjectRows

/**
 * Reads the facts as one picture: every change of the portal ends by writing to the audit chain, so whoever holds its
 * end sees each of them whole or not at all, on either engine.
 */
export const snapshotOfFacts = async (context: Context): Promise<DistrictFacts> => {
  const { store, district } = context
  const { auditHead } = store.tables
  return store.transaction(async (tx) => {
    await tx.lock({ district: auditHead.district, key: auditHead.district }, district, [district])
    return readDistrictFacts(context, tx)
  })
}

/** SHA-256 of every input row and whatever else decides the result, hex: the same data, the same hash. */
export const hashOfFacts = (facts: DistrictFacts, more: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify([facts, more]))
    .digest('hex')
