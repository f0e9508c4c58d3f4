import { expect, stands, test } from '../journey'
import { publishNewest } from './published-run'
import { makeVersion, shortStreet } from './short-street'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'in a browser' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled, viewport: { width: 1440, height: 900 } })

    test('two scenarios beside what stands now, and one is accepted', async ({ world, own, as, page }) => {
      test.slow()
      // Given a street that lacks places, with a project to come and a published version
      const { scenario } = world
      const given = await shortStreet(world, own)
      const second = await scenario.staff(`${own}-second`, 'officer', '', { name: '规划科 示例丁' })
      await as(given.officer)
      await makeVersion(page, world)
      await as(second)
      await publishNewest(page, world)

      // When an officer makes a scenario, adds a row and takes it away again, and tries it
      await page.goto('/bureau/scenarios')
      await page.getByRole('link', { name: '做一个方案' }).click()
      await page.getByLabel('方案叫什么').fill(`晚一年${own}`)
      await page.getByLabel('想看什么').fill('看晚一年还够不够')
      await page.getByLabel('晚几个月').fill('一年')
      await page.getByLabel('改哪一种').selectOption('出生数多少')
      await page.getByRole('button', { name: '再改一处' }).click()
      await expect(page.getByRole('group', { name: '第 2 处：出生数多少' })).toBeVisible()
      await page.getByRole('button', { name: '去掉第 2 处' }).click()
      await expect(page.getByRole('group')).toHaveCount(1)
      await page.getByRole('button', { name: '保存方案' }).click()

      // Then what is wrong stands beside its field, and what was typed is still there
      await expect(page.getByRole('alert')).toContainText('写 −36 到 60 的整数。')
      await expect(page.getByLabel('方案叫什么')).toHaveValue(`晚一年${own}`)
      await page.getByLabel('哪个项目').selectOption(given.project.title)
      await page.getByLabel('晚几个月').fill('12')
      await page.getByRole('button', { name: '先算一算' }).click()
      const year = given.autumn + 2
      const finding = new RegExp(`晚一年${own}：${year} 年${given.name}初中多缺 \\d+ 个学位`, 'u')
      await expect(page.getByRole('heading', { name: finding })).toBeVisible()
      await page.getByRole('button', { name: '保存方案' }).click()
      await expect(page.getByRole('heading', { level: 1, name: finding })).toBeVisible()

      // When it is compared with another one
      await page.goto('/bureau/scenarios/new')
      await page.getByLabel('方案叫什么').fill(`不建了${own}`)
      await page.getByLabel('想看什么').fill('看不建会怎样')
      await page.getByLabel('改哪一种').selectOption('取消项目')
      await page.getByRole('button', { name: '再改一处' }).click()
      await expect(page.getByRole('group', { name: '第 2 处：取消项目' })).toBeVisible()
      await page.getByRole('button', { name: '去掉第 1 处' }).click()
      await expect(page.getByRole('group', { name: '第 1 处：取消项目' })).toBeVisible()
      await page.getByLabel('哪个项目').selectOption(given.project.title)
      await page.getByRole('button', { name: '保存方案' }).click()
      await expect(page.getByText(`取消${given.project.title}`)).toBeVisible()
      await page.goto('/bureau/scenarios')
      await page.getByLabel(`比“晚一年${own}”`).check()
      await page.getByLabel(`比“不建了${own}”`).check()
      await page.getByRole('button', { name: '把勾上的和现在对比' }).click()

      // Then both stand beside what stands now, and a project that never comes lacks for longer
      const totals = page.getByRole('table', { name: '全区缺的学位，现在和各方案' })
      await expect(totals.getByRole('columnheader', { name: `不建了${own}` })).toBeVisible()
      const differences = page.getByRole('table', { name: /和现在不一样的街道/u })
      const last = differences.getByRole('row', { name: new RegExp(`${given.name} 初中 ${given.autumn + 6} `, 'u') })
      const heads = await differences.getByRole('columnheader').allTextContents()
      const texts = await last.locator('th, td').allTextContents()
      const lacks = (head: string): number => {
        const text = texts[heads.indexOf(head)] ?? ''
        return Number(/[缺多] ([\d,]+)/u.exec(text)?.[1]?.replace(',', '')) * (text.includes('缺 ') ? 1 : -1)
      }
      const [now, later, never] = [lacks('现在'), lacks(`晚一年${own}`), lacks(`不建了${own}`)]
      expect(later).toBe(now)
      expect(never).toBeGreaterThan(now)

      // And when one is accepted with its reason, the decision stands, also in the log
      await page.goto('/bureau/scenarios')
      await page.getByRole('link', { name: `晚一年${own}`, exact: true }).click()
      await page.getByRole('button', { name: '采纳这个方案' }).click()
      await expect(page.getByRole('alert')).toContainText('写 2 到 200 个字')
      await page.getByLabel('为什么这样定').fill('办公会定的，先借用老校舍')
      await page.getByRole('button', { name: '采纳这个方案' }).click()
      await expect(page.getByText(/采纳了，规划科 示例/u)).toBeVisible()
      await page.goto('/bureau/places/log')
      await expect(page.getByRole('row', { name: new RegExp(`采纳方案：晚一年${own}`, 'u') })).toContainText('老校舍')
    })
  })
}

for (const [device, width] of Object.entries({ 'a phone': 360, 'a desk': 1440 }))
  test(`the pages of scenarios and data stand on ${device}`, async ({ world, own, as, page }) => {
    test.slow()
    await page.setViewportSize({ width, height: 900 })
    const given = await shortStreet(world, own)
    await as(given.officer)
    await makeVersion(page, world)
    await page.goto('/bureau/scenarios/new')
    await page.getByLabel('方案叫什么').fill(`长名字的方案看看怎么换行${own}`)
    await page.getByLabel('想看什么').fill('看看')
    await page.getByLabel('哪个项目').selectOption(given.project.title)
    await page.getByLabel('晚几个月').fill('24')
    await page.getByRole('button', { name: '保存方案' }).click()
    await expect(page.getByRole('heading', { name: '定下来' })).toBeVisible()
    const address = new URL(page.url()).pathname
    for (const one of [
      address,
      '/bureau/scenarios',
      '/bureau/scenarios/new',
      '/bureau/scenarios/assumptions',
      '/bureau/scenarios/compare',
      '/bureau/places/data?kind=births',
    ])
      await stands(page, one)
  })
