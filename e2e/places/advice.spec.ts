import type { Page } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { makePlanningProject } from '#db/makers/planning-world'
import { DISTRICT } from '#db/makers/rows'
import { expect, stands, test } from '../journey'
import { type ShortStreet, shortStreet } from './short-street'

type World = Parameters<typeof shortStreet>[0]

/** The street's 初中 and another one, four cells between them, and a project nobody has begun. */
const spread = async ({ store }: World, { code, autumn }: ShortStreet, own: string): Promise<void> => {
  const { gridCell, gridCount, schoolSite, milestone, milestoneRevision } = store.tables
  const later = await makePlanningProject(store, {
    ...{ id: `${own}-later`, title: `泺口第二中学${own}`, street: code, phase: 'junior', places: 120 },
    ...{ due: `${autumn + 6}-08-01`, met: null },
    given: { stage: 'proposed' },
  })
  await store.transaction(async (tx) => {
    for (const table of [milestone, milestoneRevision])
      await tx.update(table).set({ metOn: null }).where(eq(table.project, later))
    await tx.insert(gridCell).values(
      [0, 1, 2, 3].map((nth) => ({
        ...{ district: DISTRICT, id: `${own}-c${nth}`, street: code, community: '一', invented: true },
        ...{ compound: nth > 1 ? `云锦里${own}` : '', x: nth * 400, y: 0 },
      })),
    )
    await tx.insert(gridCount).values(
      [0, 1, 2, 3].map((nth) => ({
        district: DISTRICT,
        cell: `${own}-c${nth}`,
        year: autumn,
        grade: 6,
        children: 30,
      })),
    )
    await tx.insert(schoolSite).values([{ district: DISTRICT, school: `${code}-junior`, x: 0, y: 0, invented: true }])
  })
}

/** Follows a reckoning to its proposal, however long it takes. */
const openProposal = async (page: Page, name: RegExp): Promise<void> => {
  const proposal = page.getByRole('table', { name: '建议' }).getByRole('link', { name }).first()
  await expect(async () => {
    if (page.url().endsWith('/advice')) {
      await page.goto('/bureau/advice')
      await proposal.click({ timeout: 1_000 })
    }
    await expect(page.getByRole('heading', { name: '定下来' })).toBeVisible({ timeout: 2_000 })
  }).toPass()
}

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'in a browser' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled, viewport: { width: 1440, height: 900 } })

    test('which project first, and which cell to which school: one is accepted, one is left', async ({
      world,
      own,
      as,
      page,
    }) => {
      test.slow()
      // Given a street that lacks places, a project nobody has begun, and cells with children
      const given = await shortStreet(world, own)
      await spread(world, given, own)
      await as(given.officer)

      // When an officer asks which project to begin first, first without saying why
      await page.goto('/bureau/scenarios')
      await page.getByRole('link', { name: '建议', exact: true }).click()
      const timing = page.getByRole('region', { name: '先建哪个' })
      await timing.getByLabel(new RegExp(`泺口第二中学${own}`, 'u')).fill('5,000')
      await timing.getByRole('button', { name: '算一算先建哪个' }).click()
      await expect(page.getByRole('alert')).toContainText('写 2 到 200 个字，说清楚为什么。')
      await expect(timing.getByLabel(new RegExp(`泺口第二中学${own}`, 'u'))).toHaveValue('5,000')
      await timing.getByLabel('为什么算').fill('钱不够全建')
      await timing.getByRole('button', { name: '算一算先建哪个' }).click()

      // Then it says what to begin when, what that costs, and who is helped
      await openProposal(page, /先建哪个/u)
      await expect(page.getByRole('heading', { level: 1 })).toContainText('没座位的孩子')
      const row = page.getByRole('table', { name: '哪年开工' }).getByRole('row', { name: `泺口第二中学${own}` })
      await expect(row).toContainText(/20\d\d/u)
      await expect(page.getByRole('table', { name: '每年的钱' })).toBeVisible()

      // When it is left with a reason
      await page.getByLabel('为什么这样定').fill('明年再说')
      await page.getByRole('button', { name: '不用这个方案' }).click()

      // Then that stands, and cannot be decided again
      await expect(page.getByText(/不用了，规划科 示例丙/u)).toBeVisible()
      await expect(page.getByRole('button', { name: '采纳这个方案' })).toHaveCount(0)

      // When the cells are to be given to schools
      await page.goto('/bureau/advice')
      const cells = page.getByRole('region', { name: '怎么划片' })
      await cells.getByLabel('哪个学段').selectOption('初中')
      await cells.getByLabel('为什么算').fill('新学校要划片')
      await cells.getByRole('button', { name: '算一算怎么划片' }).click()

      // Then every school says whom it gets, on a map and in a table; accepted, it is the next catchment
      await openProposal(page, /初中划片/u)
      await expect(page.getByRole('img', { name: /每个网格归哪所初中/u })).toBeVisible()
      await expect(page.getByRole('table', { name: '各学校' })).toContainText(`泺口${own}`)
      await page.getByLabel('为什么这样定').fill('就近入学')
      await page.getByRole('button', { name: '采纳这个方案' }).click()
      await expect(page.getByText(/采纳了，规划科 示例丙/u)).toBeVisible()
      await page.goto('/bureau/advice')
      await expect(page.getByRole('table', { name: '招生范围' })).toContainText(`${given.autumn + 1}-09-01`)
    })
  })

for (const [device, width] of Object.entries({ 'a phone': 360, 'a desk': 1440 }))
  test(`the page of advice stands on ${device}`, async ({ world, own, as, page }) => {
    await page.setViewportSize({ width, height: 900 })
    const given = await shortStreet(world, own)
    await spread(world, given, own)
    await as(given.officer)
    await stands(page, '/bureau/advice')
  })
