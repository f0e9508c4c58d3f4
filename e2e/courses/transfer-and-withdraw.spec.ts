import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../journey'
import { crowd, expectSound, type Made, queue, runningNow, seat, slotsOf, statesOf } from './family-world'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'in a browser' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a course is changed for another one; for one that fills up meanwhile the old is kept', async ({
      world,
      own,
      as,
      page,
    }) => {
      // Given a child in a full course somebody waits for, and two courses with places left
      const { child, next, dough, course, others } = await oneInFull(world, own)
      const choir = await course('choir', 22, '合唱团', 1)
      const chess = await course('chess', 12, '围棋', 8)

      // When the mother chooses one whose last place goes to somebody else while she looks at it
      await as(`${child}-mother`)
      await page.goto(`/family/${child}/${dough}`)
      await expect(page.getByRole('heading', { name: '小禾报上了这门课' })).toBeVisible()
      await page.getByRole('radio', { name: /合唱团/ }).check()
      await expect(page.getByText(/合唱团.*只剩\s1\s个/s).last()).toBeVisible()
      if (javaScriptEnabled) await expectAccessible(page)
      await expectNoSidewaysScroll(page)
      await seat(world, choir, others.slice(0, 1))
      await page.getByRole('button', { name: '换课' }).click()

      // Then she is told, keeps what she has, and nobody was moved up
      await expect(page.getByRole('alert')).toContainText('这门课刚刚满了，没有换成。原来的课还在。')
      await expect(page.getByRole('heading', { name: '小禾报上了这门课' })).toBeVisible()
      await expect(page.getByRole('radio', { name: /合唱团/ })).toHaveCount(0)
      expect(await statesOf(world, [child, next])).toEqual({
        [`${child} ${dough}`]: 'enrolled',
        [`${next} ${dough}`]: 'waitlisted',
      })
      expect(await slotsOf(world, [child])).toEqual({ [`${child} 12`]: dough })

      // When she presses without choosing, and then chooses the other one, at the very same hour
      await page.getByRole('button', { name: '换课' }).click()
      await expect(page.getByRole('alert')).toContainText('请选一门要换的课。')
      await page.getByRole('radio', { name: /围棋/ }).check()
      await page.getByRole('button', { name: '换课' }).click()

      // Then she has it, and her old place is offered to the first in line
      await expect(page.getByText('换好了。')).toBeVisible()
      await expect(page).toHaveURL(new RegExp(`/family/${child}/${chess}`))
      expect(await statesOf(world, [child, next])).toEqual({
        [`${child} ${dough}`]: 'transferred',
        [`${child} ${chess}`]: 'enrolled',
        [`${next} ${dough}`]: 'offered',
      })
      expect(await slotsOf(world, [child])).toEqual({ [`${child} 12`]: chess })
      await as(`${next}-mother`)
      await page.goto('/notices')
      await expect(page.getByRole('heading', { name: '小麦的面食工坊有位子了' })).toBeVisible()
      await expectSound(world)
    })

    test('a course is left only after its question; the place goes to the first in line', async ({
      world,
      own,
      as,
      page,
    }) => {
      // Given a child in a full course that two wait for
      const { child, next, dough, others } = await oneInFull(world, own)
      await queue(world, dough, others.slice(0, 1))
      await as(`${child}-mother`)

      // When the mother asks to leave it
      await page.goto('/family')
      await page.getByRole('link', { name: /^改/ }).click()
      await page.getByRole('link', { name: '退掉这门课' }).click()

      // Then she is asked first, and told what happens
      await expect(page.getByRole('heading', { name: '真的给小禾退掉面食工坊吗？' })).toBeVisible()
      await expect(page.getByText('位子马上让给下一位。')).toBeVisible()
      if (javaScriptEnabled) await expectAccessible(page)

      // When she thinks better of it
      await page.getByRole('link', { name: '不退，回去' }).click()

      // Then nothing has happened
      await expect(page.getByRole('heading', { name: '换一门课' })).toBeVisible()
      expect((await statesOf(world, [child]))[`${child} ${dough}`]).toBe('enrolled')

      // When she leaves it after all
      await page.getByRole('link', { name: '退掉这门课' }).click()
      await page.getByRole('button', { name: '退掉', exact: true }).click()

      // Then it is left, the first in line has an offer, and the second has moved up
      await expect(page.getByText('退好了。')).toBeVisible()
      await expect(page.getByRole('heading', { name: '小禾没有报这门课，也没有在排队。' })).toBeVisible()
      expect(await statesOf(world, [child, next, ...others.slice(0, 1)])).toEqual({
        [`${child} ${dough}`]: 'withdrawn',
        [`${next} ${dough}`]: 'offered',
        [`${others[0]} ${dough}`]: 'waitlisted',
      })
      expect(await slotsOf(world, [child])).toEqual({})
      await page.goto('/week')
      await expect(page.getByText('这周没有课后服务。')).toBeVisible()

      // When the first in line takes it, and the family that left queues again
      await as(`${next}-mother`)
      await page.goto(`/family/${next}/${dough}`)
      await page.getByRole('button', { name: '要这个位子' }).click()
      await expect(page.getByText('位子是您的了。')).toBeVisible()
      await as(`${child}-mother`)
      await page.goto(`/sections/${dough}`)
      await page.getByRole('button', { name: /^排候补/ }).click()
      await page.getByRole('link', { name: '去核对' }).click()
      await page.getByRole('button', { name: '确认报名', exact: true }).click()

      // Then it starts at the end of the line
      await expect(page.getByText('小禾 · 面食工坊：候补第 2 位')).toBeVisible()
      await expectSound(world)
    })

    test('a place in line is given up; those behind move up', async ({ world, own, as, page }) => {
      // Given two in line
      const { next, dough, others } = await oneInFull(world, own)
      const [behind = ''] = others
      await world.scenario.guardian(`${behind}-mother`, [behind])
      await queue(world, dough, [behind])

      // When the first does not want to wait any longer
      await as(`${next}-mother`)
      await page.goto(`/family/${next}/${dough}`)
      await expect(page.getByText('候补第 1 位')).toBeVisible()
      await page.getByRole('link', { name: '不排了' }).click()
      await expect(page.getByText('退出以后，再排就从最后一位开始。')).toBeVisible()
      await page.getByRole('button', { name: '退掉', exact: true }).click()
      await expect(page.getByText('退好了。')).toBeVisible()

      // Then the one behind is first
      await as(`${behind}-mother`)
      await page.goto(`/family/${behind}/${dough}`)
      await expect(page.getByText('候补第 1 位')).toBeVisible()
      await expectSound(world)
    })
  })
}

/** 小禾 has the only place of 面食工坊, 小麦 is first in line; each has a mother. */
const oneInFull = async (world: Made, own: string) => {
  const { scenario } = world
  const school = await scenario.school(own, { name: `${own}小学（示例）` })
  const course = (name: string, slot: number, title: string, capacity: number): Promise<string> =>
    scenario.section(`${own}-${name}`, { school, slots: [slot], title, capacity, ...runningNow() })
  const [child, next] = [`${own}-he`, `${own}-mai`]
  await scenario.child(child, { school, name: '小禾' })
  await scenario.child(next, { school, name: '小麦' })
  await scenario.guardian(`${child}-mother`, [child])
  await scenario.guardian(`${next}-mother`, [next])
  const others = await crowd(world, school, 2)
  const dough = await course('dough', 12, '面食工坊', 1)
  await seat(world, dough, [child])
  await queue(world, dough, [next])
  return { child, next, dough, course, others }
}
