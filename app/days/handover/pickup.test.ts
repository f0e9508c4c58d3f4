import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { askRoutes } from '#db/makers/ask-routes'
import { makeFamilyAndShelf } from '#db/makers/family-and-shelf'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import type { EnrolmentDesk } from '~/courses'
import { openEnrolmentDesk } from '~/courses/index.server'
import { actorOf } from '~/people/index.server'
import { instantOf } from '~/shared/day'
import { careNoteText } from '../care-notes/care-note-words'
import { careNotesFor } from '../care-notes/care-notes-for.server'
import { action as careAction, loader as careLoader } from '../routes/care-note'
import { action as pickupAction, loader as pickupLoader } from '../routes/pickup'
import { action as codeAction } from '../routes/pickup-code'
import { action as personAction } from '../routes/pickup-person'
import { action as walkAction } from '../routes/walk-home'
import { MOST_CODES } from './make-pickup-code.server'
import { personsNamed, walkersAmong } from './persons-of.server'
import { MOST_PERSONS } from './pickup-rules'

describe.each(testEngines)('who fetches a child, on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  let enrolments: EnrolmentDesk
  let now = instantOf('2026-09-16', '09:00')
  const context = () => ({
    store: opened.store,
    clock: { now: () => now },
    district: DISTRICT,
    origin: 'http://127.0.0.1',
  })
  const ask = askRoutes(() => ({ context: context(), world, enrolments }))
  const person = (given: Record<string, string> = {}) => ({
    key: randomUUID(),
    pupil: 'he',
    as: 'pickup',
    name: '张外婆',
    relation: '外婆',
    phone: '13800001234',
    ...given,
  })
  const named = async (as: 'pickup' | 'emergency' = 'pickup') =>
    (await personsNamed(context(), as, ['he'])).map(({ name }) => name)
  const audits = async (action: string) => {
    const { auditEntry } = opened.store.tables
    return opened.store.db
      .select()
      .from(auditEntry)
      .where(and(eq(auditEntry.district, DISTRICT), eq(auditEntry.action, action)))
  }
  const guardianEnds = (account: string, endedAt: number | null) =>
    opened.store.transaction(async (tx) => {
      const { guardianship } = opened.store.tables
      await tx
        .update(guardianship)
        .set({ endedAt })
        .where(and(eq(guardianship.district, DISTRICT), eq(guardianship.account, account)))
    })

  beforeAll(async () => {
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    await makeFamilyAndShelf(world, now)
    await world.guardian('father', ['he'])
    await world.staff('t', 'teacher', 's')
    enrolments = openEnrolmentDesk(context())
  })
  afterAll(async () => {
    await enrolments.close()
    await opened.drop()
  })
  beforeEach(async () => {
    now += 60_000
    await opened.store.transaction(async (tx) => {
      await tx.delete(opened.store.tables.pickupAuthorisation)
      await tx.delete(opened.store.tables.emergencyContact)
      await tx.delete(opened.store.tables.walkHomeConsent)
      await tx.delete(opened.store.tables.careNote)
    })
  })

  test('a family names who may fetch and who is called; the one is not the other', async () => {
    expect((await ask(personAction, { form: person() })).status).toBe(303)
    expect((await ask(personAction, { form: person({ as: 'emergency', name: '李邻居' }) })).status).toBe(303)
    expect([await named(), await named('emergency')]).toEqual([['张外婆'], ['李邻居']])
  })

  test('the same press twice names once, and any guardian ends it', async () => {
    const form = person()
    await Promise.all([ask(personAction, { form }), ask(personAction, { form })])
    expect(await named()).toEqual(['张外婆'])
    expect((await ask(pickupAction, { as: 'father', form: { as: 'pickup', person: form.key } })).status).toBe(303)
    expect((await ask(pickupAction, { as: 'father', form: { as: 'pickup', person: form.key } })).status).toBe(303)
    expect(await named()).toEqual([])
    expect((await audits('pickup.ended')).filter(({ subject }) => subject.endsWith(form.key))).toHaveLength(1)
  })

  test('strangers name, end, read and agree to nothing', async () => {
    const form = person()
    await ask(personAction, { form })
    expect((await ask(personAction, { as: 'h', form: person() })).body).toBe('NOT_YOUR_CHILD')
    expect((await ask(pickupAction, { as: 'h', form: { as: 'pickup', person: form.key } })).body).toBe('NOT_YOUR_CHILD')
    expect((await ask(walkAction, { as: 'h', form: { pupil: 'he', decision: 'withdrawn' } })).body).toBe(
      'NOT_YOUR_CHILD',
    )
    expect((await ask(careLoader, { as: 'h', query: '?child=he' })).body).toBe('NOT_YOUR_CHILD')
    expect(
      (await ask(careAction, { as: 'h', form: { pupil: 'he', allergies: 'x', note: '', agree: 'on' } })).body,
    ).toBe('NOT_YOUR_CHILD')
    expect(await named()).toEqual(['张外婆'])
  })

  test('whom an ended guardian named may fetch no longer', async () => {
    await ask(personAction, { as: 'father', form: person() })
    await ask(walkAction, { as: 'father', form: { pupil: 'he', decision: 'given', agree: 'on' } })
    await guardianEnds('father', 1)
    expect(await named()).toEqual([])
    expect((await walkersAmong(context(), ['he'])).size).toBe(0)
    await guardianEnds('father', null)
  })

  test.each([
    ['no name', { name: ' ' }, 'name'],
    ['a name that never ends', { name: '长'.repeat(21) }, 'name'],
    ['no relation', { relation: '' }, 'relation'],
    ['a formula for a number', { phone: '=1+1' }, 'phone'],
    ['a number too short', { phone: '1380000' }, 'phone'],
  ])('%s is refused beside its field', async (_, given, field) => {
    const { status, body } = await ask(personAction, { form: person(given) })
    expect([status, Object.keys((body as { errors: object }).errors)]).toEqual([422, [field]])
    expect(await named()).toEqual([])
  })

  test('there is a most', async () => {
    for (let i = 0; i < MOST_PERSONS; i++) await ask(personAction, { form: person({ name: `第${i}位` }) })
    expect((await ask(personAction, { form: person() })).status).toBe(409)
    expect(await named()).toHaveLength(MOST_PERSONS)
  })

  test('to walk home alone needs the tick; any guardian takes it back, and the last word counts', async () => {
    expect((await ask(walkAction, { form: { pupil: 'he', decision: 'given' } })).status).toBe(422)
    expect((await ask(walkAction, { form: { pupil: 'he', decision: 'given', agree: 'on' } })).status).toBe(303)
    expect((await walkersAmong(context(), ['he', 'mai'])).has('he')).toBe(true)
    now += 1
    await ask(walkAction, { as: 'father', form: { pupil: 'he', decision: 'withdrawn' } })
    expect((await walkersAmong(context(), ['he'])).has('he')).toBe(false)
    const rows = await opened.store.db.select().from(opened.store.tables.walkHomeConsent)
    expect(rows.map(({ decision }) => decision).sort()).toEqual(['given', 'withdrawn'])
    expect(new Set(rows.map(({ textHash }) => textHash)).size).toBe(1)
  })

  test('allergies stand under a consent of their own, are never in the record, and are gone when deleted', async () => {
    const note = { pupil: 'he', allergies: '花生很过敏', note: '<script>喷雾</script>' }
    expect((await ask(careAction, { form: note })).status).toBe(422)
    expect((await ask(careAction, { form: { ...note, agree: 'on', allergies: '', note: '' } })).status).toBe(422)
    expect((await ask(careAction, { form: { ...note, agree: 'on' } })).status).toBe(303)
    expect((await ask(careAction, { as: 'father', form: { ...note, agree: 'on', note: '' } })).status).toBe(303)
    const seen = (await ask(pickupLoader, {})).body as Awaited<ReturnType<typeof pickupLoader>>
    expect(seen.children.map(({ care }) => care?.allergies ?? null)).toEqual(['花生很过敏', null])
    const everything = JSON.stringify(await opened.store.db.select().from(opened.store.tables.auditEntry))
    expect(everything).not.toMatch(/花生|喷雾/)
    expect(careNoteText('小禾').join('')).toContain('小禾')
    expect((await ask(careAction, { query: '?act=remove', form: { pupil: 'he' } })).status).toBe(303)
    expect(await opened.store.db.$count(opened.store.tables.careNote)).toBe(0)
  })

  test('every view of notes by staff is one line in the record, and none where there is nothing to see', async () => {
    await ask(careAction, { form: { pupil: 'he', allergies: '花生', note: '', agree: 'on' } })
    const teacher = await actorOf(context(), 't', '老师')
    const before = (await audits('care-notes.viewed')).length
    const session = { section: 'noodle', day: '2026-09-16' }
    const notes = await careNotesFor(context(), teacher, { ...session, pupils: ['he', 'other'] })
    expect([...notes.keys()]).toEqual(['he'])
    await careNotesFor(context(), teacher, { ...session, pupils: ['other'] })
    const rows = (await audits('care-notes.viewed')).slice(before)
    expect(rows.map(({ actor, detail }) => [actor, detail])).toEqual([['t', { pupils: 'he' }]])
  })

  test('a code is told once, kept as a hash, and there is a most a day', async () => {
    const { body } = await ask(codeAction, { form: {} })
    expect(body).toMatchObject({ qr: { size: expect.any(Number) } })
    for (let i = 1; i < MOST_CODES; i++) await ask(codeAction, { form: {} })
    expect((await ask(codeAction, { form: {} })).status).toBe(409)
    const rows = await opened.store.db.select().from(opened.store.tables.pickupCode)
    expect(rows).toHaveLength(MOST_CODES)
    expect(rows.every(({ codeHash, day }) => /^[0-9a-f]{64}$/.test(codeHash) && day === '2026-09-16')).toBe(true)
  })
})
