import { and, eq } from 'drizzle-orm'
import { DISTRICT } from '#db/makers/rows'
import { momentInWords } from '~/shared/day'
import { expect, expectAccessible, test } from '../journey'
import { expectSound, leavePlace, type Made, queue, runningNow, seat, slotsOf, statesOf } from './family-world'

const CHOIR = '合唱团'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'in a browser' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a freed place is offered to the first in line, never jumped, and accepted', async ({
      world,
      own,
      as,
      page,
    }) => {
      // Given a full course, two in line, and a newcomer who looks at the shelf
      const { holder, first, second, section } = await lineUp(world, own)
      const newcomer = `${own}-new`
      await world.scenario.child(newcomer, { school: own, name: '小新' })
      await world.scenario.guardian(`${newcomer}-mother`, [newcomer])

      // When the family that has the place gives it back
      await as(`${holder}-mother`)
      await leavePlace(page, holder, section)

      // Then the newcomer may only queue, though one place less is taken
      await as(`${newcomer}-mother`)
      await page.goto('/')
      await expect(page.getByRole('button', { name: `给小新排${CHOIR}的候补` })).toBeVisible()

      // And the first in line is told, and reads until when
      const until = await offerEnd(world, first, section)
      await as(`${first}-mother`)
      await page.goto('/notices')
      await expect(page.getByRole('heading', { name: `小禾的${CHOIR}有位子了` })).toBeVisible()
      await expect(page.getByText(`位子留到 ${momentInWords(until)}`)).toBeVisible()
      await page.getByRole('button', { name: '去看看' }).click()
      await expect(page.getByRole('heading', { name: '有个位子等小禾' })).toBeVisible()
      await expect(page.getByText(`留到 ${momentInWords(until)}，过了就让给下一位。`)).toBeVisible()
      if (javaScriptEnabled) await expectAccessible(page)

      // When she takes it
      await page.getByRole('button', { name: '要这个位子' }).click()

      // Then it is hers, the second stays first in line, and the rows say so
      await expect(page.getByText('位子是您的了。')).toBeVisible()
      await as(`${second}-mother`)
      await page.goto(`/family/${second}/${section}`)
      await expect(page.getByText('候补第 1 位')).toBeVisible()
      expect(await statesOf(world, [holder, first, second])).toEqual({
        [`${holder} ${section}`]: 'withdrawn',
        [`${first} ${section}`]: 'enrolled',
        [`${second} ${section}`]: 'waitlisted',
      })
      expect(await slotsOf(world, [holder, first, second])).toEqual({ [`${first} 12`]: section })
      await expectSound(world)
    })

    test('an offer nobody answers passes on by itself, and both families are told', async ({
      world,
      own,
      as,
      page,
    }) => {
      // Given an offer to the first of two in line
      const { holder, first, second, section } = await lineUp(world, own)
      await as(`${holder}-mother`)
      await leavePlace(page, holder, section)
      await as(`${first}-mother`)
      await page.goto('/family')
      await expect(page.getByText('有位子等您定')).toBeVisible()
      await page.getByRole('link', { name: /去定下来/ }).click()
      await expect(page.getByRole('button', { name: '要这个位子' })).toBeVisible()

      // When its time is over
      await letOfferEnd(world, first, section)
      await expect.poll(async () => (await statesOf(world, [second]))[`${second} ${section}`]).toBe('offered')

      // Then the button of the page that still stands open is refused with a sentence
      await page.getByRole('button', { name: '要这个位子' }).click()
      await expect(page.getByRole('alert')).toContainText('这个位子已经过了时间，让给下一位了。')
      await expect(page.getByRole('heading', { name: '小禾没有报这门课，也没有在排队。' })).toBeVisible()
      await page.goto('/notices')
      await expect(page.getByRole('heading', { name: `小禾的${CHOIR}过了时间` })).toBeVisible()

      // And the second in line has a notice, and takes the place
      await as(`${second}-mother`)
      await page.goto('/')
      await page.getByRole('link', { name: '消息 1' }).click()
      await expect(page.getByRole('heading', { name: `小麦的${CHOIR}有位子了` })).toBeVisible()
      await page.getByRole('button', { name: '去看看' }).click()
      await page.getByRole('button', { name: '要这个位子' }).click()
      await expect(page.getByText('位子是您的了。')).toBeVisible()
      expect(await statesOf(world, [first, second])).toEqual({
        [`${first} ${section}`]: 'withdrawn',
        [`${second} ${section}`]: 'enrolled',
      })
      await expectSound(world)
    })

    test('an offer that is declined goes to the next; an offer beside a course asks for the swap', async ({
      world,
      own,
      as,
      page,
    }) => {
      // Given an offer to the first, and a second in line who has taken another course for that hour
      const { holder, first, second, section } = await lineUp(world, own)
      const meanwhile = await world.scenario.section(`${own}-chess`, {
        school: own,
        slots: [12],
        title: '围棋',
        ...runningNow(),
      })
      await seat(world, meanwhile, [second])
      await as(`${holder}-mother`)
      await leavePlace(page, holder, section)

      // When the first does not want it any more
      await as(`${first}-mother`)
      await page.goto(`/family/${first}/${section}`)
      await page.getByRole('button', { name: '不要了' }).click()
      await expect(page.getByText('退好了。')).toBeVisible()

      // Then the second is asked whether to leave the other course for it, and does
      await as(`${second}-mother`)
      await page.goto(`/family/${second}/${section}`)
      await expect(page.getByText('和围棋撞时间。要这个位子，就退掉围棋。')).toBeVisible()
      await page.getByRole('button', { name: '退掉围棋，要这个位子' }).click()
      await expect(page.getByText('位子是您的了。')).toBeVisible()
      expect(await statesOf(world, [first, second])).toEqual({
        [`${first} ${section}`]: 'withdrawn',
        [`${second} ${section}`]: 'enrolled',
        [`${second} ${meanwhile}`]: 'withdrawn',
      })
      expect(await slotsOf(world, [first, second])).toEqual({ [`${second} 12`]: section })
      await expectSound(world)
    })
  })
}

/** A school with one course of one place: a child that has it, and two in line, each with a mother of its own. */
const lineUp = async (
  world: Made,
  own: string,
): Promise<{ holder: string; first: string; second: string; section: string }> => {
  const { scenario } = world
  const school = await scenario.school(own, { name: `${own}小学（示例）` })
  const [holder, first, second] = [`${own}-holder`, `${own}-first`, `${own}-second`]
  for (const [child, name] of [
    [holder, '小鱼'],
    [first, '小禾'],
    [second, '小麦'],
  ] as const) {
    await scenario.child(child, { school, name })
    await scenario.guardian(`${child}-mother`, [child])
  }
  const section = await scenario.section(`${own}-choir`, {
    school,
    slots: [12],
    title: CHOIR,
    capacity: 1,
    ...runningNow(),
  })
  await seat(world, section, [holder])
  await queue(world, section, [first, second])
  return { holder, first, second, section }
}

const offerOf = ({ store }: Made, pupil: string, section: string) => {
  const { enrolment } = store.tables
  return and(eq(enrolment.district, DISTRICT), eq(enrolment.pupil, pupil), eq(enrolment.section, section))
}

const offerEnd = async (world: Made, pupil: string, section: string): Promise<number> => {
  const { enrolment } = world.store.tables
  const [row] = await world.store.db
    .select({ until: enrolment.offerEndsAt })
    .from(enrolment)
    .where(offerOf(world, pupil, section))
  return row?.until ?? 0
}

/** Moves the end of an offer into the past, as if the hours had gone by. */
const letOfferEnd = async (world: Made, pupil: string, section: string): Promise<void> => {
  const { enrolment } = world.store.tables
  await world.store.transaction(async (tx) => {
    await tx
      .update(enrolment)
      .set({ offerEndsAt: Date.now() - 1_000 })
      .where(offerOf(world, pupil, section))
  })
}
