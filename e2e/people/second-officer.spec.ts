import { expect, stands, test } from '../journey'

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'in a browser' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('the bureau’s first officer adds a colleague, who gets a slip, and ends the account again', async ({
      world,
      own,
      as,
      page,
    }) => {
      // Given an officer
      await as(await world.scenario.staff(`${own}-first`, 'officer', '', { name: `区教育局${own}` }))

      // When a colleague is added, first without a number
      await page.goto('/bureau/slips')
      await page.getByRole('link', { name: '加一位同事' }).click()
      await page.getByLabel('名字').fill(`规划科${own}`)
      await page.getByRole('button', { name: '加这位同事' }).click()
      await expect(page.getByRole('alert')).toContainText('工号写 2 到 20 位字母和数字')
      await expect(page.getByLabel('名字')).toHaveValue(`规划科${own}`)
      await page.getByLabel('工号').fill(`${own}-2`)
      await page.getByRole('button', { name: '加这位同事' }).click()

      // Then a slip can be printed for them at once
      const row = page.getByRole('row', { name: `规划科${own}` })
      await expect(row).toContainText('还没打单子')
      await row.getByRole('button', { name: `规划科${own}` }).click()
      await expect(page.locator('.paper .code')).toBeVisible()

      // When the account is ended
      await page.goto('/bureau/officers')
      await page
        .getByRole('row', { name: `规划科${own}` })
        .getByRole('link', { name: '停用' })
        .click()
      await expect(page.getByRole('heading', { name: `停用规划科${own}的账号？` })).toBeVisible()
      await page.getByRole('button', { name: '停用账号' }).click()

      // Then it says so, and who had added them
      const line = page.getByRole('row', { name: `规划科${own}` })
      await expect(line).toContainText('已停用')
      await expect(line).toContainText(`区教育局${own}`)
    })
  })

for (const [device, width] of Object.entries({ 'a phone': 360, 'a desk': 1440 }))
  test(`the page of the bureau’s people stands on ${device}`, async ({ world, own, as, page }) => {
    await page.setViewportSize({ width, height: 900 })
    await as(await world.scenario.staff(`${own}-first`, 'officer'))
    await stands(page, '/bureau/officers')
  })
