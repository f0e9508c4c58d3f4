import { and, eq } from 'drizzle-orm'
import sharp from 'sharp'
import { makePlanningProject } from '#db/makers/planning-world'
import { DISTRICT } from '#db/makers/rows'
import type { Store } from '#db/store'
import { dayOf } from '~/shared/day'
import { expect, stands, test } from '../journey'

const year = Number(dayOf(Date.now()).slice(0, 4)) + 1

interface Made {
  street: string
  title: string
  id: string
}

/** Two streets with a project each; the nearer one has a photo, a moved day, and what only the bureau knows. */
const twoProjects = async (store: Store, own: string): Promise<{ near: Made; far: Made }> => {
  const { tables } = store
  const near = { street: `${own}-near`, id: `${own}-p1`, title: `泺口示例中学${own}` }
  const far = { street: `${own}-far`, id: `${own}-p2`, title: `桑梓示例小学${own}` }
  await store.transaction(async (tx) => {
    await tx.insert(tables.street).values([
      { district: DISTRICT, code: near.street, name: `泺口${own}街道` },
      { district: DISTRICT, code: far.street, name: `桑梓${own}街道` },
    ])
  })
  const dates = { due: `${year}-08-01`, met: null }
  await makePlanningProject(store, {
    ...near,
    ...dates,
    phase: 'junior',
    places: 1080,
    given: { about: '三层教学楼。', internalNote: `机密${own}`, officer: `${own}-officer`, changedAt: Date.now() },
  })
  await makePlanningProject(store, { ...far, ...dates, phase: 'primary', places: 540 })
  const picture = (width: number): Promise<Buffer> =>
    sharp({ create: { width, height: (width * 2) / 3, channels: 3, background: '#8fa6b0' } })
      .webp()
      .toBuffer()
  const [small, large] = [await picture(480), await picture(1440)]
  await store.transaction(async (tx) => {
    const of = { district: DISTRICT, project: near.id }
    await tx.insert(tables.milestoneRevision).values({
      ...of,
      kind: 'in_use',
      number: 2,
      dueOn: `${year}-08-01`,
      metOn: null,
      why: '外墙改了做法',
      by: 'seed',
      at: Date.now(),
    })
    await tx
      .update(tables.milestoneRevision)
      .set({ dueOn: `${year}-06-01` })
      .where(
        and(
          eq(tables.milestoneRevision.project, near.id),
          eq(tables.milestoneRevision.kind, 'in_use'),
          eq(tables.milestoneRevision.number, 1),
        ),
      )
  })
  await store.transaction(async (tx) => {
    await tx.insert(tables.projectDocument).values({
      district: DISTRICT,
      id: `${own}-photo`,
      project: near.id,
      kind: 'photo',
      title: '三层封顶',
      day: dayOf(Date.now()),
      published: true,
      by: 'seed',
      at: Date.now(),
      removedAt: null,
    })
    const file = { district: DISTRICT, document: `${own}-photo`, mime: 'image/webp' }
    await tx.insert(tables.projectDocumentFile).values([
      { ...file, size: 'small', width: 480, height: 320, bytes: small },
      { ...file, size: 'large', width: 1440, height: 960, bytes: large },
    ])
  })
  return { near, far }
}

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'in a browser' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled, viewport: { width: 360, height: 740 } })

    test('a family finds what is built near its street, without signing in', async ({ world, own, page }) => {
      const { near, far } = await twoProjects(world.store, own)

      // Given somebody who has not signed in, on the first page
      await page.goto('/sign-in')
      await page.getByRole('link', { name: '学校建设' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^正在建 \d+ 个，多 [\d,]+ 个学位$/u)

      // When it chooses its street
      await page.getByLabel('我家在').selectOption(`泺口${own}`)
      await page.getByRole('button', { name: '看附近的' }).click()

      // Then the street's project comes first, with what, when and how many
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(`泺口${own}正在建 1 个，多 1,080 个学位`)
      const cards = page.getByRole('listitem').filter({ has: page.getByRole('link') })
      await expect(cards.first()).toContainText(near.title)
      await expect(cards.first()).toContainText(`多 1,080 个初中学位，${year} 年 9 月能上学`)
      await expect(page.getByRole('link', { name: far.title })).toBeVisible()

      // When it opens the project
      await page.getByRole('link', { name: near.title }).click()
      // Then it reads from which day, how many places, what moved and why, and sees the site
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(near.title)
      await expect(page.getByText('多 1,080 个学位')).toBeVisible()
      await expect(page.getByRole('region', { name: '哪天能上学？' })).toContainText(`${year} 年 9 月 1 日`)
      await expect(page.getByText(`开学启用 ${year} 年 6 月 → 8 月`)).toBeVisible()
      await expect(page.getByText('外墙改了做法').last()).toBeVisible()
      await expect(page.getByAltText(/^三层封顶，/u)).toHaveJSProperty('naturalWidth', 480)
      const large = await page.request.get(`/projects/${near.id}/files/${own}-photo?size=large`)
      expect(large.headers()['content-type']).toBe('image/webp')

      // And nothing of the bureau's
      const html = await page.content()
      for (const secret of [`机密${own}`, `${own}-officer`]) expect(html).not.toContain(secret)

      // When it adds the calendar, the days come with it
      const address = await page.getByRole('link', { name: '加到手机日历' }).getAttribute('href')
      const calendar = await page.request.get(address ?? '')
      expect(calendar.headers()['content-type']).toContain('text/calendar')
      const text = (await calendar.text()).replace(/\r\n /gu, '')
      expect(text).toContain(`DTSTART;VALUE=DATE:${year}0801`)
      expect(text).toContain(`${near.title} 开学启用（计划）`)

      // And from here to what its street is told
      await page.getByRole('link', { name: `看泺口${own}的学位` }).click()
      await expect(page).toHaveURL(new RegExp(`/streets/${near.street}$`, 'u'))
      await expect(page.getByRole('heading', { level: 1 })).toContainText(`泺口${own}`)
      await page.getByRole('link', { name: '各街道学位' }).click()
      await expect(page.getByRole('link', { name: new RegExp(`^桑梓${own}`, 'u') })).toBeVisible()
    })
  })

test('the pages of what is built stand in every look', async ({ world, own, page, context }) => {
  test.slow()
  const { near, far } = await twoProjects(world.store, own)
  for (const [width, cookies] of [
    [360, []],
    [1440, []],
    [360, [{ name: 'theme', value: 'dark' }]],
    [360, [{ name: 'elder', value: '1' }]],
  ] as const) {
    await context.clearCookies()
    await context.addCookies(cookies.map((cookie) => ({ ...cookie, url: world.portal.origin })))
    await page.setViewportSize({ width, height: 800 })
    for (const address of [
      '/projects',
      `/projects?street=${near.street}`,
      `/projects/${near.id}`,
      `/projects/${far.id}`,
      '/streets',
      `/streets/${near.street}`,
    ])
      await stands(page, address)
    await stands(page, '/projects/nowhere', 404)
  }
})
