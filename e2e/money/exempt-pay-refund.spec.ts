import type { Page } from '@playwright/test'
import { DISTRICT } from '#db/makers/rows'
import { checkLedger } from '~/money/index.server'
import { addDays, dayOf, mondayOf, weekdayOf } from '~/shared/day'
import { leavePlace, type Made, seat } from '../courses/family-world'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../journey'

const NOODLE = '面食工坊'
const LESSON_FEN = 350
const MATERIAL_FEN = 800

/** A course of which exactly two sessions were held by now, on whatever weekday this runs. */
const twoHeld = (): { slots: number[]; startsOn: string; endsOn: string; cutOffOn: string; planned: number } => {
  const today = dayOf(Date.now())
  const monday = mondayOf(today)
  const until = { endsOn: addDays(monday, 13), cutOffOn: addDays(monday, 13) }
  return weekdayOf(today) <= 4
    ? { slots: [51, 52], startsOn: addDays(monday, -7), planned: 6, ...until }
    : { slots: [11, 12], startsOn: monday, planned: 4, ...until }
}

const yuan = (fen: number): string => (fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2))

const schoolWithFees = async (world: Made, own: string) => {
  const { scenario } = world
  const { planned, ...dates } = twoHeld()
  await scenario.school(own, { name: '柳岸小学（示例）' })
  const child = await scenario.child(`${own}-he`, { school: own, name: '小禾' })
  await scenario.guardian(`${own}-mother`, [child])
  for (const [id, name] of [
    ['first', '教务 示例甲'],
    ['second', '教务 示例丙'],
    ['third', '教务 示例丁'],
  ] as const)
    await scenario.staff(`${own}-${id}`, 'school_admin', own, { name })
  const feeFen = planned * LESSON_FEN + MATERIAL_FEN
  const price = { lessonFen: LESSON_FEN, materialFen: MATERIAL_FEN, feeFen }
  const section = await scenario.section(`${own}-noodle`, { school: own, title: NOODLE, ...dates, ...price })
  await seat(world, section, [child])
  return { child, section, feeFen }
}

const looksRight = async (page: Page, javaScriptEnabled: boolean): Promise<void> => {
  if (javaScriptEnabled) await expectAccessible(page)
  await expectNoSidewaysScroll(page)
}

/** What stands beside a word in the sums of the page. */
const sumOf = (page: Page, name: string) =>
  page
    .locator('.sums div')
    .filter({ has: page.getByText(name, { exact: true }) })
    .first()

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'in a browser' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a fee is exempted by two, paid, and given back when the child leaves', async ({ world, own, as, page }) => {
      test.setTimeout(90_000)
      page.setDefaultTimeout(8_000)
      // Given a child in a course, and a school that has named the two who decide exemptions
      const { child, section, feeFen } = await schoolWithFees(world, own)
      await as(`${own}-first`)
      await page.goto('/school/fees')
      for (const [seatName, who] of [
        ['第 1 位', '教务 示例甲'],
        ['第 2 位', '教务 示例丙'],
      ] as const) {
        await page.getByLabel(seatName).selectOption({ label: who })
        await page.getByRole('button', { name: new RegExp(`指定.*${seatName}`) }).click()
        await expect(page.getByLabel(seatName).locator('option:checked')).toHaveText(who)
      }
      await looksRight(page, javaScriptEnabled)

      // When the first asks for half, the second approves
      await page.getByRole('link', { name: '小禾', exact: true }).click()
      await expect(sumOf(page, '应收')).toContainText(`${yuan(feeFen)} 元`)
      await page.getByLabel('免百分之几').fill('50')
      await page.getByLabel('依据').selectOption({ label: '学校认定的困难家庭' })
      await page.getByLabel('凭哪份材料').fill('示例困难认定 1')
      await page.getByRole('button', { name: '交给另一位审批' }).click()
      await expect(page.getByText('申请免 50%，等另一位老师审批。')).toBeVisible()
      await expect(page.getByRole('button', { name: '同意减免' })).toHaveCount(0)
      const address = page.url()
      await as(`${own}-second`)
      await page.goto(address)
      await page.getByRole('button', { name: '同意减免' }).click()
      await expect(page.getByText('已减免 50%。')).toBeVisible()

      // And a third administrator sees what is left to pay, and not why
      const halfFen = feeFen / 2
      await as(`${own}-third`)
      await page.goto(address)
      await expect(sumOf(page, '应收')).toContainText(`${yuan(halfFen)} 元`)
      await expect(page.getByText('困难')).toHaveCount(0)
      await expect(page.getByText('减免')).toHaveCount(0)

      // When the payment is marked by hand, once with a comma and once rightly
      await page.locator('#pay-amount').fill('1,000')
      await page.getByRole('button', { name: '记上' }).click()
      await expect(page.getByRole('alert')).toContainText('写成 124 或 124.50')
      await page.locator('#pay-amount').fill(yuan(halfFen))
      await page.getByRole('button', { name: '记上' }).click()
      await expect(sumOf(page, '已收')).toContainText(`${yuan(halfFen)} 元`)
      await looksRight(page, javaScriptEnabled)

      // Then the family's statement says so
      await as(`${own}-mother`)
      await page.goto('/family')
      await page.getByRole('link', { name: `本学期应交 ${yuan(halfFen)} 元，已交 ${yuan(halfFen)} 元` }).click()
      await expect(page.getByText('减免 50%')).toBeVisible()
      await expect(page.getByText('都交清了')).toBeVisible()
      await looksRight(page, javaScriptEnabled)

      // When the child leaves after two sessions
      await leavePlace(page, child, section)
      await expect(page.getByText('退好了。')).toBeVisible()

      // Then two sessions and the material are kept, half of it waived, and the rest is the family's
      const keptFen = (2 * LESSON_FEN + MATERIAL_FEN) / 2
      await page.goto('/family/money')
      await expect(page.getByText('上了 2 次以后退了')).toBeVisible()
      await expect(sumOf(page, '应交')).toContainText(`${yuan(keptFen)} 元`)
      await expect(sumOf(page, '学校要退')).toContainText(`${yuan(halfFen - keptFen)} 元`)

      // When the school pays it out
      await as(`${own}-first`)
      await page.goto(address)
      await expect(page.locator('#refund-amount')).toHaveValue(yuan(halfFen - keptFen))
      await page.getByRole('button', { name: '记退款' }).click()
      await expect(page.getByText('没有多出来的钱，不用退。')).toBeVisible()

      // Then the statement shows each step and nothing is open, and the ledger balances
      await as(`${own}-mother`)
      await page.goto('/family/money')
      await expect(sumOf(page, '已退')).toContainText(`${yuan(halfFen - keptFen)} 元`)
      await expect(page.getByText('都交清了')).toBeVisible()
      await looksRight(page, javaScriptEnabled)
      for (const report of await checkLedger(world.store, DISTRICT)) expect(report.broken, report.id).toEqual([])
    })
  })
}
