import { makePlanningProject } from '#db/makers/planning-world'
import { DISTRICT } from '#db/makers/rows'
import { dayOf } from '~/shared/day'
import { workbookOf } from '~/shared/sheet/write-sheet.server'
import { expect, stands, test } from '../journey'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const HEADS = ['项目编号', '项目名称', '类别', '阶段', '街道', '小学学位', '开学启用(计划)', '为什么']

const sheetOf = (lines: readonly (readonly string[])[]): Promise<Buffer> =>
  workbookOf([{ name: '项目', columns: HEADS.map((head) => ({ head })), rows: lines }])

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'in a browser' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled, viewport: { width: 1440, height: 900 } })

    test('a list of projects comes in as a sheet, and as OC4IDS', async ({ world, own, as, page }) => {
      test.slow()
      // Given a street with a project
      const { store, scenario } = world
      const street = `泺口${own}街道`
      const year = Number(dayOf(Date.now()).slice(0, 4)) + 2
      await store.transaction(async (tx) => {
        await tx.insert(store.tables.street).values({ district: DISTRICT, code: `${own}-street`, name: street })
      })
      const old = await makePlanningProject(store, {
        ...{ id: `${own}-old`, title: `泺口老小学${own}`, street: `${own}-street`, phase: 'primary', places: 540 },
        ...{ due: `${year}-08-01`, met: null },
      })
      await as(await scenario.staff(`${own}-officer`, 'officer', '', { name: '规划科 示例丙' }))
      const bring = async (label: string, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> => {
        await page.getByLabel(label).setInputFiles(file)
        await page.getByRole('button', { name: '读一遍给我看' }).click()
        await expect(async () => {
          await page.goto(page.url())
          await expect(page.getByRole('progressbar')).toHaveCount(0)
        }).toPass()
      }
      const bringSheet = async (lines: readonly (readonly string[])[]): Promise<void> => {
        await page.goto('/bureau/projects-in')
        await bring('项目表', { name: '项目.xlsx', mimeType: XLSX, buffer: await sheetOf(lines) })
      }
      const fresh = ['', `泺口新小学${own}`, '新建', '前期', street, '810', `${year}-09-01`, '区里批的']

      // When a sheet has three wrong lines beside a right one
      await bringSheet([
        fresh,
        ['', `没有街道${own}`, '新建', '前期', '月球', '90', '', '看看'],
        [old, `泺口老小学${own}`, '扩建', '施工', street, '600', `${year}-10-01`, ''],
        ['', `日子不对${own}`, '新建', '前期', street, '九十', `${year}-02-30`, '看看'],
      ])

      // Then each says its line and what to write, and nothing was changed
      await expect(page.getByText('有 3 行不对，一行都还没有改')).toBeVisible()
      const seen = page.getByRole('table', { name: '表里的项目' })
      await expect(seen.getByRole('row', { name: `没有街道${own} 第 3 行` })).toContainText('没有街道“月球”')
      await expect(seen.getByRole('row', { name: `泺口老小学${own} 第 4 行` })).toContainText('要写为什么')
      await expect(page.getByRole('button', { name: /照这样办/u })).toHaveCount(0)
      expect(await store.db.$count(store.tables.project)).toBeGreaterThan(0)

      // When it is put right
      await bringSheet([
        fresh,
        [old, `泺口老小学${own}`, '扩建', '施工', street, '540', `${year}-10-01`, '雨季停工 41 天'],
      ])
      await expect(seen.getByRole('row', { name: `泺口老小学${own}` })).toContainText(`改成：${year}-10-01`)
      await page.getByRole('button', { name: '照这样办：新增 1 个，改 1 个' }).click()

      // Then both stand, and the moved date says what it cost and why
      await expect(async () => {
        await page.goto(page.url())
        await expect(page.getByText('办好了：新增 1 个，改了 1 个')).toBeVisible()
      }).toPass()
      await page.goto(`/bureau/projects/${old}`)
      await expect(page.getByRole('heading', { level: 1 })).toContainText('误了一年')
      await page.locator('summary', { hasText: '日子改过几回' }).click()
      await expect(page.getByRole('table', { name: '日子改过几回' })).toContainText('雨季停工 41 天')

      // When everything leaves as OC4IDS and comes in again
      const all = await page.request.get('/bureau/oc4ids/projects.json')
      const text = await all.text()
      await page.goto('/bureau/oc4ids')
      await bring('OC4IDS 文件', { name: '全部.json', mimeType: 'application/json', buffer: Buffer.from(text) })

      // Then nothing is to be done; a changed name is one change; nonsense is told as such
      await expect(page.getByText('和现在的一样，没有要办的。')).toBeVisible()
      const other = text.replace(`泺口新小学${own}`, `泺口第三小学${own}`)
      await page.goto('/bureau/oc4ids')
      await bring('OC4IDS 文件', { name: '改名.json', mimeType: 'application/json', buffer: Buffer.from(other) })
      await page.getByRole('button', { name: '照这样办：改 1 个' }).click()
      await expect(async () => {
        await page.goto(page.url())
        await expect(page.getByText(/办好了：新增 0 个，改 1 个/u)).toBeVisible()
      }).toPass()
      await page.goto('/bureau/oc4ids')
      await bring('OC4IDS 文件', {
        name: '坏的.json',
        mimeType: 'application/json',
        buffer: Buffer.from('{"projects": ['),
      })
      await expect(page.getByText(/不是 JSON/u)).toBeVisible()

      // And a family sees it on the public page, nothing internal
      await page.context().clearCookies()
      await page.goto('/projects')
      await page.getByRole('link', { name: new RegExp(`泺口第三小学${own}`, 'u') }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(`泺口第三小学${own}`)
      await expect(page.getByText(/多 810 个/u)).toBeVisible()
      const feed = await (await page.request.get('/projects.json')).text()
      expect(feed).toContain(`泺口第三小学${own}`)
      expect(feed).not.toContain('示例丙')
    })
  })

for (const [device, width] of Object.entries({ 'a phone': 360, 'a desk': 1440 }))
  test(`pages on which projects come and are seen stand on ${device}`, async ({ world, own, as, page }) => {
    test.slow()
    await page.setViewportSize({ width, height: 900 })
    const { store, scenario } = world
    await store.transaction(async (tx) => {
      await tx.insert(store.tables.street).values({ district: DISTRICT, code: `${own}-s`, name: `药山${own}街道` })
    })
    const one = await makePlanningProject(store, {
      ...{ id: `${own}-one`, title: `药山小学${own}`, street: `${own}-s`, phase: 'primary', places: 270 },
      ...{ due: '2029-08-01', met: null },
    })
    await stands(page, '/projects')
    await stands(page, `/projects/${one}`)
    await stands(page, '/streets')
    await as(await scenario.staff(`${own}-officer`, 'officer'))
    await stands(page, '/bureau/projects-in')
    await stands(page, '/bureau/oc4ids')
  })
