import { DISTRICT, instructorRow } from '#db/makers/rows'
import { addDays, dayOf, mondayOf } from '~/shared/day'
import { expect, stands, test } from '../journey'

test('the school reads what its teachers held, and who stood in', async ({ world, own, as, page }) => {
  const { scenario, store } = world
  const { instructor, staff, sessionChange } = store.tables
  const lastMonday = addDays(mondayOf(dayOf(Date.now())), -7)
  // Given a course with one session last week, which a colleague took over
  await scenario.school(own, { name: '柳岸小学（示例）' })
  await scenario.staff(`${own}-admin`, 'school_admin', own)
  await scenario.staff(`${own}-lin`, 'teacher', own)
  await store.transaction(async (tx) => {
    await tx
      .insert(instructor)
      .values([
        instructorRow({ id: `${own}-lin`, school: own, account: `${own}-lin`, name: '林老师' }),
        instructorRow({ id: `${own}-bai`, school: own, name: '白老师' }),
      ])
    await tx.insert(staff).values({
      district: DISTRICT,
      account: `${own}-lin`,
      school: own,
      inService: true,
      subject: '劳动',
      leftOn: null,
    })
  })
  const dates = { startsOn: lastMonday, endsOn: addDays(lastMonday, 4), cutOffOn: lastMonday }
  await scenario.section(`${own}-chess`, {
    school: own,
    title: '围棋',
    slots: [12, 22],
    instructor: `${own}-bai`,
    ...dates,
  })
  await store.transaction(async (tx) => {
    await tx.insert(sessionChange).values({
      district: DISTRICT,
      section: `${own}-chess`,
      day: lastMonday,
      slot: 12,
      number: 1,
      change: 'substituted',
      toDay: null,
      toStartsAt: null,
      toEndsAt: null,
      room: '',
      substitute: `${own}-lin`,
      reason: '示例',
      by: '',
      at: 0,
    })
  })
  // Then each has one hour, on the payroll and from outside apart, and the hour opens to its session
  await as(`${own}-admin`)
  await page.goto('/school/duties')
  await expect(page.getByRole('heading', { level: 1, name: '在职老师上了 1 课时，外聘老师上了 1 课时' })).toBeVisible()
  await expect(page.getByRole('row', { name: /白老师 围棋 1 0 1 1/ })).toBeVisible()
  await page.getByRole('link', { name: '林老师' }).click()
  await expect(page.getByRole('heading', { name: '林老师上过的课' })).toBeVisible()
  await expect(page.getByText('代课', { exact: true })).toBeVisible()
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    await stands(page, '/school/duties')
  }
})
