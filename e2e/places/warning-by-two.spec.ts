import { expect, stands, test } from '../journey'
import { publishNewest } from './published-run'
import { makeVersion, shortStreet } from './short-street'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'in a browser' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('one prepares a warning, another publishes it, a parent reads it, and withdrawn it is gone', async ({
      world,
      own,
      as,
      page,
    }) => {
      test.slow()
      // Given a published version in which 初中 is short in a street
      const given = await shortStreet(world, own)
      const second = await world.scenario.staff(`${own}-second`, 'officer', '', { name: '规划科 示例丁' })
      await as(given.officer)
      await page.setViewportSize({ width: 1440, height: 900 })
      await makeVersion(page, world)
      await as(second)
      await publishNewest(page, world)
      const year = given.autumn + 1
      const what = `${given.name} ${year} 年初中`

      // When the first officer prepares a warning that promises a school
      await as(given.officer)
      await page.goto('/bureau/warnings?phase=junior')
      await page.getByRole('link', { name: `准备${what}的预警` }).click()
      await expect(page.getByLabel('家长读到的话')).toHaveValue(/位子不够/u)
      await page.getByLabel('家长读到的话').fill(`${year} 年秋天，区里保证${given.name}的孩子都能上初一。`)
      await page.getByRole('button', { name: '准备好，等另一位发布' }).click()
      // Then it is refused, and nothing was typed in vain
      await expect(page.getByRole('alert')).toContainText('不要写“保证”')
      const sentence = `${year} 年秋天，${given.name}要上初一的孩子多，位子不够${own}。`
      await page.getByLabel('家长读到的话').fill(sentence)
      await page.getByLabel('可以怎么办').fill('看清楚招生通知。')
      await page.getByRole('button', { name: '准备好，等另一位发布' }).click()
      await expect(page.getByText('这是您准备的，要另一位同事来发布。')).toBeVisible()

      // And whoever prepared it cannot publish it
      const address = new URL(page.url()).pathname
      await page.getByRole('button', { name: '发布给家长' }).click()
      await expect(page.getByText('要另一位同事来发布：谁做的，谁不能自己发布。')).toBeVisible()
      await page.goto(`/streets/${given.code}`)
      await expect(page.getByText(sentence)).toHaveCount(0)

      // When the second publishes it
      await as(second)
      await page.goto('/bureau/warnings?phase=junior')
      await page
        .getByRole('row', { name: new RegExp(`${given.name}.*初中 ${year} `, 'u') })
        .getByRole('link', { name: '规划科 示例丙准备好了' })
        .click()
      await page.getByRole('button', { name: '发布给家长' }).click()
      await expect(page.getByText(/发布，家长看得到/u)).toBeVisible()

      // Then a parent reads it on the phone without signing in: no odds, nothing of the bureau's
      await page.context().clearCookies()
      await page.setViewportSize({ width: 390, height: 844 })
      await page.goto('/streets')
      await page.getByRole('link', { name: new RegExp(`^${given.name}`, 'u') }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${given.name}：${year} 年初中位子不够`)
      await expect(page.getByText(sentence)).toBeVisible()
      await expect(page.getByText('看清楚招生通知。')).toBeVisible()
      await expect(page.getByText('▼')).toBeVisible()
      expect(await page.locator('main').textContent()).not.toMatch(/%|把握|示例丙|示例丁/u)

      // And when it is withdrawn, it is gone
      await as(given.officer)
      await page.goto(address)
      await page.getByText('撤回', { exact: true }).click()
      await page.getByLabel('为什么撤回').fill('数据改了')
      await page.getByRole('button', { name: '撤回这条预警' }).click()
      await expect(page.getByText(/撤回：数据改了/u)).toBeVisible()
      await page.context().clearCookies()
      await page.goto(`/streets/${given.code}`)
      await expect(page.getByText('还没有公布学位情况')).toBeVisible()
      await expect(page.getByText(sentence)).toHaveCount(0)
    })
  })
}

test('the pages of warnings stand in every look', async ({ world, own, as, page, context }) => {
  test.slow()
  const given = await shortStreet(world, own)
  const second = await world.scenario.staff(`${own}-second`, 'officer', '', { name: '规划科 示例丁' })
  await as(given.officer)
  await makeVersion(page, world)
  await as(second)
  await publishNewest(page, world)
  await page.goto('/bureau/warnings')
  for (const phase of ['初中', '小学', '幼儿园'])
    for (const year of [1, 2, 3]) await page.getByLabel(`选${given.name} ${given.autumn + year} 年${phase}`).check()
  await page.getByRole('button', { name: '给勾上的准备好' }).click()
  await as(given.officer)
  await page.goto('/bureau/warnings')
  for (const phase of ['初中', '小学', '幼儿园'])
    for (const year of [1, 2, 3]) await page.getByLabel(`选${given.name} ${given.autumn + year} 年${phase}`).check()
  await page.getByRole('button', { name: '发布勾上的' }).click()
  await expect(
    page.getByRole('row', { name: new RegExp(`${given.name}.*初中 ${given.autumn + 1} `, 'u') }),
  ).toContainText('发布')
  const prepare = `/bureau/warnings/prepare?street=${given.code}&phase=junior&year=${given.autumn + 1}`
  for (const [width, cookies] of [
    [360, []],
    [1440, []],
    [360, [{ name: 'theme', value: 'dark' }]],
    [360, [{ name: 'elder', value: '1' }]],
  ] as const) {
    await context.clearCookies({ name: 'theme' })
    await context.addCookies(cookies.map((cookie) => ({ ...cookie, url: world.portal.origin })))
    await page.setViewportSize({ width, height: 900 })
    for (const address of ['/bureau/warnings', prepare, '/streets', `/streets/${given.code}`])
      await stands(page, address)
  }
})
