import type { Page } from '@playwright/test'
import { and, eq } from 'drizzle-orm'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { DISTRICT } from '#db/makers/rows'
import { dayOf } from '~/shared/day'
import { workbookOf } from '~/shared/sheet/write-sheet.server'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../journey'
import { sheetOf, uploadFile, uploadSheet } from '../rosters/roster-sheets'

const HEADS = [
  '项目编号',
  '项目名称',
  '类别',
  '阶段',
  '街道',
  '初中学位',
  '交付(计划)',
  '开学启用(计划)',
  '简介',
  '为什么',
]

const year = Number(dayOf(Date.now()).slice(0, 4)) + 1

/** The first line of a workbook's sheet reckons its title. */
const withFormula = (workbook: Buffer): Buffer => {
  const parts = unzipSync(workbook)
  const sheet = 'xl/worksheets/sheet1.xml'
  const text = new TextDecoder().decode(parts[sheet])
  return Buffer.from(
    zipSync({ ...parts, [sheet]: strToU8(text.replace(/(<c r="B2")[^>]*>.*?<\/c>/u, '$1><f>1+1</f><v>2</v></c>')) }),
  )
}

const bring = async (page: Page, lines: readonly (readonly string[])[]): Promise<void> => {
  await page.goto('/bureau/projects-in')
  await uploadSheet(page, '项目表', '读一遍给我看', sheetOf('项目', HEADS, lines))
}

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'in a browser' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled, viewport: { width: 1440, height: 900 } })

    test('a list of projects is seen first, and comes in whole or not at all', async ({ world, own, as, page }) => {
      test.slow()
      // Given two streets and an officer
      const { street, project, milestoneRevision } = world.store.tables
      const { db } = world.store
      await world.store.transaction(async (tx) => {
        await tx.insert(street).values([
          { district: DISTRICT, code: `${own}-1`, name: `药山${own}街道` },
          { district: DISTRICT, code: `${own}-2`, name: `泺口${own}街道` },
        ])
      })
      const here = eq(project.district, DISTRICT)
      const before = await db.$count(project, here)
      const line = (title: string, given: Record<string, string> = {}): string[] => {
        const cells: Record<string, string> = {
          项目名称: `${title}${own}`,
          类别: '新建',
          阶段: '施工',
          街道: `药山${own}街道`,
          初中学位: '1,080',
          '交付(计划)': `${year}-06-30`,
          '开学启用(计划)': `${year}/8/20`,
          为什么: '区里公布',
          ...given,
        }
        return HEADS.map((head) => cells[head] ?? '')
      }
      await as(await world.scenario.staff(`${own}-officer`, 'officer', '', { name: '规划科 示例丙' }))

      // When an officer brings a list of two projects
      await page.goto('/bureau/projects')
      await page.getByRole('link', { name: '导入项目' }).click()
      await expect(page.getByRole('link', { name: '下载模板' })).toBeVisible()
      await uploadSheet(page, '项目表', '读一遍给我看', sheetOf('项目', HEADS, [line('荷风中学'), line('鹊山中学')]))

      // Then it says what would be, and nothing is there yet
      await expect(page.getByText('新增 2，要改 0，不变 0，不对 0')).toBeVisible()
      await expect(page.getByRole('row', { name: `荷风中学${own}` })).toContainText('1,080 个学位')
      expect(await db.$count(project, here)).toBe(before)
      await page.getByRole('button', { name: '照这样办：新增 2 个' }).click()
      await expect(page.getByText('办好了：新增 2 个，改了 0 个')).toBeVisible()

      // When the next list has one as it is, one with another day, a new one, and lines that are wrong
      const moved = line('鹊山中学', {
        '交付(计划)': `${year}-09-30`,
        '开学启用(计划)': `${year}-10-08`,
        为什么: '雨季停工 41 天',
      })
      const fresh = line('清河小学', { 街道: `泺口${own}街道` })
      await bring(page, [
        line('荷风中学'),
        moved,
        fresh,
        line('<script>alert(1)</script>', { '开学启用(计划)': `${year}-02-30`, 初中学位: '-5' }),
        line('凤凰山小学', { 街道: '没有的街道', 为什么: '' }),
      ])

      // Then each wrong line says its column and what to write, and there is no way to apply
      await expect(page.getByText('有 2 行不对，一行都还没有改')).toBeVisible()
      const hostile = page.getByRole('row', { name: '<script>alert(1)</script>' })
      await expect(hostile).toContainText('第 5 行')
      await expect(hostile).toContainText('初中学位 写 0 到 20,000 的整数')
      await expect(hostile).toContainText('开学启用(计划) ')
      await expect(hostile).toContainText('日历上要有这一天')
      await expect(page.getByRole('row', { name: `凤凰山小学${own}` })).toContainText('没有街道“没有的街道”')
      await expect(page.getByRole('button', { name: /照这样办/u })).toHaveCount(0)
      await expectNoSidewaysScroll(page)
      if (javaScriptEnabled) await expectAccessible(page)
      await page.setViewportSize({ width: 360, height: 740 })
      await expectNoSidewaysScroll(page)
      await page.setViewportSize({ width: 1440, height: 900 })
      await page.getByRole('button', { name: '不办了' }).click()
      expect(await db.$count(project, here)).toBe(before + 2)

      // When a sheet reckons, or is no sheet at all
      await page.goto('/bureau/projects-in')
      const reckons = withFormula(await workbookOf([sheetOf('项目', HEADS, [line('算出来的')])]))
      await uploadFile(page, '项目表', '读一遍给我看', { name: '项目.xlsx', buffer: reckons })
      // Then a sentence says so, and nothing came of it
      await expect(page.getByText(/B2 是公式/u)).toBeVisible()
      await page.getByRole('link', { name: '再交一份' }).click()
      await uploadFile(page, '项目表', '读一遍给我看', {
        name: '项目.xlsx',
        buffer: Buffer.from('MZ\u0090\u0000\u0003'),
      })
      await expect(page.getByText(/这是程序/u)).toBeVisible()
      expect(await db.$count(project, here)).toBe(before + 2)

      // When the list comes without its mistakes
      await bring(page, [line('荷风中学'), moved, fresh])
      await expect(page.getByText('新增 1，要改 1，不变 1，不对 0')).toBeVisible()
      const change = page.getByRole('row', { name: `鹊山中学${own}` })
      await expect(change).toContainText(`原来：${year}-08-20`)
      await expect(change).toContainText(`改成：${year}-10-08`)
      await expect(change).toContainText('因为：雨季停工 41 天')
      await page.getByRole('button', { name: '照这样办：新增 1 个，改 1 个' }).click()
      await expect(page.getByText('办好了：新增 1 个，改了 1 个')).toBeVisible()

      // Then the project has the new day beside the old one, with its reason
      await page.getByRole('link', { name: '去看项目' }).click()
      await page
        .getByRole('link', { name: `鹊山中学${own}` })
        .first()
        .click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(`鹊山中学${own}：交付晚 3 个月，误了一年`)
      const inUse = await db
        .select({ day: milestoneRevision.dueOn, why: milestoneRevision.why })
        .from(milestoneRevision)
        .innerJoin(
          project,
          and(eq(project.district, milestoneRevision.district), eq(project.id, milestoneRevision.project)),
        )
        .where(and(eq(project.title, `鹊山中学${own}`), eq(milestoneRevision.kind, 'in_use')))
        .orderBy(milestoneRevision.number)
      expect(inUse).toEqual([
        { day: `${year}-08-20`, why: '区里公布' },
        { day: `${year}-10-08`, why: '雨季停工 41 天' },
      ])
    })
  })
