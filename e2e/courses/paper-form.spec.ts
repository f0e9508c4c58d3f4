import { addDays, dayOf } from '~/shared/day'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../journey'
import { expectSound, type Made, runningNow, statesOf } from './family-world'

const NOODLE = '面食工坊'
const CHOIR = '合唱团'

/** A school with two courses and care; 小穗's grandmother has no telephone, so nobody is registered for the child. */
const withoutTelephone = async ({ scenario }: Made, own: string) => {
  await scenario.school(own, { name: '柳岸小学（示例）' })
  const child = `${own}-sui`
  const other = `${own}-he`
  await scenario.child(child, { school: own, name: '林小穗' })
  await scenario.child(other, { school: own, name: '王小禾' })
  await scenario.guardian(`${own}-mother`, [other], { phone: null })
  await scenario.staff(`${own}-office`, 'school_admin', own, { name: '教务 示例甲' })
  const noodle = await scenario.section(`${own}-noodle`, { school: own, slots: [32], title: NOODLE, ...runningNow() })
  const choir = await scenario.section(`${own}-choir`, {
    school: own,
    slots: [12],
    title: CHOIR,
    category: 'art',
    capacity: 0,
    ...runningNow(),
  })
  const care = await scenario.section(`${own}-care`, {
    school: own,
    slots: [12, 22, 32, 42, 52],
    title: '看护',
    category: 'care',
    base: true,
    capacity: null,
    homeClass: `${own}-4-2`,
    feeFen: 0,
    ...runningNow(),
  })
  return { child, other, noodle, choir, care }
}

const yesterday = (): string => addDays(dayOf(Date.now()), -1)

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'in a browser' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a grandmother without a telephone: the school enrols her grandchild on paper, and withdraws it later', async ({
      world,
      own,
      as,
      page,
    }) => {
      await page.setViewportSize(javaScriptEnabled ? { width: 1440, height: 900 } : { width: 360, height: 780 })
      // Given a child for whom nobody is registered, and a paper form signed by the grandmother
      const { child, noodle, choir, care } = await withoutTelephone(world, own)
      await as(`${own}-office`)

      // When the office finds the child
      await page.goto('/school/paper')
      await page.getByLabel('找孩子').fill('小穗')
      await page.getByRole('button', { name: '找', exact: true }).click()
      await expect(page.getByText('没有在网上用')).toBeVisible()
      await expectNoSidewaysScroll(page)
      await page.getByRole('link', { name: /给林小穗办/ }).click()
      await expect(page.getByRole('heading', { name: '给林小穗报名' })).toBeVisible()

      // And forgets what stands on the form
      await page.getByRole('checkbox', { name: new RegExp(NOODLE) }).check()
      await page.getByRole('button', { name: '下一步：核对' }).click()
      await expect(page.getByRole('alert').getByText('请选是谁签的字。')).toBeVisible()
      await expect(page.getByRole('checkbox', { name: new RegExp(NOODLE) })).toBeChecked()
      await expectNoSidewaysScroll(page)
      if (javaScriptEnabled) await expectAccessible(page)

      // And fills it in, ticking a course, a full one and two days of care
      await page.getByRole('checkbox', { name: new RegExp(CHOIR) }).check()
      await page.getByRole('checkbox', { name: /看护 周二/ }).check()
      await page.getByRole('checkbox', { name: /看护 周四/ }).check()
      await page.getByLabel('表上的日期').fill(yesterday())
      await page.getByLabel('谁签的字').selectOption('奶奶')
      await page.getByRole('button', { name: '下一步：核对' }).click()

      // Then everything stands there once more before it is done
      await expect(page.getByRole('heading', { name: '核对一下再办' })).toBeVisible()
      await expect(page.getByText('一学期共 64 元')).toBeVisible()
      expect(await statesOf(world, [child])).toEqual({})
      if (javaScriptEnabled) await expectAccessible(page)
      await expectNoSidewaysScroll(page)

      // When it is pressed
      const address = page.url()
      const body = await page.locator('form:has([name=key])').evaluate((form) => {
        const pairs = [...new FormData(form as HTMLFormElement)].map(([name, value]) => [name, String(value)])
        return new URLSearchParams([...pairs, ['intent', 'press']]).toString()
      })
      await page.getByRole('button', { name: '照纸质表办理' }).click()

      // Then there is a receipt to print, and the rows say so
      await expect(page.getByRole('heading', { name: '林小穗的办理回执' })).toBeVisible()
      await expect(page.getByText('奶奶签字的纸质表')).toBeVisible()
      const receipt = page.url()
      const printed = await page.pdf({ format: 'A4' })
      expect(printed.length).toBeGreaterThan(1_000)
      const done = {
        [`${child} ${noodle}`]: 'enrolled',
        [`${child} ${choir}`]: 'waitlisted',
        [`${child} ${care}`]: 'enrolled',
      }
      expect(await statesOf(world, [child])).toEqual(done)
      if (javaScriptEnabled) await expectAccessible(page)
      await expectNoSidewaysScroll(page)

      // When the same press is sent again
      const again = await page.request.post(address, {
        data: body,
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: world.portal.origin },
        maxRedirects: 0,
      })
      expect(again.status()).toBe(303)
      expect(new URL(again.headers().location ?? '', address).href).toBe(receipt)
      expect(await statesOf(world, [child])).toEqual(done)

      // Then the roster shows the child once, on the screen and as a table with empty boxes on paper
      await page.goto(`/school/sections/${noodle}/roster`)
      await expect(page.getByRole('row', { name: /林小穗/ })).toHaveCount(1)
      await expect(page.getByText('没有登记家长')).toBeVisible()
      await expectNoSidewaysScroll(page)
      if (javaScriptEnabled) await expectAccessible(page)
      await page.emulateMedia({ media: 'print' })
      await expect(page.getByRole('heading', { name: `${NOODLE}点名表` })).toBeVisible()
      await expect(page.getByRole('heading', { name: `${NOODLE} · 名单` })).toBeHidden()
      await page.emulateMedia({ media: 'screen' })

      // And the initials find it, and nobody else
      await page.getByLabel('在名单里找').fill('lxs')
      await page.getByRole('button', { name: '找', exact: true }).click()
      await expect(page.getByText('找到 1 人，名单共 1 人')).toBeVisible()

      // When the grandmother changes her mind
      await page.getByRole('link', { name: /^代办/ }).click()
      await page.getByRole('link', { name: new RegExp(`按纸质表办.*${NOODLE}`) }).click()
      await expect(page.getByRole('heading', { name: `林小穗的${NOODLE}` })).toBeVisible()
      await page.getByLabel('表上的日期').fill(yesterday())
      await page.getByLabel('谁签的字').selectOption('奶奶')
      await page.getByRole('button', { name: '退课' }).click()

      // Then the place is free again, and the receipt says so
      await expect(page.getByText('退掉了')).toBeVisible()
      expect(await statesOf(world, [child])).toEqual({ ...done, [`${child} ${noodle}`]: 'withdrawn' })
      await expectSound(world)
    })
  })
}
