import { and, eq, sql } from 'drizzle-orm'
import { DISTRICT } from '#db/makers/rows'
import { DAY_MS, momentInWords } from '~/shared/day'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../journey'
import { crowd, expectSound, type Made, runningNow, seat, slotsOf, statesOf } from './family-world'

const HOUR = 60 * 60 * 1000
const REASON = '报名的孩子太少，这学期开不成'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'in a browser' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a section under its minimum is closed; its children keep care, are told, and choose first', async ({
      world,
      own,
      as,
      page,
    }) => {
      // Given a round that is over, and 数独 with 6 of the 10 it needs, 小麦 among them with care behind it
      const { school, child, other, admin, sudoku, chess, care } = await afterTheRound(world, own)

      // When the school opens its desk
      await as(admin)
      await page.goto('/school')
      await page.getByRole('link', { name: '还差 4 人，开班或停开' }).click()

      // Then the section stands there with the days that are left
      await expect(page.getByRole('heading', { name: '1 门课人数不够，要定下来' })).toBeVisible()
      await expect(page.getByText('报了 6 人，满 10 人开班，差 4 人')).toBeVisible()
      await expect(page.getByText(/前定下来，还有 3 天/)).toBeVisible()
      if (javaScriptEnabled) await expectAccessible(page)

      // And before it is closed, so do its children with what they keep
      await page.getByRole('link', { name: /停开.*数独/ }).click()
      await expect(page.getByRole('row', { name: /小麦 四年级 2 班 报上了 留在看护，先选别的课/ })).toBeVisible()

      // When it is closed without a reason, it is not
      await page.getByRole('button', { name: '停开数独，告诉 6 家' }).click()
      await expect(page.getByText('原因至少写 5 个字。').first()).toBeVisible()

      // When a reason stands there, it is
      await page.getByLabel('原因').first().fill(REASON)
      await page.getByRole('button', { name: '停开数独，告诉 6 家' }).click()
      await expect(page.getByText('没有要定的课。')).toBeVisible()
      await expect(page.getByRole('row', { name: /数独 停开 6/ })).toContainText(REASON)
      if (javaScriptEnabled) await expectAccessible(page)
      expect(await slotsOf(world, [child])).toEqual({ [`${child} 12`]: care })
      await expectSound(world)

      // Then the family reads why, what stays, and until when it chooses first
      const until = await firstPickEnd(world, sudoku)
      await as(`${child}-mother`)
      await page.goto('/notices')
      await expect(page.getByRole('heading', { name: '小麦的数独停开了' })).toBeVisible()
      await expect(page.getByText(`${REASON}。原来的看护还在，孩子照样有人看。`)).toBeVisible()
      await page.goto('/family')
      await expect(page.getByText(`小麦的数独停开了，${momentInWords(until)} 前先选。`)).toBeVisible()
      await expectNoSidewaysScroll(page)
      if (javaScriptEnabled) await expectAccessible(page)

      // When she chooses another course though the round is over, it is hers
      await page.getByRole('link', { name: '给小麦先选' }).click()
      await page.getByRole('button', { name: '给小麦选围棋' }).click()
      await page.getByRole('link', { name: '去核对' }).click()
      await page.getByRole('button', { name: '确认报名', exact: true }).click()
      await expect(page.getByRole('heading', { name: '报上了 1 门' })).toBeVisible()
      expect(await statesOf(world, [child])).toMatchObject({
        [`${child} ${sudoku}`]: 'closed',
        [`${child} ${chess}`]: 'enrolled',
      })

      // And another family is refused, by the closed round first
      await as(`${other}-mother`)
      await page.goto(`/sections/${chess}`)
      await expect(page.getByText('报名已经截止了。').first()).toBeVisible()

      // And with the sentence where a second round is open meanwhile
      await world.scenario.round({
        id: `${own}-second`,
        school,
        name: '补选',
        opensAt: Date.now() - HOUR / 2,
        closesAt: Date.now() + 10 * DAY_MS,
      })
      await page.goto(`/sections/${chess}`)
      const sentence = `${own}小学（示例）有几门课停开了，那些孩子先选到 ${momentInWords(until)}。到时您再来。`
      await expect(page.getByText(sentence).first()).toBeVisible()
      await expect(page.getByRole('button', { name: /^报这门课/ })).toHaveCount(0)

      // When the hours are over, she is as welcome as anybody
      await letFirstPickEnd(world, sudoku)
      await page.goto(`/sections/${chess}`)
      await page.getByRole('button', { name: /^报这门课/ }).click()
      await page.getByRole('link', { name: '去核对' }).click()
      await page.getByRole('button', { name: '确认报名', exact: true }).click()
      await expect(page.getByRole('heading', { name: '报上了 1 门' })).toBeVisible()
      await expectSound(world)
    })

    test('a section under its minimum runs with a reason, and stays as it is', async ({ world, own, as, page }) => {
      // Given the same
      const { child, admin, sudoku } = await afterTheRound(world, own)

      // When the school lets it run
      await as(admin)
      await page.goto('/school/decisions')
      await page.locator('summary', { hasText: '照常开班' }).click()
      await page.getByLabel('原因').fill('器材都买好了，少几个也开')
      await page.getByRole('button', { name: '数独照常开班' }).click()

      // Then nothing is left to decide, and the child has its place
      await expect(page.getByText('没有要定的课。')).toBeVisible()
      await page.goto('/school')
      await expect(page.getByRole('link', { name: /名单.*数独/ })).toBeVisible()
      expect((await statesOf(world, [child]))[`${child} ${sudoku}`]).toBe('enrolled')
      await expectSound(world)
    })
  })
}

/** A school after its round: 数独 with six of the ten it needs, 围棋 with room, care for the class of 小麦. */
const afterTheRound = async (world: Made, own: string) => {
  const { scenario, store } = world
  const school = await scenario.school(own, { name: `${own}小学（示例）` })
  await scenario.round({
    id: `${own}-first`,
    school,
    opensAt: Date.now() - 10 * DAY_MS,
    closesAt: Date.now() - HOUR,
  })
  const admin = await scenario.staff(`${own}-admin`, 'school_admin', school)
  const [child, other] = [`${own}-mai`, `${own}-other`]
  await scenario.child(child, { school, name: '小麦' })
  await scenario.child(other, { school, name: '小鱼' })
  for (const one of [child, other]) await scenario.guardian(`${one}-mother`, [one])
  const of = { school, slots: [12], ...runningNow() }
  const care = await scenario.section(`${own}-care`, {
    ...of,
    title: '看护',
    category: 'care',
    base: true,
    homeClass: `${own}-4-2`,
    capacity: null,
    feeFen: 0,
  })
  const sudoku = await scenario.section(`${own}-sudoku`, { ...of, title: '数独', minimum: 10, capacity: 24 })
  const chess = await scenario.section(`${own}-chess`, {
    ...of,
    slots: [32],
    title: '围棋',
    minimum: 0,
    capacity: 1 + 1,
  })
  await seat(world, sudoku, [child, ...(await crowd(world, school, 5))])
  await keepCareBehind(world, child, care)
  return { school, child, other, admin, sudoku, chess, care, store }
}

/** The child is in care on the days of its course, too: it waits behind the course. */
const keepCareBehind = async ({ store }: Made, child: string, care: string): Promise<void> => {
  const { enrolment, heldSlot, seatCount } = store.tables
  await store.transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(enrolment)
      .where(and(eq(enrolment.district, DISTRICT), eq(enrolment.pupil, child)))
    if (!row) throw new Error('the child has no course')
    await tx.insert(enrolment).values({ ...row, section: care, feeFen: 0 })
    await tx
      .update(heldSlot)
      .set({ base: care })
      .where(and(eq(heldSlot.district, DISTRICT), eq(heldSlot.pupil, child)))
    await tx
      .update(seatCount)
      .set({ enrolled: sql`${seatCount.enrolled} + 1` })
      .where(and(eq(seatCount.district, DISTRICT), eq(seatCount.section, care)))
  })
}

const firstPickEnd = async ({ store }: Made, section: string): Promise<number> => {
  const { firstPick } = store.tables
  const [row] = await store.db
    .select({ until: firstPick.until })
    .from(firstPick)
    .where(and(eq(firstPick.district, DISTRICT), eq(firstPick.section, section)))
  return row?.until ?? 0
}

/** As if the hours had gone by. */
const letFirstPickEnd = async ({ store }: Made, section: string): Promise<void> => {
  const { firstPick } = store.tables
  await store.transaction(async (tx) => {
    await tx
      .update(firstPick)
      .set({ until: Date.now() - 1_000 })
      .where(and(eq(firstPick.district, DISTRICT), eq(firstPick.section, section)))
  })
}
