import { expect, test } from '../journey'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'in a browser' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled, viewport: { width: 1280, height: 900 } })

    test('a course goes from its teacher over school and bureau to the shelf', async ({ world, own, as, page }) => {
      // Given a school with a teacher and an administrator, and an officer of the bureau
      const { scenario } = world
      const name = `${own}小学（示例）`
      const school = await scenario.school(own, { name })
      await scenario.child(`${own}-child`, { school })
      await scenario.soundPlan(school)
      await scenario.staff(`${own}-teacher`, 'teacher', school, { name: '方老师' })
      await scenario.staff(`${own}-admin`, 'school_admin', school, { name: '教务甲' })
      await scenario.staff(`${own}-officer`, 'officer', '', { name: '区里乙' })
      const course = `风筝扎制${own}`

      // When the teacher proposes a course, at first without saying when
      await as(`${own}-teacher`)
      await page.goto('/teacher/propose')
      await page.getByLabel('课程名称').fill(course)
      await page.getByLabel('类别').selectOption('劳动手工')
      await page.getByLabel('介绍').fill('劈竹、糊纸、放上天。')
      await page.getByLabel('四年级').check()
      await page.getByLabel('教室').fill('劳动教室')
      await page.getByLabel('老师').selectOption('林老师（示例）')
      await page.getByLabel('名额').fill('24')
      await page.getByLabel('每次课收多少元').fill('3.5')
      await page.getByLabel('材料费一学期多少元').fill('8')
      await page.getByRole('button', { name: '交给学校审核' }).click()
      // Then the form says what is missing and keeps what was written
      await expect(page.getByRole('link', { name: '至少选一个时间。' })).toBeVisible()
      await expect(page.getByLabel('课程名称')).toHaveValue(course)
      await page.getByLabel('周三素质拓展').check()
      await page.getByRole('button', { name: '交给学校审核' }).click()
      await expect(page).toHaveURL(/\/teacher(\?|$)/)
      await expect(page.getByRole('row', { name: course })).toContainText('等学校审核')

      // When the school approves and sends its plan
      await as(`${own}-admin`)
      await page.goto('/school')
      await page.getByRole('button', { name: `通过${course}` }).click()
      await expect(page.getByRole('row', { name: course })).toContainText('等送区')
      await page.goto('/school/plan')
      await page.getByRole('button', { name: /送区备案/ }).click()
      await expect(page.getByRole('row', { name: course })).toContainText('等备案')

      // And the bureau returns the line with a remark
      await as(`${own}-officer`)
      await page.goto('/bureau')
      await page.getByRole('row', { name }).getByRole('link', { name: '去备案' }).click()
      await page.locator('summary', { hasText: '退回' }).click()
      await page.getByLabel('退回的原因').fill('写清楚用什么刀。')
      await page.getByRole('button', { name: `退回${course}` }).click()
      await expect(page.getByRole('row', { name: course })).toContainText('区里退回')

      // Then the school reads it, mends the course and sends it again
      await as(`${own}-admin`)
      await page.goto('/school')
      await page.getByRole('row', { name: course }).getByRole('link', { name: '看退回的原因' }).click()
      await expect(page.getByText('写清楚用什么刀。').first()).toBeVisible()
      await page.getByLabel('介绍').fill('劈竹、糊纸、放上天。只用圆头剪刀。')
      await page.getByRole('button', { name: '保存' }).click()
      await page.goto('/school/plan')
      await page.getByRole('button', { name: /送区备案/ }).click()
      await expect(page.getByRole('row', { name: course })).toContainText('等备案')

      // When the bureau files it and the school publishes
      await as(`${own}-officer`)
      await page.goto('/bureau')
      await page.getByRole('row', { name }).getByRole('link', { name: '去备案' }).click()
      await page.getByRole('button', { name: '备案这 1 门课' }).click()
      await expect(page.getByText(/天桥备 2026秋-\d{3}/).first()).toBeVisible()
      await as(`${own}-admin`)
      await page.goto('/school/plan')
      await page.getByRole('button', { name: /发布/ }).click()
      await expect(page.getByRole('row', { name: course })).toContainText('已发布')

      // Then its page at the school says who did what and when
      await page.goto('/school')
      await page.getByRole('row', { name: course }).getByRole('link', { name: course }).first().click()
      for (const said of ['方老师 申报', '教务甲 学校审核通过', '区里乙 区里退回', '区里乙 区里备案', '教务甲 发布'])
        await expect(page.getByText(said).first()).toBeVisible()

      // And anybody finds it on the shelf, typing pinyin
      await page.context().clearCookies()
      await page.goto(`/?school=${school}`)
      await expect(page.getByRole('link', { name: course }).first()).toBeVisible()
      await page.goto(`/?school=${school}&q=fengzheng`)
      await page.getByRole('link', { name: course }).first().click()
      await expect(page.getByRole('heading', { level: 1, name: course })).toBeVisible()
      await expect(page.getByText('已在区里备案')).toBeVisible()
    })
  })
}
