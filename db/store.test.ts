import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asc, eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { districtRow, instructorRow, schoolRow, seatCountRow, termRow } from './makers/rows'
import { startScenario } from './makers/scenario'
import { openTestStore, type TestStore, testEngines } from './makers/test-store'
import { migrate } from './migrate'
import { ConstraintError, openStore, type Store } from './store'

describe.each(testEngines)('the store on %s', (engine) => {
  let opened: TestStore
  let store: Store
  beforeEach(async () => {
    opened = await openTestStore(engine)
    store = opened.store
  })
  afterEach(() => opened.drop())

  const addSchool = (id: string): Promise<void> =>
    store.transaction(async (tx) => {
      await tx.insert(store.tables.school).values(schoolRow({ id }))
    })
  const schools = async (): Promise<string[]> =>
    (await store.db.select().from(store.tables.school).orderBy(asc(store.tables.school.id))).map(({ id }) => id)

  test('a committed transaction is there for other readers; a failed one left nothing', async () => {
    await addSchool('a')
    const failing = store.transaction(async (tx) => {
      await tx.insert(store.tables.school).values(schoolRow({ id: 'b' }))
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    expect(await schools()).toEqual(['a'])
  })

  test('a transaction reads its own writes, others do not until it commits', async () => {
    const { school } = store.tables
    await store.transaction(async (tx) => {
      await tx.insert(school).values(schoolRow({ id: 'a' }))
      expect(await tx.$count(school)).toBe(1)
      expect(await store.db.$count(school)).toBe(0)
    })
    expect(await store.db.$count(school)).toBe(1)
  })

  test('many rows written at once come back as they went in, and overwrite only the named columns', async () => {
    const { district, school } = store.tables
    const ids = Array.from({ length: 1_500 }, (_, i) => `学校“${i}”, {\\ 𠮷 ${"'"}`)
    await store.transaction(async (tx) => {
      await tx.writeMany(district, [])
      await tx.writeMany(district, [districtRow({ settings: { 名: ['甲', 1, null] }, demo: true })])
      await tx.writeMany(
        school,
        ids.map((id) => schoolRow({ id, name: '原名', inScope: false })),
      )
      const again = ids.slice(0, 2).map((id) => schoolRow({ id, name: '新名', inScope: true }))
      await tx.writeMany(school, again, { key: [school.district, school.id], columns: [school.name] })
    })
    expect((await store.db.select().from(district))[0]).toMatchObject({ settings: { 名: ['甲', 1, null] }, demo: true })
    const rows = await store.db.select().from(school).where(store.among(school.id, ids))
    expect(rows).toHaveLength(ids.length)
    expect(
      rows
        .filter(({ name }) => name === '新名')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(ids.slice(0, 2).sort())
    expect(rows.some(({ inScope }) => inScope)).toBe(false)
    const twice = store.transaction((tx) => tx.writeMany(school, [schoolRow({ id: 'x' }), schoolRow({ id: 'x' })]))
    await expect(twice).rejects.toBeInstanceOf(ConstraintError)
    expect(await store.db.$count(school)).toBe(ids.length)
  })

  test('booleans, instants, JSON, nulls and Chinese come back as they went in', async () => {
    const settings = { waitLines: 4, nested: { 名: ['甲', '乙'] } }
    await store.transaction(async (tx) => {
      await tx.insert(store.tables.district).values(districtRow({ settings, demo: true }))
      await tx.insert(store.tables.account).values({
        district: '370105',
        id: 'x',
        name: '王〇〇𠮷',
        phone: null,
        staffNumber: null,
        passwordHash: null,
        disabledAt: 8_640_000_000_000,
        createdAt: 0,
      })
    })
    expect(await store.db.select().from(store.tables.district)).toMatchObject([{ settings, demo: true }])
    expect(await store.db.select().from(store.tables.account)).toMatchObject([
      { name: '王〇〇𠮷', phone: null, disabledAt: 8_640_000_000_000 },
    ])
  })

  test('uniqueness, checks and foreign keys become the same error', async () => {
    await addSchool('a')
    await expect(addSchool('a')).rejects.toBeInstanceOf(ConstraintError)
    const world = await startScenario(store)
    await world.school('s')
    await world.section('full', { school: 's', slots: [12], capacity: 1 })
    const oversell = store.transaction((tx) =>
      tx
        .update(store.tables.seatCount)
        .set({ enrolled: 2 })
        .then(() => {}),
    )
    await expect(oversell).rejects.toBeInstanceOf(ConstraintError)
    const orphan = store.transaction((tx) =>
      tx
        .insert(store.tables.seatCount)
        .values(seatCountRow({ section: 'nowhere' }))
        .then(() => {}),
    )
    await expect(orphan).rejects.toBeInstanceOf(ConstraintError)
  })

  test('places of a waitlist are unique, and any number of rows may have none', async () => {
    const world = await startScenario(store)
    await world.school('s')
    await world.section('a', { school: 's', slots: [12] })
    const children = ['1', '2', '3']
    for (const id of children) await world.child(id, { school: 's' })
    const row = (pupil: string, place: number | null) => ({
      district: '370105',
      pupil,
      section: 'a',
      term: termRow().id,
      state: 'waitlisted' as const,
      place,
      offerEndsAt: null,
      feeFen: 0,
      requestKey: '',
      changedAt: 0,
    })
    const add = (rows: ReturnType<typeof row>[]) =>
      store.transaction((tx) =>
        tx
          .insert(store.tables.enrolment)
          .values(rows)
          .then(() => {}),
      )
    await add(children.slice(0, 2).map((pupil) => row(pupil, null)))
    await store.transaction((tx) =>
      tx
        .update(store.tables.enrolment)
        .set({ place: 1 })
        .where(eq(store.tables.enrolment.pupil, '1'))
        .then(() => {}),
    )
    await expect(add([row('3', 1)])).rejects.toBeInstanceOf(ConstraintError)
  })

  test('a transaction inside a transaction is named, not waited for', async () => {
    const nested = store.transaction(() => store.transaction(async () => {}))
    await expect(nested).rejects.toThrow('inside a transaction')
    await addSchool('after')
    expect(await schools()).toEqual(['after'])
  })

  test('two hundred transactions at once each see the one before: no lost update', async () => {
    const world = await startScenario(store)
    await world.school('s')
    await world.section('a', { school: 's', slots: [12], capacity: null })
    const { seatCount } = store.tables
    await Promise.all(
      Array.from({ length: 200 }, () =>
        store.transaction(async (tx) => {
          await tx.lock({ district: seatCount.district, key: seatCount.section }, '370105', ['a'])
          const [row] = await tx.select().from(seatCount)
          await tx.update(seatCount).set({ enrolled: (row?.enrolled ?? 0) + 1 })
        }),
      ),
    )
    expect(await store.db.select().from(seatCount)).toMatchObject([{ enrolled: 200 }])
  })

  test('a second store on the same database (another process) keeps the same order', async () => {
    const other = await openStore({ url: opened.url })
    try {
      const world = await startScenario(store)
      await world.school('s')
      await world.section('a', { school: 's', slots: [12], capacity: null })
      const { seatCount } = store.tables
      const count = (at: Store) =>
        at.transaction(async (tx) => {
          await tx.lock({ district: at.tables.seatCount.district, key: at.tables.seatCount.section }, '370105', ['a'])
          const [row] = await tx.select().from(at.tables.seatCount)
          await tx.update(at.tables.seatCount).set({ enrolled: (row?.enrolled ?? 0) + 1 })
        })
      await Promise.all(Array.from({ length: 60 }, (_, i) => count(i % 2 ? store : other)))
      expect(await store.db.select().from(seatCount)).toMatchObject([{ enrolled: 60 }])
    } finally {
      await other.close()
    }
  })

  test('an upsert takes the new values on both engines', async () => {
    const { instructor } = store.tables
    const put = (name: string) =>
      store.transaction((tx) =>
        tx
          .insert(instructor)
          .values(instructorRow({ id: 'i', school: 's', name }))
          .onConflictDoUpdate({ target: [instructor.district, instructor.id], set: { name: sql`excluded.name` } })
          .then(() => {}),
      )
    await put('旧')
    await put('新')
    expect(await store.db.select().from(instructor)).toMatchObject([{ name: '新' }])
  })

  test('it says which engine it is', async () => {
    expect(await store.probe()).toMatchObject({ engine })
  })
})

const DIALECT = { sqlite: 'sqlite', postgres: 'postgresql' } as const

describe.each(testEngines)('migrations on %s', (engine) => {
  const root = (): string => join(process.cwd(), 'db', 'migrations')

  test('are the same steps for both engines, and running them again changes nothing', async () => {
    const steps = (of: string): string[] => readdirSync(join(root(), of)).filter((file) => file.endsWith('.sql'))
    expect(steps('sqlite')).toEqual(steps('postgres'))
    const opened = await openTestStore(engine)
    await migrate(opened.url)
    expect(await opened.store.db.$count(opened.store.tables.school)).toBe(0)
    await opened.drop()
  })

  test('a later, altering migration keeps every row', async () => {
    const opened = await openTestStore(engine)
    const copy = mkdtempSync(join(tmpdir(), 'portal-migrations-'))
    try {
      const world = await startScenario(opened.store)
      await world.school('s')
      await world.section('a', { school: 's', slots: [12, 32], capacity: 7 })
      cpSync(root(), copy, { recursive: true })
      const folder = join(copy, engine)
      const journalFile = join(folder, 'meta', '_journal.json')
      const journal = JSON.parse(readFileSync(journalFile, 'utf8')) as {
        dialect: string
        entries: { idx: number; when: number; tag: string; version: string; breakpoints: boolean }[]
      }
      expect(journal.dialect).toBe(DIALECT[engine])
      const last = journal.entries.at(-1)
      if (!last) throw new Error('there is no migration')
      const tag = `${String(last.idx + 1).padStart(4, '0')}_later`
      journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1, tag })
      writeFileSync(journalFile, JSON.stringify(journal))
      const statement =
        engine === 'sqlite'
          ? "ALTER TABLE `seat_count` ADD `note` text DEFAULT '-' NOT NULL;"
          : 'ALTER TABLE "seat_count" ADD COLUMN "note" text DEFAULT \'-\' NOT NULL;'
      writeFileSync(join(folder, `${tag}.sql`), statement)
      await migrate(opened.url, copy)
      await migrate(opened.url, copy)
      const { seatCount } = opened.store.tables
      const rows = await opened.store.db
        .select({ capacity: seatCount.capacity, note: sql<string>`note` })
        .from(seatCount)
      expect(rows).toEqual([{ capacity: 7, note: '-' }])
    } finally {
      rmSync(copy, { recursive: true })
      await opened.drop()
    }
  })
})
