import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { makePlanningProject } from '#db/makers/planning-world'
import { DISTRICT } from '#db/makers/rows'
import { dayOf } from '~/shared/day'
import { expect, stands, test } from '../journey'
import { uploadFile } from '../rosters/roster-sheets'

const year = Number(dayOf(Date.now()).slice(0, 4)) + 1

const bring = async (page: Page, content: Buffer | object | string): Promise<void> => {
  await page.goto('/bureau/oc4ids')
  const text = typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content)
  await uploadFile(page, 'OC4IDS 文件', '读一遍给我看', { name: '项目.json', buffer: Buffer.from(text) })
}

const takeAll = async (page: Page): Promise<Buffer> => {
  await page.goto('/bureau/oc4ids')
  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: /^下载全部 \d+ 个$/u }).click()
  return readFile(await (await coming).path())
}

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'in a browser' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled, viewport: { width: 1440, height: 900 } })

    test('projects go out and come in as OC4IDS, others’ as well, and the public sees nothing of the bureau’s', async ({
      world,
      own,
      as,
      page,
    }) => {
      test.slow()
      // Given a project with payments and a note, and one that is not public
      const { store, scenario } = world
      const { street, projectPayment, project } = store.tables
      await store.transaction(async (tx) => {
        await tx.insert(street).values({ district: DISTRICT, code: `${own}-street`, name: `泺口${own}街道` })
      })
      const made = { street: `${own}-street`, phase: 'junior' as const, places: 540, due: `${year}-08-01`, met: null }
      const note = { officer: `${own}-officer`, internalNote: `机密${own}` }
      await makePlanningProject(store, { ...made, id: `${own}-open`, title: `公开的中学${own}`, given: note })
      await makePlanningProject(store, {
        ...made,
        id: `${own}-shut`,
        title: `没公开的中学${own}`,
        given: { published: false },
      })
      await store.transaction(async (tx) => {
        await tx.insert(projectPayment).values({
          district: DISTRICT,
          project: `${own}-open`,
          number: 1,
          contract: `合同${own}`,
          payee: `收款${own}`,
          amountFen: 98_765_432_100,
          paidOn: '2026-03-01',
          by: `${own}-officer`,
          at: 0,
        })
      })
      await as(await scenario.staff(`${own}-officer`, 'officer', '', { name: '规划科 示例丙' }))

      // When an officer takes everything and brings it back
      const first = await takeAll(page)
      expect(first.toString()).toContain(`没公开的中学${own}`)
      await bring(page, first)
      // Then nothing is new
      await expect(page.getByText('和现在的一样，没有要办的。')).toBeVisible()
      await expect(page.getByRole('button', { name: /照这样办/u })).toHaveCount(0)
      await page.getByRole('button', { name: '不办了' }).click()

      // When the file is cut off, or breaks the standard
      const before = await store.db.$count(project)
      await bring(page, first.toString().slice(0, -9))
      // Then a sentence says what is wrong, and nothing is written
      await expect(page.getByText(/不是 JSON，可能没有存完整/u)).toBeVisible()
      const id = `oc4ids-other-${own}`
      const right = { id, title: `别区的小学${own}`, status: 'implementation', type: 'construction' }
      await bring(page, {
        projects: [right, { id: `${id}-b`, title: '坏的', status: 'sleeping', period: { startDate: `${year}-02-30` } }],
      })
      await expect(page.getByText(/有 2 处不对，什么都没有改/u)).toBeVisible()
      const wrong = page.getByRole('row', { name: `第 2 个 ${id}-b status` })
      await expect(wrong).toContainText('只能写')
      await expect(page.getByRole('row', { name: `${id}-b period.startDate` })).toContainText('日历上要有这一天')
      expect(await store.db.$count(project)).toBe(before)

      // When another publisher's file comes in, with fields that nobody here knows
      const other = {
        ...right,
        sector: ['education'],
        'x-crane': { count: 2 },
        period: { startDate: `${year}-03-01T00:00:00Z` },
        locations: [{ id: 'here', gazetteer: { scheme: 'CN', identifiers: [`${own}-street`] } }],
      }
      await bring(page, { version: '0.9', publisher: { name: '别的区' }, projects: [other] })
      await expect(page.getByText('新增 1 个，改 0 个，不变 0 个')).toBeVisible()
      await expect(page.getByRole('row', { name: `别区的小学${own}` })).toBeVisible()
      await page.getByRole('button', { name: '照这样办：新增 1 个' }).click()
      await expect(page.getByText('办好了：新增 1 个，改 0 个，不变 0 个')).toBeVisible()

      // And once more with another name and our own project's day moved
      await bring(page, {
        projects: [
          { ...other, title: `别区的新小学${own}` },
          { id: `${own}-open`, milestones: [{ id: 'in_use', dueDate: `${year}-10-20T00:00:00+08:00` }] },
        ],
      })
      await expect(page.getByText('新增 0 个，改 2 个，不变 0 个')).toBeVisible()
      const ours = page.getByRole('row', { name: `公开的中学${own}` })
      await expect(ours).toContainText(`改成：${year}-10-20`)
      await page.getByRole('button', { name: '照这样办：改 2 个' }).click()
      await expect(page.getByText('办好了：新增 0 个，改 2 个，不变 0 个')).toBeVisible()

      // Then what nobody knows goes out again, and what stays inside is still there
      const again = JSON.parse((await takeAll(page)).toString()) as { projects: { id: string; title: string }[] }
      expect(again.projects.find((one) => one.id === id)).toMatchObject({
        title: `别区的新小学${own}`,
        sector: ['education'],
        'x-crane': { count: 2 },
      })
      expect(await store.db.$count(projectPayment, eq(projectPayment.project, `${own}-open`))).toBe(1)
      if (javaScriptEnabled) for (const one of ['/bureau/oc4ids', '/bureau/projects-in']) await stands(page, one)

      // And anybody reads the public ones without signing in, nothing of the bureau's among them
      await page.context().clearCookies()
      const feed = await page.request.get('/projects.json')
      expect(feed.headers()['access-control-allow-origin']).toBe('*')
      const text = await feed.text()
      expect(text).toContain(`公开的中学${own}`)
      for (const secret of [
        `没公开的中学${own}`,
        `机密${own}`,
        `合同${own}`,
        `收款${own}`,
        '987654321',
        `${own}-officer`,
      ])
        expect(text).not.toContain(secret)
      expect((await page.request.get(`/projects/${own}-open/oc4ids.json`)).status()).toBe(200)
      expect((await page.request.get(`/projects/${own}-shut/oc4ids.json`)).status()).toBe(404)
      expect((await page.goto('/bureau/oc4ids'))?.url()).toContain('/sign-in')
    })
  })
