import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DISTRICT } from '#db/makers/rows'
import { startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { fixedClock } from '~/shared/clock'
import { markRead } from './mark-read.server'
import { countUnread, listNotices } from './read-notices.server'
import { writeNotices } from './write-notices.server'

describe.each(testEngines)('notices on %s', (engine) => {
  let test: TestStore
  const clock = fixedClock(1_000)
  const context = () => ({ store: test.store, clock, district: DISTRICT })
  const write = (account: string, title: string) =>
    test.store.transaction((tx) =>
      writeNotices(context(), tx, [
        { account, kind: 'section-changed', title, body: '从劳动教室换到三楼。', link: '/week' },
      ]),
    )

  beforeAll(async () => {
    test = await openTestStore(engine)
    const scenario = await startScenario(test.store)
    for (const id of ['mother', 'father']) await scenario.guardian(id, [])
    await write('mother', '第一条')
    clock.advance(1_000)
    await write('mother', '第二条')
    await write('father', '爸爸的')
  })
  afterAll(() => test.drop())

  it('stand newest first, each person sees their own', async () => {
    expect(await listNotices(context(), 'mother')).toMatchObject([
      { title: '第二条', read: false, link: '/week' },
      { title: '第一条', read: false },
    ])
    expect([await countUnread(context(), 'mother'), await countUnread(context(), 'nobody')]).toEqual([2, 0])
  })

  it('are read one by one, never by somebody else', async () => {
    const [newest] = await listNotices(context(), 'mother')
    const id = newest?.id ?? ''
    expect(await markRead(context(), { account: 'father', id })).toBeNull()
    expect(await countUnread(context(), 'mother')).toBe(2)
    expect(await markRead(context(), { account: 'mother', id })).toBe('/week')
    expect(await countUnread(context(), 'mother')).toBe(1)
    clock.advance(5_000)
    await markRead(context(), { account: 'mother', id })
    const { notice } = test.store.tables
    const [row] = await test.store.db.select().from(notice).where(eq(notice.id, id))
    expect(row?.readAt, 'the first time counts').toBe(2_000)
  })

  it('are read all together, only one’s own', async () => {
    expect(await markRead(context(), { account: 'mother', id: null })).toBeNull()
    expect([await countUnread(context(), 'mother'), await countUnread(context(), 'father')]).toEqual([0, 1])
  })
})
