import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../journey'
import { makeVersion, shortStreet } from './short-street'

const numberIn = async (where: Locator): Promise<number> =>
  Number(((await where.textContent()) ?? '').replace(/[^\d−]/gu, '').replace('−', '-'))

/** Of the table beside the chart: the seats promised and those that are likely, in an autumn. */
const seatsIn = async (page: Page, year: number): Promise<{ promised: number; probable: number }> => {
  await page.getByText('看这张图的表').last().click()
  const row = page.getByRole('table', { name: /每年秋天的孩子和座位/ }).getByRole('row', { name: String(year) })
  return {
    promised: await numberIn(row.getByRole('cell').nth(3)),
    probable: await numberIn(row.getByRole('cell').nth(4)),
  }
}

test('an opening moves from August to October, and the area loses its intake', async ({ world, own, as, page }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  // Given a project in use by August: the street's intake of that year has its places
  const { autumn, code, name, project, officer } = await shortStreet(world, own)
  const year = autumn + 2
  const screen = `/bureau/places?street=${code}&phase=junior&year=${year}&scope=intake`
  await as(officer)
  await makeVersion(page, world)
  await page.goto(screen)
  const cell = page.getByRole('link', { name: new RegExp(`^${name}初中 ${year} `) })
  const before = await numberIn(cell.locator('data'))
  const seatsBefore = await seatsIn(page, year)
  expect(seatsBefore.promised).toBe(80 + 50)
  expect(seatsBefore.probable).toBeGreaterThan(80)

  // When the officer moves 开学启用 to October, with a reason
  await page.getByRole('link', { name: project.title }).click()
  await page.getByText('改日子', { exact: true }).first().click()
  await page.getByLabel('开学启用定在哪天').fill(`${year}-10-08`)
  const form = page.locator('#form-dates')
  await form.getByLabel('为什么').fill('雨季停工 41 天')
  await form.getByRole('button', { name: '改日子' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('误了一年')

  // And makes a new forecast
  await makeVersion(page, world)

  // Then the intake of that year is lost
  await page.goto(screen)
  const after = await numberIn(cell.locator('data'))
  expect(await seatsIn(page, year)).toEqual({ promised: 80, probable: 80 })
  expect(after).toBeLessThan(before)
  // Each of the four is a rounded number.
  expect(Math.abs(after - before - (80 - seatsBefore.probable))).toBeLessThanOrEqual(1)

  // And 留痕 says who moved it, why, and what it costs
  const line = page.getByRole('listitem').filter({ hasText: `${project.title}改到 ${year + 1} 年启用` })
  await expect(line).toContainText('雨季停工 41 天')
  await expect(line).toContainText(`${year} 年少 150 个学位`)
  await page.getByRole('link', { name: '全部留痕' }).click()
  const row = page.getByRole('row', { name: new RegExp(`${project.title}改到`) })
  await expect(row).toContainText('规划科 示例丙')
  await expect(row).toContainText(`▼ ${year} 年少 150 个学位`)
})
