import { DISTRICT } from '#db/makers/rows'
import { addDays, dayInWords, dayOf, mondayOf, weekdayOf } from '~/shared/day'
import { type Made, runningNow, seat } from '../courses/family-world'
import { expect, expectAccessible, expectNoSidewaysScroll, stands, test } from '../journey'

/** The next day on which school is kept, from tomorrow on. */
const nextSchoolDay = (): string => {
  const tomorrow = addDays(dayOf(Date.now()), 1)
  return weekdayOf(tomorrow) <= 5 ? tomorrow : addDays(mondayOf(tomorrow), 7)
}

const familyWithCourse = async (world: Made, own: string, day: string) => {
  const { scenario } = world
  await scenario.school(own, { name: '柳岸小学（示例）' })
  const child = await scenario.child(`${own}-he`, { school: own, name: '小禾' })
  const sister = await scenario.child(`${own}-mai`, { school: own, name: '小麦', grade: 1 })
  await scenario.guardian(`${own}-mother`, [child, sister])
  await scenario.staff(`${own}-admin`, 'school_admin', own)
  const slot = weekdayOf(day) * 10
  for (const [id, title, at] of [
    ['noodle', '面食工坊', 2],
    ['chorus', '合唱', 1],
  ] as const) {
    const section = await scenario.section(`${own}-${id}`, { school: own, title, slots: [slot + at], ...runningNow() })
    await seat(world, section, [child, sister])
  }
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'in a browser' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled, viewport: { width: 360, height: 740 } })

    test('a mother asks for leave before the cut-off, and the school reads it', async ({ world, own, as, page }) => {
      test.setTimeout(90_000)
      const day = nextSchoolDay()
      // Given a child with two courses on the next day of school
      await familyWithCourse(world, own, day)
      await as(`${own}-mother`)
      // When its mother goes from the week to leave, and answers one question a page
      await page.goto('/week')
      await page.getByRole('link', { name: '请假' }).click()
      await expect(page.getByText('还没有请过假。')).toBeVisible()
      if (javaScriptEnabled) await expectAccessible(page)
      await page.getByRole('link', { name: '请一次假' }).click()
      await page.getByRole('radio', { name: '小禾' }).check()
      await page.getByRole('button', { name: '下一步' }).click()
      await expectNoSidewaysScroll(page)
      await page
        .getByRole('radio', { name: dayInWords(day) })
        .first()
        .check()
      await page.getByRole('button', { name: '下一步' }).click()
      if (javaScriptEnabled) await expectAccessible(page)
      await page.getByRole('radio', { name: '当天全部' }).check()
      await page.getByRole('button', { name: '下一步' }).click()
      await page.getByLabel('原因').fill('发烧')
      await expectNoSidewaysScroll(page)
      await page.getByRole('button', { name: '请假' }).click()
      // Then it stands, and can be withdrawn until the cut-off
      await expect(page.getByText(/请好了：小禾/)).toBeVisible()
      await expect(page.getByText('当天全部 · 发烧')).toBeVisible()
      await expect(page.getByText(/以前可以撤回/)).toBeVisible()
      if (javaScriptEnabled) await expectAccessible(page)
      // And the school reads who does not come
      await as(`${own}-admin`)
      await page.goto(`/school/handover?day=${day}`)
      await expect(page.getByRole('row', { name: /小禾.*请假或者没来/ })).toBeVisible()
      await expect(page.getByRole('row', { name: /小麦.*没有交接/ })).toBeVisible()
      // When she withdraws it, the child is expected again
      await as(`${own}-mother`)
      await page.goto('/family/leave')
      await page.getByRole('button', { name: '不请了' }).click()
      await expect(page.getByText('撤回了')).toBeVisible()
      await as(`${own}-admin`)
      await page.goto(`/school/handover?day=${day}`)
      await expect(page.getByRole('row', { name: /小禾.*没有交接/ })).toBeVisible()
    })
  })
}

test('a day that was cancelled meanwhile is refused with a clear sentence, and nothing is written', async ({
  world,
  own,
  as,
  page,
}) => {
  const day = nextSchoolDay()
  // Given a mother who has answered all questions
  await familyWithCourse(world, own, day)
  await as(`${own}-mother`)
  await page.goto(`/family/leave/new?child=${own}-he&day=${day}&section=all`)
  // When both courses of the day are cancelled before she presses
  const { sessionChange } = world.store.tables
  const cancelled = { toDay: null, toStartsAt: null, toEndsAt: null, room: '', substitute: '', reason: '示例', by: '' }
  await world.store.transaction(async (tx) => {
    for (const [id, at] of [
      ['chorus', 1],
      ['noodle', 2],
    ] as const)
      await tx.insert(sessionChange).values({
        district: DISTRICT,
        section: `${own}-${id}`,
        day,
        slot: weekdayOf(day) * 10 + at,
        number: 1,
        change: 'cancelled',
        at: 0,
        ...cancelled,
      })
  })
  await page.getByRole('button', { name: '请假' }).click()
  // Then the page says why, and her list stays empty
  await expect(page.getByRole('alert')).toContainText('没有课，不用请假')
  await page.goto('/family/leave')
  await expect(page.getByText('还没有请过假。')).toBeVisible()
})

test('the pages of leave stand at every width', async ({ world, own, as, page }) => {
  await familyWithCourse(world, own, nextSchoolDay())
  await as(`${own}-mother`)
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 800 })
    for (const address of ['/week', '/family/leave', '/family/leave/new', `/family/leave/new?child=${own}-he`])
      await stands(page, address)
  }
})
