import type { Locator, Page } from '@playwright/test'
import { expect, stands, test } from '../journey'
import { makeVersion, type ShortStreet, shortStreet } from './short-street'

/** −1,606 → -1606 */
const numberIn = async (where: Locator): Promise<number> =>
  Number(((await where.textContent()) ?? '').replace(/[^\d−]/gu, '').replace('−', '-'))

/** The number of a line of the waterfall, found by its words. */
const lineOf = (page: Page, words: string): Promise<number> =>
  numberIn(page.locator('.why2 li').filter({ hasText: words }).locator('b'))

const cellOf = (page: Page, { name }: ShortStreet, year: number) =>
  page.getByRole('link', { name: new RegExp(`^${name}初中 ${year} `) })

test('an officer opens a cell and reads why: the numbers add up', async ({ world, own, as, page }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  // Given a street that lacks places, and a version of the forecast
  const given = await shortStreet(world, own)
  const year = given.autumn + 1
  await as(given.officer)
  await makeVersion(page, world)

  // When the officer opens the street's next autumn
  await page.goto('/bureau/places')
  await expect(page.getByText('还没发布', { exact: false }).first()).toBeVisible()
  await cellOf(page, given, year).click()

  // Then the cell is framed, and its steps come to what it says
  const cell = cellOf(page, given, year)
  await expect(cell).toHaveAttribute('aria-current', 'true')
  await expect(page.getByRole('heading', { name: `${given.name}初中 ${year} 年为什么缺` })).toBeVisible()
  const shown = await numberIn(cell.locator('data'))
  expect(shown).toBeLessThan(0)
  const children = await lineOf(page, '要上学的孩子')
  const seats = await lineOf(page, '大概能有的座位')
  const rows = await page.locator('.why2 li').all()
  let [sum, reached] = [0, false]
  for (const row of rows) {
    if ((await row.textContent())?.includes('要上学的孩子')) reached = true
    if (!reached) sum += await numberIn(row.locator('b'))
  }
  expect(sum).toBe(children)
  expect(-seats - children).toBe(shown)
  expect(-(await numberIn(page.locator('.why2 .w-result data')))).toBe(shown)

  // And the table beside the chart has the same numbers
  await page.getByText('看这张图的表').last().click()
  const row = page.getByRole('table', { name: /每年秋天的孩子和座位/ }).getByRole('row', { name: String(year) })
  await expect(row.getByRole('cell').nth(0)).toHaveText(children.toLocaleString('en-US'))
  await expect(row.getByRole('cell').nth(4)).toHaveText((-seats).toLocaleString('en-US'))
  await expect(row.getByRole('cell').nth(5)).toHaveText((-shown).toLocaleString('en-US'))

  // And the intake alone is another table, with the same cell open
  await page.getByRole('link', { name: '起始年级' }).click()
  await expect(page.getByRole('heading', { name: `${given.name}七年级 ${year} 年为什么缺` })).toBeVisible()
  expect(await numberIn(cell.locator('data'))).toBeGreaterThan(shown)
})

test('an officer writes down a decision, and finds it again', async ({ world, own, as, page }) => {
  const given = await shortStreet(world, own)
  await as(given.officer)
  await page.goto('/bureau/places')
  await page.getByRole('link', { name: '记一条决定' }).click()

  // When nothing is written, it says what is missing, beside each field
  await page.getByRole('button', { name: '写进留痕' }).click()
  await expect(page.getByRole('alert')).toContainText('写 2 到 80 个字')
  const title = `${given.name}初中先借用老校舍`
  await page.getByLabel('定了什么').fill(title)
  await page.getByLabel('为什么这样定').fill('<b>局长办公会</b> 11 月 20 日定的。')
  await page.getByLabel('哪个街道').selectOption({ label: `${given.name}街道` })
  await page.getByRole('button', { name: '写进留痕' }).click()

  // Then the log and the screen have it, with who said so
  const row = page.getByRole('row', { name: new RegExp(title) })
  await expect(row).toContainText('<b>局长办公会</b> 11 月 20 日定的。')
  await expect(row).toContainText('规划科 示例丙')
  await page.getByLabel('哪一类').selectOption('项目')
  await page.getByRole('button', { name: '按这些找' }).click()
  await expect(page.getByRole('row', { name: new RegExp(title) })).toHaveCount(0)
  await page.goto('/bureau/places')
  await expect(page.getByText(title)).toBeVisible()
})

const elder = { name: 'elder', value: '1' }
const dark = { name: 'theme', value: 'dark' }

for (const [device, { width, look }] of Object.entries({
  'a phone': { width: 360, look: elder },
  'a desk': { width: 1440, look: dark },
})) {
  test(`the planner's screen stands on ${device}, light and ${look.name}`, async ({
    world,
    own,
    as,
    page,
    context,
  }) => {
    test.setTimeout(240_000)
    await page.setViewportSize({ width, height: 900 })
    const given = await shortStreet(world, own)
    await as(given.officer)
    await makeVersion(page, world)
    await stands(page, '/bureau/places')
    await stands(page, `/bureau/places/log?street=${given.code}&from=2026-01-01`)
    await stands(page, '/bureau/places/decision')
    await context.addCookies([{ ...look, url: world.portal.origin }])
    await stands(
      page,
      `/bureau/places?street=${given.code}&phase=primary&year=${given.autumn + 3}&scope=intake&colour=official`,
    )
    await stands(page, '/bureau/places/log')
  })
}

test('without JavaScript a cell opens by its link', async ({ world, own, as, browser, context }) => {
  const given = await shortStreet(world, own)
  await as(given.officer)
  await makeVersion(await context.newPage(), world)
  const plain = await browser.newContext({ javaScriptEnabled: false, baseURL: world.portal.origin })
  await plain.addCookies(await context.cookies())
  const page = await plain.newPage()
  await page.goto('/bureau/places')
  await cellOf(page, given, given.autumn + 1).click()
  await expect(page.getByRole('heading', { name: /泺口.*初中 \d+ 年为什么缺/ })).toBeVisible()
  await plain.close()
})
