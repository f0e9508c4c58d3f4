import type { Page } from '@playwright/test'
import { and, eq } from 'drizzle-orm'
import { makePlanningStreet } from '#db/makers/planning-world'
import { autumnOf } from '~/places/autumn-rules'
import { dayOf } from '~/shared/day'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../journey'
import { sheetOf, uploadFile, uploadSheet } from '../rosters/roster-sheets'

const autumn = autumnOf(dayOf(Date.now()))

const choose = async (page: Page, kind: string): Promise<void> => {
  await page.goto('/bureau/places/data')
  await page.getByLabel('这是什么表').selectOption(kind)
}

const bringCsv = async (page: Page, lines: readonly string[]): Promise<void> => {
  await choose(page, '出生数')
  const buffer = Buffer.from(['街道,年份,月份,出生数,备注', ...lines].join('\n'))
  await uploadFile(page, '表格文件', '读一遍给我看', { name: '出生.csv', buffer })
}

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'in a browser' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled, viewport: { width: 1440, height: 900 } })

    test('births and rolls come in, each wrong cell is told, and nothing changes before it was seen', async ({
      world,
      own,
      as,
      page,
    }) => {
      test.slow()
      // Given a street with births of 130 a year and a 初中 of 118 a grade
      const { store, scenario } = world
      const { birthCount, rollCount } = store.tables
      const schools = await makePlanningStreet(store, autumn, {
        code: own,
        name: `泺口${own}街道`,
        births: 130,
        phases: {
          kindergarten: { children: 100, places: 140 },
          primary: { children: 120, places: 110 },
          junior: { children: 118, places: 80 },
        },
      })
      const births = async (): Promise<number[]> => {
        const rows = await store.db
          .select({ births: birthCount.births })
          .from(birthCount)
          .where(eq(birthCount.street, own))
          .orderBy(birthCount.year)
        return rows.map((row) => row.births).slice(-3)
      }
      await as(await scenario.staff(`${own}-officer`, 'officer', '', { name: '规划科 示例丙' }))

      // When an officer sends nothing, a sheet that reckons, and one with wrong cells
      await choose(page, '出生数')
      await page.getByRole('button', { name: '读一遍给我看' }).click()
      await expect(page.getByRole('alert')).toContainText('选一个文件。')
      await bringCsv(page, [`泺口${own}街道,${autumn},,=1+1,`])
      await expect(page.getByText(/D2 是公式/u)).toBeVisible()
      const right = [`泺口${own}街道,${autumn - 2},,130,`, `泺口${own}街道,${autumn - 1},,121,`]
      await bringCsv(page, [
        ...right,
        `泺口${own}街道,${autumn},,-1,`,
        `没有的街道,${autumn},,100,`,
        `泺口${own}街道,${autumn + 9},,1e300,<script>`,
      ])

      // Then each cell says its line, its column and what to write
      await expect(page.getByText('有 4 处不对，一行都还没有改')).toBeVisible()
      const says = (line: number, column: string) =>
        page.getByRole('row', { name: new RegExp(`^${line} ${column}`, 'u') })
      await expect(says(4, '出生数')).toContainText('写 0 到 200,000 的整数。')
      await expect(says(5, '街道')).toContainText('没有这条街道')
      await expect(says(6, '年份')).toContainText('还没到这一年')
      await expect(says(6, '出生数')).toContainText('写 0 到 200,000 的整数。')
      await expect(page.getByText('这些列用不着，没有看：备注')).toBeVisible()
      await expect(page.getByRole('button', { name: /照这样改/u })).toHaveCount(0)
      await expectNoSidewaysScroll(page)
      if (javaScriptEnabled) await expectAccessible(page)

      // When it comes without them
      await bringCsv(page, [...right, `泺口${own}街道,${autumn},,删除,`])
      await expect(page.getByText('新增 0 条，改 1 条，删 1 条，不变 1 条')).toBeVisible()
      await expect(page.getByRole('row', { name: `泺口${own}街道 ${autumn - 1} 130 121` })).toBeVisible()
      await page.getByRole('button', { name: '照这样改：2 条' }).click()

      // Then it asks where the numbers come from, and only then they change
      await expect(page.getByRole('alert')).toContainText('写 2 到 200 个字，说清楚数从哪儿来。')
      expect(await births()).toEqual([130, 130, 130])
      await page.getByLabel('数从哪儿来，为什么改').fill(`区统计局来函 ${own}`)
      await page.getByRole('button', { name: '照这样改：2 条' }).click()
      await expect(page.getByText('办好了：新增 0 条，改 1 条，删 1 条，不变 1 条')).toBeVisible()
      expect(await births()).toEqual([130, 130, 121])

      // When the rolls come as a workbook
      await choose(page, '在校人数')
      const rolls = sheetOf(
        '在校人数',
        ['学校', '年份', '年级', '人数'],
        [
          [schools.junior, String(autumn), '七年级', '131'],
          [schools.junior, String(autumn), '八年级', '118'],
        ],
      )
      await uploadSheet(page, '表格文件', '读一遍给我看', rolls)
      await expect(page.getByText('新增 0 条，改 1 条，删 0 条，不变 1 条')).toBeVisible()
      await page.getByLabel('数从哪儿来，为什么改').fill(`中学报来 ${own}`)
      await page.getByRole('button', { name: '照这样改：1 条' }).click()
      await expect(page.getByText('办好了：新增 0 条，改 1 条，删 0 条，不变 1 条')).toBeVisible()
      const [seventh] = await store.db
        .select({ pupils: rollCount.pupils })
        .from(rollCount)
        .where(and(eq(rollCount.school, schools.junior), eq(rollCount.year, autumn), eq(rollCount.grade, 7)))
      expect(seventh?.pupils).toBe(131)

      // And 留痕 says who changed them and where from
      await page.goto('/bureau/places/log')
      const entry = page.getByRole('row', { name: `区统计局来函 ${own}` })
      await expect(entry).toContainText('规划科 示例丙')
      await expect(page.getByRole('row', { name: `中学报来 ${own}` })).toContainText('导入在校人数')
    })
  })
