import { eq } from 'drizzle-orm'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../journey'

const PASSWORD = 'xiaoqinghe-de-qiao'
const PHONE = '13800001234'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'in a browser' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a slip from school, agreement, a password; later phone and password', async ({ world, own, as, page }) => {
      // Given a mother whom the school knows, and who has no password
      const { scenario } = world
      const phone = PHONE.replace(/\d{3}$/, javaScriptEnabled ? '001' : '002')
      const school = await scenario.school(own, { name: `${own}小学（示例）` })
      await scenario.child(`${own}-he`, { school, name: '小禾' })
      await scenario.child(`${own}-mai`, { school, grade: 1, classNumber: 5, name: '小麦' })
      await scenario.guardian(`${own}-mother`, [`${own}-he`, `${own}-mai`], { phone, name: '示例妈妈' })
      const { consent } = world.store.tables
      await world.store.transaction(async (tx) => {
        await tx.delete(consent).where(eq(consent.account, `${own}-mother`))
      })
      await scenario.staff(`${own}-admin`, 'school_admin', school)

      // When the school prints her a slip
      await as(`${own}-admin`)
      await page.goto('/school/slips')
      await page.getByLabel('找人').fill('小禾')
      await page.getByRole('button', { name: '找', exact: true }).click()
      await page
        .getByRole('button', { name: /打一张/ })
        .first()
        .click()
      await expect(page.getByRole('heading', { name: '1 张开通单，请马上打印' })).toBeVisible()
      const code = ((await page.locator('.paper .code').textContent()) ?? '').trim()
      expect(code.replace(/[^0-9A-Z]/g, '')).toHaveLength(8)
      await page.context().clearCookies()

      // Then a phone alone opens nothing
      await page.goto('/activate')
      await expectNoSidewaysScroll(page)
      if (javaScriptEnabled) await expectAccessible(page)
      await page.getByLabel('单子上的手机号或工号').fill(phone)
      await page.getByLabel('开通码').fill('ABCD2345')
      await page.getByRole('button', { name: '下一步' }).click()
      await expect(page.getByRole('alert').first()).toContainText(/单子/)

      // When she types what stands on the slip, agrees, and thinks of a password
      await page.getByLabel('单子上的手机号或工号').fill(phone)
      await page.getByLabel('开通码').fill(code)
      await page.getByRole('button', { name: '下一步' }).click()
      await expect(page.getByText('小禾、小麦')).toBeVisible()
      await page.getByLabel('我是孩子的监护人').check()
      await page.getByRole('button', { name: '同意，往下走' }).click()
      await page.getByLabel('定一个密码').fill(PASSWORD)
      await page.getByLabel('再填一遍').fill(PASSWORD)
      await page.getByRole('button', { name: '开通并登录' }).click()

      // Then she is in, with both children
      await expect(page).not.toHaveURL(/activate/)
      await expect(page.getByText('小麦').first()).toBeVisible()

      // And the slip is used up, the password is what opens from now on
      await page.context().clearCookies()
      await page.goto('/sign-in')
      if (javaScriptEnabled) await expectAccessible(page)
      await page.getByLabel('手机号或工号').fill(phone)
      await page.getByLabel('密码').fill(PASSWORD)
      await page.getByRole('button', { name: '登录' }).click()
      await expect(page.getByText('小禾').first()).toBeVisible()
    })
  })
}
