import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { DISTRICT } from '#db/makers/rows'
import { dayOf } from '~/shared/day'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../journey'

const looksRight = async (page: Page, javaScriptEnabled: boolean): Promise<void> => {
  if (javaScriptEnabled) await expectAccessible(page)
  await expectNoSidewaysScroll(page)
}

const year = Number(dayOf(Date.now()).slice(0, 4)) + 1

const photograph = () =>
  sharp({ create: { width: 1200, height: 800, channels: 3, background: '#8fa6b0' } })
    .jpeg()
    .toBuffer()

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with its script' : 'without its script', () => {
    test.use({ javaScriptEnabled })

    test('an officer enters a project, moves its dates and brings a photo', async ({ world, own, as, page }) => {
      test.setTimeout(120_000)
      // Given a street, and what was announced
      const { street, controlTotal } = world.store.tables
      const title = `泺口示例小学${own}`
      await world.store.transaction(async (tx) => {
        await tx.insert(street).values({ district: DISTRICT, code: `${own}-street`, name: `泺口${own}街道` })
        await tx.insert(controlTotal).values({
          district: DISTRICT,
          id: `${own}-total`,
          kind: 'places',
          name: `新增学位${own}`,
          amount: 600,
          source: '区里公布',
          publishedOn: '2026-03-01',
        })
      })
      await as(await world.scenario.staff(`${own}-officer`, 'officer', '', { name: '规划科 示例丙' }))

      // When an officer enters a project, first with dates the wrong way round
      await page.goto('/bureau/projects')
      await page.getByRole('link', { name: '登记一个项目' }).click()
      await expect(page.getByRole('heading', { level: 1, name: '登记一个项目' })).toBeVisible()
      await looksRight(page, javaScriptEnabled)
      await page.getByLabel('名称').fill(title)
      await page.getByLabel('街道').selectOption(`泺口${own}街道`)
      await page.getByLabel('阶段').selectOption('施工')
      await page.getByLabel('算进公布的哪个数').selectOption(`新增学位${own}`)
      await page.getByLabel('小学学位').fill('540')
      await page.getByLabel('交付定在哪天').fill(`${year}-08-05`)
      await page.getByLabel('开学启用定在哪天').fill(`${year}-08-01`)
      await page.getByLabel('依据是什么').fill('区政府批复')
      await page.getByRole('button', { name: '登记这个项目' }).click()

      // Then it is said beside the date, and nothing has to be typed again
      await expect(page.getByRole('alert')).toContainText('开学启用不能早于交付。')
      await expect(page.getByLabel('名称')).toHaveValue(title)
      await looksRight(page, javaScriptEnabled)
      await page.getByLabel('交付定在哪天').fill(`${year}-07-05`)
      await page.getByRole('button', { name: '登记这个项目' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${title}：按原定的日子走`)
      await looksRight(page, javaScriptEnabled)

      // When the handing over slips by three months and the opening by two
      await page.getByText('改日子', { exact: true }).first().click()
      const form = page.locator('#form-dates')
      await form.getByLabel('交付定在哪天').fill(`${year}-10-05`)
      await form.getByLabel('开学启用定在哪天').fill(`${year}-10-08`)
      await form.getByLabel('为什么').fill('雨季停工 41 天')
      await form.getByRole('button', { name: '改日子' }).click()

      // Then the page says what that comes to, and who, why and how many places
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${title}：交付晚 3 个月，误了一年`)
      const change = page.getByRole('listitem').filter({ hasText: `${title}改到 ${year + 1} 年启用` })
      await expect(change).toContainText(`${year} 年少 540 个学位`)
      await expect(change).toContainText('雨季停工 41 天')
      await expect(change).toContainText('规划科 示例丙')
      await page.locator('summary', { hasText: '日子改过几回' }).click()
      const revisions = page.getByRole('table', { name: '日子改过几回' })
      await expect(revisions.getByRole('row', { name: `开学启用 ${year}-08-01` })).toContainText('区政府批复')
      await expect(revisions.getByRole('row', { name: `开学启用 ${year}-10-08` })).toContainText('雨季停工 41 天')
      await looksRight(page, javaScriptEnabled)

      // When a program is brought as a photo, and then a photo
      await page.getByRole('link', { name: '交文件或照片' }).click()
      const bring = async (name: string, buffer: Buffer): Promise<void> => {
        await page.getByLabel('标题').fill('三层封顶')
        await page.getByLabel('文件', { exact: true }).setInputFiles({ name, mimeType: 'image/jpeg', buffer })
        await page.getByRole('button', { name: '交上去' }).click()
      }
      await bring('工地.jpg', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)]))
      await expect(page.getByRole('alert')).toContainText('这是程序')
      await looksRight(page, javaScriptEnabled)
      await bring('工地.jpg', await photograph())

      // Then it stands on the page, and is shown to families once somebody says so
      const photo = page.getByRole('listitem').filter({ has: page.getByAltText('三层封顶') })
      await expect(photo).toContainText('没有公开')
      await photo.getByRole('button', { name: '公开：三层封顶', exact: true }).click()
      await expect(photo).toContainText('家长看得到')
      await expect(page.getByAltText('三层封顶')).toHaveJSProperty('naturalWidth', 480)
      await looksRight(page, javaScriptEnabled)

      // And every way to look at the list has it, with the announced total held against it
      await page.getByRole('link', { name: '全部项目' }).click()
      await page.getByLabel('街道').selectOption(`泺口${own}`)
      await page.getByRole('button', { name: '按这些找' }).click()
      await expect(page.locator('.recon')).toContainText('列出的 1 个项目合计 540 − 公布的 600 = −60')
      for (const view of ['按阶段', '时间线', '地图', '表']) {
        await page.getByRole('link', { name: view, exact: true }).click()
        await expect(page.getByRole('link', { name: view, exact: true })).toHaveAttribute('aria-current', 'page')
        await expect(page.getByRole('link', { name: title })).toBeVisible()
        await looksRight(page, javaScriptEnabled)
      }
      await expect(page.getByRole('row', { name: title })).toContainText('交付晚 3 个月，误了一年')
    })
  })
}

test('the later of two editors is told, and keeps what was typed', async ({ world, own, as, page, context }) => {
  // Given two pages of one project
  const { street } = world.store.tables
  await world.store.transaction(async (tx) => {
    await tx.insert(street).values({ district: DISTRICT, code: `${own}-street`, name: `药山${own}街道` })
  })
  await as(await world.scenario.staff(`${own}-officer`, 'officer'))
  await page.goto('/bureau/projects/new')
  await page.getByLabel('名称').fill(`药山示例幼儿园${own}`)
  await page.getByLabel('街道').selectOption(`药山${own}街道`)
  await page.getByLabel('依据是什么').fill('区政府批复')
  await page.getByRole('button', { name: '登记这个项目' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('还没说哪天启用')
  const other = await context.newPage()
  await other.goto(page.url())

  // When both change the places
  const change = async (of: Page, places: string): Promise<void> => {
    await of.getByText('改学位', { exact: true }).first().click()
    const form = of.locator('#form-places')
    await form.getByLabel('幼儿园学位').fill(places)
    await form.getByLabel('为什么').fill('设计定了')
    await form.getByRole('button', { name: '改学位' }).click()
  }
  await change(page, '180')
  await expect(page.getByText('合计 180')).toBeVisible()
  await change(other, '270')

  // Then the later one is told, sees the new state, and can go on with what was typed
  await expect(other.getByRole('alert')).toContainText('别人刚刚改过')
  await expect(other.getByText('合计 180')).toBeVisible()
  await expect(other.locator('#form-places').getByLabel('幼儿园学位')).toHaveValue('270')
  await other.locator('#form-places').getByRole('button', { name: '改学位' }).click()
  await expect(other.getByText('合计 270')).toBeVisible()
})
