import { DISTRICT, TERM } from '#db/makers/rows'
import type { SectionState } from '#db/schema/index'
import { expect, stands, take, test } from '../journey'
import { type Made, runningNow } from './family-world'
import { livelySchool, teacherOf } from './lively-school'

/** A school with a lively shelf, whose administrator, teacher and officer have something to do. */
const busySchool = async (world: Made, own: string) => {
  const { scenario, store } = world
  const { school, course } = await livelySchool(world, own)
  await scenario.staff(`${own}-admin`, 'school_admin', school, { name: '教务 示例甲' })
  await scenario.staff(`${own}-teacher`, 'teacher', school, { name: '林老师' })
  await scenario.staff(`${own}-officer`, 'officer', '', { name: '区里 示例乙' })
  const station = async (
    name: string,
    title: string,
    category: string,
    state: SectionState,
    supplement: number | null,
    { room, nth }: { room: string; nth: number },
  ): Promise<void> => {
    await scenario.section(`${own}-at-${name}`, {
      school,
      slots: [42],
      title,
      category,
      state,
      supplement,
      room,
      instructor: teacherOf(school, nth),
      createdBy: `${own}-teacher`,
      ...runningNow(),
    })
  }
  await station('print', '版画', 'art', 'approved', null, { room: '版画室', nth: 3 })
  await station('stage', '戏剧口才', 'read', 'returned', 1, { room: '小剧场', nth: 4 })
  await station('wood', '木工', 'craft', 'submitted', null, { room: '木工房', nth: 5 })
  await station('kite', '风筝扎制', 'folk', 'approved', 1, { room: '风筝工坊', nth: 6 })
  await station('loom', '布艺缝纫', 'craft', 'filed', 1, { room: '缝纫角', nth: 7 })
  const { termPlan, sectionStep } = store.tables
  await store.transaction(async (tx) => {
    await tx.insert(termPlan).values({
      district: DISTRICT,
      school,
      term: TERM,
      filingNumber: `天桥备 2026秋-${own}`,
      filedBy: `${own}-officer`,
      filedAt: Date.now(),
      sendings: 2,
      lastSuffix: 0,
    })
    const step = { district: DISTRICT, section: `${own}-at-stage`, actor: `${own}-officer`, at: Date.now() }
    await tx.insert(sectionStep).values({ ...step, sequence: 1, step: 'returned', remark: '缺外聘老师的合同。' })
  })
  return { school, course }
}

for (const [device, width] of Object.entries({ 'a phone': 360, 'a desk': 1440 })) {
  for (const look of ['light', 'dark', 'elder'] as const) {
    test(`every page of the desks stands on ${device}, ${look}`, async ({ world, own, as, page, context }) => {
      test.setTimeout(240_000)
      await page.setViewportSize({ width, height: 900 })
      // Given a school with courses at every station
      const { school, course } = await busySchool(world, own)
      if (look !== 'light') {
        const cookie = look === 'dark' ? { name: 'theme', value: 'dark' } : { name: 'elder', value: '1' }
        await context.addCookies([{ ...cookie, url: world.portal.origin }])
      }

      // When teacher, school and bureau go through their pages, each stands
      await as(`${own}-teacher`)
      for (const address of ['/teacher', '/teacher/propose']) await stands(page, address)
      await as(`${own}-admin`)
      for (const address of [
        '/school',
        '/school/sections/new',
        `/school/sections/${own}-at-wood`,
        `/school/sections/${own}-at-stage`,
        `/school/sections/${course('dough')}`,
        '/school/plan',
        '/school/rosters',
        '/school/afternoon',
        '/school/sections-in',
        '/school/copy',
        '/school/instructors',
        '/school/paper',
        '/school/fees',
        '/school/fees-in',
        '/school/decisions',
        `/school/sections/${course('dough')}/roster`,
        '/school/slips',
        `/school/slips?class=${school}-4-2`,
        '/me',
        '/notices',
      ])
        await stands(page, address)
      await as(`${own}-officer`)
      for (const address of [
        '/bureau',
        `/bureau/plans/${school}`,
        '/bureau/rounds',
        '/bureau/schools',
        '/bureau/providers',
        '/bureau/fees',
        '/bureau/rules',
        '/bureau/settings',
        '/bureau/calendar',
        '/bureau/slips',
      ])
        await stands(page, address)
    })
  }
}

test('pictures of the desks', async ({ world, own, as, page }) => {
  const { school } = await busySchool(world, own)
  await page.setViewportSize({ width: 1440, height: 900 })
  await as(`${own}-admin`)
  await page.goto('/school')
  await expect(page.getByRole('row', { name: '面食工坊' })).toBeVisible()
  await take(page, 'school-desk')
  await as(`${own}-officer`)
  await page.goto(`/bureau/plans/${school}`)
  await expect(page.getByRole('row', { name: /^风筝扎制/ })).toBeVisible()
  await take(page, 'bureau-desk')
})
