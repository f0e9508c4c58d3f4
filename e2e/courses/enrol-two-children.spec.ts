import { and, eq } from 'drizzle-orm'
import { DISTRICT } from '#db/makers/rows'
import { expect, expectNoSidewaysScroll, test } from '../journey'
import { crowd, expectSound, queue, runningNow, seat, slotsOf, statesOf } from './family-world'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'in a browser' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a mother, two children, four courses: one clash, one full, one press', async ({ world, own, as, page }) => {
      // Given a mother of two, and a school with two courses at the same time, one that is full, and one for the little
      const { scenario, portal } = world
      const school = await scenario.school(own, { name: `${own}小学（示例）` })
      const [he, mai, mother] = [`${own}-he`, `${own}-mai`, `${own}-mother`]
      await scenario.child(he, { school, name: '小禾' })
      await scenario.child(mai, { school, grade: 1, classNumber: 5, name: '小麦' })
      await scenario.guardian(mother, [he, mai], { name: '示例妈妈' })
      const course = (name: string, slot: number, title: string, capacity = 20) =>
        scenario.section(`${own}-${name}`, { school, slots: [slot], title, capacity, ...runningNow() })
      const [dough, code, ball, books] = [
        await course('dough', 12, '面食工坊'),
        await course('code', 12, '编程入门'),
        await course('ball', 32, '乒乓球', 2),
        await course('books', 22, '绘本阅读'),
      ]
      const others = await crowd(world, school, 4)
      await seat(world, ball, others.slice(0, 2))
      await queue(world, ball, others.slice(2))

      // When she puts one course after the other into her basket
      await as(mother)
      await page.goto('/')
      await page.getByRole('button', { name: '给小禾选面食工坊' }).click()
      await expect(page.getByRole('button', { name: '已选面食工坊，点一下拿掉' })).toBeVisible()

      // Then the shelf says beforehand what clashes with it
      await expect(page.getByText('和面食工坊撞时间')).toBeVisible()
      await page.getByRole('link', { name: '编程入门', exact: true }).click()
      await page.getByRole('button', { name: /也放进篮子，核对时再选/ }).click()
      await expect(page.getByRole('link', { name: '去核对' })).toBeVisible()

      // When she queues for the one that is full, and chooses for the little one
      await page.goto('/')
      await page.getByRole('button', { name: '给小禾排乒乓球的候补' }).click()
      await expect(page.getByRole('button', { name: '已选乒乓球，点一下拿掉' })).toBeVisible()
      await page.getByRole('navigation', { name: '选孩子' }).getByRole('link', { name: /小麦/ }).click()
      await page.getByRole('button', { name: '给小麦选绘本阅读' }).click()
      await expect(page.getByText('有 1 处撞时间')).toBeVisible()
      await page.getByRole('link', { name: '去看看' }).click()

      // Then the check page asks her to choose, and tells the place in the line
      await expect(page.getByRole('heading', { name: '核对一下再交' })).toBeVisible()
      await expect(page.getByText('还有 1 处要您定')).toBeVisible()
      await expect(page.getByText('交了就排候补第 3 位')).toBeVisible()
      await expectNoSidewaysScroll(page)

      // When she settles it in place, and presses once
      await page.getByRole('radio', { name: /编程入门/ }).check()
      const [press] = await Promise.all([
        page.waitForRequest((request) => request.url() === `${portal.origin}/enrol`),
        page.getByRole('button', { name: '确认报名', exact: true }).click(),
      ])

      // Then each line is answered on its own, with a number to show at school
      await expect(page.getByRole('heading', { name: '报上了 2 门，候补 1 门' })).toBeVisible()
      await expect(page.getByText('小禾 · 乒乓球：候补第 3 位')).toBeVisible()
      const reference = ((await page.locator('.slip .ref').textContent()) ?? '').trim()
      expect(reference).toMatch(/^TQ\d{2}-[A-Z0-9]{4}-[A-Z0-9]{2}$/)
      await expect(page.getByRole('img', { name: `二维码，内容是报名编号 ${reference}` })).toBeVisible()
      await expect(page).toHaveURL(`/enrolled/${reference}`)
      await expectNoSidewaysScroll(page)

      // And the rows say what she was told
      const told = { [`${he} ${code}`]: 'enrolled', [`${he} ${ball}`]: 'waitlisted', [`${mai} ${books}`]: 'enrolled' }
      expect(await statesOf(world, [he, mai])).toEqual(told)
      expect(await slotsOf(world, [he, mai])).toEqual({ [`${he} 12`]: code, [`${mai} 22`]: books })
      expect(dough).not.toBe(code)

      // When the press arrives a second time, by a reload or an impatient thumb
      const again = await page.request.post('/enrol', {
        headers: { origin: portal.origin, 'content-type': 'application/x-www-form-urlencoded' },
        data: press.postData() ?? '',
        maxRedirects: 0,
      })

      // Then she reads the same slip, and nothing is enrolled twice
      expect(again.status()).toBe(303)
      expect(again.headers().location).toBe(`/enrolled/${reference}`)
      await page.reload()
      await expect(page.locator('.slip .ref')).toHaveText(reference)
      await page.goBack()
      await expect(page.getByText('篮子还空着')).toBeVisible()
      expect(await statesOf(world, [he, mai])).toEqual(told)
      const { enrolmentRequest } = world.store.tables
      const presses = await world.store.db
        .select({ reference: enrolmentRequest.reference })
        .from(enrolmentRequest)
        .where(and(eq(enrolmentRequest.district, DISTRICT), eq(enrolmentRequest.account, mother)))
      expect(presses).toEqual([{ reference }])

      // And the week shows both children, and what is waited for
      await page.goto('/week')
      await expect(page.getByRole('heading', { name: '这周课表' })).toBeVisible()
      for (const title of [/编程入门/, /绘本阅读/, /候补乒乓球/]) {
        await expect(page.getByRole('link', { name: title }).first()).toBeVisible()
      }
      await expect(page.getByText('面食工坊')).toHaveCount(0)
      await expectNoSidewaysScroll(page)
      await expectSound(world)
    })
  })
}
