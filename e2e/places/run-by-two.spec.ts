import { expect, stands, test } from '../journey'
import { shortStreet } from './short-street'
import { makeVintage } from './vintage'

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'in a browser' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled, viewport: { width: 1440, height: 900 } })

    test('one officer makes a forecast, another publishes it, and it is held against what came', async ({
      world,
      own,
      as,
      page,
    }) => {
      test.slow()
      // Given a street that lacks places, two officers, and last autumn's published version
      const given = await shortStreet(world, own, { junior: 700 })
      const second = await world.scenario.staff(`${own}-second`, 'officer', '', { name: '规划科 示例丁' })
      await makeVintage(world, { autumn: given.autumn - 1, author: given.officer, second })

      // When the first makes a version without saying why
      await as(given.officer)
      await page.goto('/bureau/forecasts')
      await page.getByRole('button', { name: '算一版' }).click()

      // Then nothing is made, and the field says what to write
      await expect(page.getByRole('alert')).toContainText('写 2 到 200 个字')
      await page.getByLabel('为什么算').fill(`十一月学籍定了 ${own}`)
      await page.getByRole('button', { name: '算一版' }).click()

      // Then it is reckoned away from the server's thread, and says where it came from
      const row = page.getByRole('row', { name: new RegExp(`十一月学籍定了 ${own}`, 'u') })
      await expect(async () => {
        await page.goto('/bureau/forecasts')
        await expect(row).toContainText('等着发布')
      }).toPass()
      expect(world.portal.output()).not.toContain('error')
      await row.getByRole('link', { name: /第 \d+ 版/u }).click()
      await expect(page.getByText(/[0-9a-f]{64}/u)).toBeVisible()
      await expect(page.getByText('这一版是您算的，要请另一位同事来发布。')).toBeVisible()
      await expect(page.getByRole('button', { name: '发布', exact: true })).toHaveCount(0)
      const address = new URL(page.url()).pathname

      // When the second publishes it
      await as(second)
      await page.goto(address)
      await page.getByLabel('为什么发布').fill('核对过')
      await page.getByRole('button', { name: '发布', exact: true }).click()

      // Then it is what is in use, and its lines leave as a sheet
      await expect(page.getByText(/规划科 示例丁.*发布了/u).first()).toBeVisible()
      const gap = page
        .getByRole('table', { name: '缺学位的街道' })
        .getByRole('row', { name: new RegExp(`${given.name} 初中`, 'u') })
      await expect(gap.first()).toContainText('▼')
      const answer = await page.request.get(`${address}/sheet?as=csv`)
      expect(await answer.text()).toContain(`街道,${given.name},初中,七年级,${given.autumn + 1}`)
      await page.goto('/bureau/forecasts')
      await expect(row).toContainText('规划科 示例丁')

      // And last autumn's version is held against the rolls that came
      await page.goto('/bureau/track-record')
      await expect(
        page.getByRole('heading', { name: new RegExp(`${given.autumn - 1} 年秋天的预测，一年后全区差 \\d`, 'u') }),
      ).toBeVisible()
      await page.getByLabel('学段').selectOption('初中')
      await page.getByRole('button', { name: '看这些' }).click()
      const scores = page.getByRole('table', { name: '各层级的误差' })
      await expect(scores.getByRole('row', { name: /全区 1 年/u }).first()).toBeVisible()
    })
  })

for (const [device, width] of Object.entries({ 'a phone': 360, 'a desk': 1440 }))
  test(`the pages of forecasts stand on ${device}`, async ({ world, own, as, page }) => {
    test.slow()
    await page.setViewportSize({ width, height: 900 })
    const given = await shortStreet(world, own)
    const second = await world.scenario.staff(`${own}-second`, 'officer')
    await makeVintage(world, { autumn: given.autumn - 1, author: given.officer, second })
    await as(given.officer)
    await page.goto('/bureau/forecasts')
    const run = await page
      .getByRole('link', { name: /第 \d+ 版/u })
      .first()
      .getAttribute('href')
    for (const one of ['/bureau/forecasts', run ?? '', '/bureau/track-record', '/bureau/capacity'])
      await stands(page, one)
  })
