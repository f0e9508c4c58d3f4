import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DISTRICT } from '#db/makers/rows'
import { startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { fixedClock } from '../clock'
import { refuse } from '../refusal'
import { applyImport, clearStaleImports, discardImport, importedRows, loadImport, startImport } from './imports.server'
import type { SheetTable } from './sheet'

const NOW = Date.UTC(2026, 7, 20)
const HOUR = 3_600_000

describe.each(testEngines)('a file that is read in, on %s', (engine) => {
  let opened: TestStore
  const faults: unknown[] = []
  const at = (now: number) => ({
    store: opened.store,
    clock: fixedClock(now),
    district: DISTRICT,
    reportFault: (error: unknown) => faults.push(error),
  })
  const context = () => at(NOW)
  const file = (text: string, name = '名单.csv') => ({ name, bytes: new TextEncoder().encode(text) })
  const names = (tables: SheetTable[][]) => tables.flatMap(([table]) => table?.rows.map(({ cells }) => cells[0]) ?? [])
  const start = (text: string) =>
    startImport(
      context(),
      { kind: 'roster', school: 's', term: '', account: 'a', files: [file(text)] },
      async (tables) => {
        const rows = names(tables)
        return { rows, summary: { count: rows.length } }
      },
    )
  const look = (id: string) => loadImport(context(), id, ['roster'])
  const partsLeft = () => opened.store.db.$count(opened.store.tables.sheetImportPart)

  beforeEach(async () => {
    opened = await openTestStore(engine)
    await startScenario(opened.store)
    faults.length = 0
  })
  afterEach(() => opened.drop())

  const many = `姓名,班级\n${Array.from({ length: 2_345 }, (_, i) => `小${i},1`).join('\n')}`

  it('is seen first, keeps its order, and is applied once', async () => {
    const id = await start(many)
    expect(await look(id)).toMatchObject({ state: 'ready', total: 2_345, summary: { count: 2_345 } })
    const read = await importedRows<string>(context(), opened.store.db, id)
    expect([read.length, read[0], read[2_344]]).toEqual([2_345, '小0', '小2344'])
    const write = async (): Promise<object> => ({ done: true })
    await applyImport(context(), id, write)
    expect(await look(id)).toMatchObject({ state: 'applied', summary: { done: true } })
    expect(await partsLeft()).toBe(0)
    await expect(applyImport(context(), id, write)).rejects.toMatchObject({ code: 'WRONG_IMPORT_STATE' })
  })

  it('changes nothing when it fails midway, and says why', async () => {
    const { notice, account } = opened.store.tables
    const id = await start(many)
    await applyImport(context(), id, async (tx) => {
      await tx.insert(account).values({ district: DISTRICT, id: 'half', name: '半', createdAt: 0 })
      throw refuse('CONFLICT')
    })
    expect(await look(id)).toMatchObject({ state: 'failed', summary: { code: 'CONFLICT' } })
    expect(await opened.store.db.select().from(account).where(eq(account.id, 'half'))).toEqual([])
    expect(await partsLeft()).toBe(0)
    expect(await opened.store.db.$count(notice)).toBe(0)
    expect(faults).toEqual([])
  })

  it('reports a fault, and tells the person no more than that', async () => {
    const id = await start(many)
    await applyImport(context(), id, async () => {
      throw new Error('secret')
    })
    const { summary } = await look(id)
    expect(summary).toMatchObject({ code: 'IMPORT_BROKEN' })
    expect(JSON.stringify(summary)).not.toContain('secret')
    expect(faults).toHaveLength(1)
  })

  it('that cannot be read is told as such', async () => {
    const id = await start('姓名,姓名\n小禾,1\n')
    expect(await look(id)).toMatchObject({ state: 'failed', summary: { code: 'SHEET_TWO_HEADS' } })
  })

  it('goes away when nobody wants it, and by itself after a day', async () => {
    const unwanted = await start(many)
    await discardImport(context(), unwanted)
    await expect(look(unwanted)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const forgotten = await start(many)
    expect(await clearStaleImports(at(NOW + 23 * HOUR))).toBe(0)
    expect(await clearStaleImports(at(NOW + 25 * HOUR))).toBe(1)
    expect(await look(forgotten)).toMatchObject({ state: 'failed', summary: { code: 'IMPORT_STALE' } })
    expect(await partsLeft()).toBe(0)
  })

  it('is not found as a file of another kind', async () => {
    const id = await start(many)
    await expect(loadImport(context(), id, ['bank'])).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
