import { eq } from 'drizzle-orm'
import { DISTRICT, TERM } from '#db/makers/rows'
import { addDays, dayOf } from '~/shared/day'
import { expect, expectAccessible, expectNoSidewaysScroll, stands, test } from '../journey'
import { crowd, expectSound, type Made, queue, runningNow, seat, slotsOf, statesOf } from './family-world'

const REASON = '外聘老师没有准入查询就上课。'
const nameOf = (own: string): string => `飞轮少年${own}（示例）`

/** A listed provider whose people teach at two schools; 小禾 skates on Wednesdays with care behind it. */
const twoSchools = async (world: Made, own: string) => {
  const { scenario, store } = world
  const [near, far] = [`${own}-near`, `${own}-far`] as const
  const [provider, skate, ball, choir, care] = ['firm', 'skate', 'ball', 'choir', 'care'].map(
    (name) => `${own}-${name}`,
  ) as [string, string, string, string, string]
  const [he, waiting] = [`${own}-he`, `${own}-waits`] as const
  await scenario.school(near, { name: '柳岸小学（示例）' })
  await scenario.school(far, { name: '鹊山小学（示例）' })
  await scenario.staff(`${own}-officer`, 'officer', '', { name: '区里 示例乙' })
  await scenario.staff(`${own}-admin`, 'school_admin', near, { name: '教务 示例甲' })
  await scenario.child(he, { school: near, name: '小禾' })
  await scenario.guardian(`${own}-mother`, [he])
  await scenario.child(waiting, { school: near, name: '小满' })
  await scenario.guardian(`${own}-father`, [waiting])
  const today = dayOf(Date.now())
  const people = [`${own}-zou`, `${own}-jin`] as const
  await store.transaction(async (tx) => {
    const { provider: firms, providerStep, schoolProvider, instructor } = store.tables
    await tx.insert(firms).values({
      district: DISTRICT,
      id: provider,
      name: nameOf(own),
      state: 'listed',
      contact: '示例',
      offer: '轮滑、篮球。',
      listedFrom: addDays(today, -200),
      listedUntil: addDays(today, 200),
    })
    const step = { district: DISTRICT, provider, actor: `${own}-officer`, remark: '' }
    await tx.insert(providerStep).values({ ...step, sequence: 1, step: 'listed', at: Date.now() - 1_000 })
    for (const [i, school] of [near, far].entries()) {
      const choice = { district: DISTRICT, school, provider, term: TERM, chosenBy: `${own}-admin`, chosenAt: 0 }
      await tx.insert(schoolProvider).values(choice)
      const person = { district: DISTRICT, id: people[i] ?? '', school, provider, account: null, about: '教轮滑十年' }
      await tx.insert(instructor).values({ ...person, name: i === 0 ? '邹老师' : '金老师' })
    }
  })
  const now = runningNow()
  await scenario.section(skate, {
    school: near,
    slots: [32],
    title: '轮滑',
    capacity: 1,
    instructor: people[0],
    ...now,
  })
  await scenario.section(ball, { school: far, slots: [32], title: '篮球', instructor: people[1], ...now })
  await scenario.section(choir, { school: near, slots: [22], title: '合唱团', capacity: 2, ...now })
  const base = { base: true, category: 'care', capacity: null, feeFen: 0, homeClass: `${near}-4-2` }
  await scenario.section(care, { school: near, slots: [12, 22, 32], title: '看护', ...base, ...now })
  await seat(world, skate, [he])
  await store.transaction(async (tx) => {
    const { enrolment, heldSlot } = store.tables
    await tx.insert(enrolment).values({
      district: DISTRICT,
      pupil: he,
      section: care,
      term: TERM,
      state: 'enrolled',
      place: null,
      offerEndsAt: null,
      feeFen: 0,
      requestKey: '',
      changedAt: 0,
    })
    await tx.update(heldSlot).set({ base: care }).where(eq(heldSlot.pupil, he))
    await tx.update(store.tables.seatCount).set({ enrolled: 1 }).where(eq(store.tables.seatCount.section, care))
  })
  await queue(world, skate, [waiting])
  await seat(world, ball, await crowd(world, far, 3))
  return { near, far, provider, skate, ball, choir, care, he, waiting, people }
}

const PICTURES = process.env.PICTURES

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'in a browser' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a provider is withdrawn after every section and child was seen; the family keeps care and picks first', async ({
      world,
      own,
      as,
      page,
    }) => {
      test.setTimeout(120_000)
      // Given a provider with 轮滑 at one school (小禾 in it, 小满 in line) and 篮球 at another
      const { provider, skate, ball, choir, care, he, waiting } = await twoSchools(world, own)
      const firm = nameOf(own)

      // When the officer opens it from the list and looks whom a withdrawal would concern
      await as(`${own}-officer`)
      await page.goto('/bureau/providers')
      await page
        .getByRole('row', { name: /飞轮少年.* 2 2 4/ })
        .getByRole('link', { name: firm })
        .click()
      await expect(page.getByRole('heading', { name: firm })).toBeVisible()
      await page.getByRole('link', { name: '看看会影响谁' }).click()

      // Then every section of both schools stands there with its children, and what happens to them
      await expect(page.getByText('2 所学校的 2 门课会停开，影响 5 个孩子。')).toBeVisible()
      await expect(page.getByText('有位子的 4 个孩子：原来有看护的回到看护，48 小时里比别人先选别的课。')).toBeVisible()
      await page.getByRole('row', { name: /轮滑/ }).locator('summary').click()
      await expect(page.getByText('小禾 4 年级 2 班 已报')).toBeVisible()
      await expect(page.getByText('小满 4 年级 2 班 在排队 第 1 位')).toBeVisible()
      await page.getByRole('row', { name: /篮球/ }).locator('summary').click()
      await expect(page.getByText('（家里没同意，名字只有学校看得到） 5 年级 1 班 已报')).toHaveCount(3)
      if (javaScriptEnabled) await expectAccessible(page)
      await expectNoSidewaysScroll(page)

      // When the reason is too short, nothing happens; when a place moved meanwhile, it is shown again
      await page.getByLabel('原因').fill('不好')
      await page.getByRole('button', { name: '清出名单，停开这 2 门课' }).click()
      await expect(page.getByText('写上原因，至少 5 个字。').first()).toBeVisible()
      // The page as it is now is what the officer has seen, whatever was still being read behind the answer.
      await page.goto(`/bureau/providers/${provider}/withdraw`)
      await expect(page.getByText('2 所学校的 2 门课会停开，影响 5 个孩子。')).toBeVisible()
      const late = `${own}-late`
      await world.scenario.child(late, { school: `${own}-far`, name: '小晚' })
      await seat(world, ball, [late])
      await page.getByLabel('原因').fill(REASON)
      await page.getByRole('button', { name: '清出名单，停开这 2 门课' }).click()
      await expect(page.getByText('刚才有变化').first()).toBeVisible()
      await expect(page.getByText('2 所学校的 2 门课会停开，影响 6 个孩子。')).toBeVisible()
      await expect(page.getByLabel('原因')).toHaveValue(REASON)

      // When the officer has seen that, too
      await page.getByRole('button', { name: '清出名单，停开这 2 门课' }).click()

      // Then it is off the list, and nothing of it runs
      await expect(page.getByText('现在没有它的课。')).toBeVisible()
      await expect(page.getByText('清出名单').first()).toBeVisible()
      expect(await statesOf(world, [he, waiting, late])).toMatchObject({
        [`${he} ${skate}`]: 'closed',
        [`${waiting} ${skate}`]: 'closed',
        [`${late} ${ball}`]: 'closed',
      })
      expect(await slotsOf(world, [he])).toMatchObject({ [`${he} 32`]: care })
      await expectSound(world)

      // And the school reads which of its courses are closed
      await as(`${own}-admin`)
      await page.goto('/notices')
      await expect(page.getByRole('heading', { name: `${firm}被清出名单了` })).toBeVisible()
      await expect(page.getByText(/这些课停开了：轮滑。/)).toBeVisible()

      // And the family reads why, that care stays, and that 小禾 picks first
      await as(`${own}-mother`)
      await page.goto('/notices')
      await expect(page.getByRole('heading', { name: '小禾的轮滑停开了' })).toBeVisible()
      await expect(page.getByText(REASON)).toBeVisible()
      await expect(page.getByText('原来的看护还在，孩子照样有人看。')).toBeVisible()
      await page.getByRole('button', { name: '去看看' }).first().click()
      await page.getByRole('button', { name: '给小禾选合唱团' }).click()
      await page.getByRole('link', { name: '去核对' }).click()
      await page.getByRole('button', { name: '确认报名', exact: true }).click()
      await expect(page.getByRole('heading', { name: '报上了 1 门' })).toBeVisible()
      expect(await statesOf(world, [he])).toMatchObject({ [`${he} ${choir}`]: 'enrolled' })
      await expectSound(world)

      // While another family of the school waits until the hours are over
      const other = `${own}-other`
      await world.scenario.child(other, { school: `${own}-near`, name: '小新' })
      await world.scenario.guardian(`${other}-mother`, [other])
      await as(`${other}-mother`)
      await page.goto(`/sections/${choir}`)
      await expect(page.getByText(/那些孩子先选到/).first()).toBeVisible()
    })
  })
}

for (const [device, width] of Object.entries({ 'a phone': 360, 'a desk': 1440 })) {
  test(`the pages of providers stand on ${device}`, async ({ world, own, as, page }) => {
    test.setTimeout(120_000)
    await page.setViewportSize({ width, height: 900 })
    const { provider, near } = await twoSchools(world, own)
    const look = async (address: string, name: string): Promise<void> => {
      await stands(page, address)
      if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}-${width}.png`, fullPage: true })
    }
    await as(`${own}-officer`)
    await look('/bureau/providers', 'providers')
    await look(`/bureau/providers/${provider}`, 'provider')
    await look(`/bureau/providers/${provider}/withdraw`, 'withdraw')
    await as(`${own}-admin`)
    await look(`/school/instructors?school=${near}`, 'staffing')
    await look('/school', 'desk')
  })
}
