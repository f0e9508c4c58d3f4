import { and, eq } from 'drizzle-orm'
import { DISTRICT } from '#db/makers/rows'
import { addDays, dayOf, mondayOf } from '~/shared/day'
import { expect, test } from '../journey'
import { sheetOf, uploadSheet } from './roster-sheets'

const COURSE_HEADS = [
  '课程名称',
  '班号',
  '类别',
  '简介',
  '要带的东西',
  '每次做什么',
  '年级',
  '时间',
  '教室',
  '授课教师',
  '最少人数',
  '名额',
  '每次课费(元)',
  '材料费(元)',
  '开课日',
  '结课日',
  '截止换课日',
]

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'in a browser' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled, viewport: { width: 1280, height: 900 } })

    test('an empty school has its term on the shelf', async ({ world, own, as, page }) => {
      test.slow()
      const { scenario, store } = world
      // Given a district whose officer knows of a new school
      const name = `新柳小学${own}`
      const code = `${own}-new`
      const [admin, teacher] = [`${own}J1`.toUpperCase(), `${own}T1`.toUpperCase()]
      await scenario.staff(`${own}-officer`, 'officer', '', { name: '区里乙' })
      const accountOf = async (staffNumber: string): Promise<string> => {
        const { account } = store.tables
        const [row] = await store.db
          .select({ id: account.id })
          .from(account)
          .where(and(eq(account.district, DISTRICT), eq(account.staffNumber, staffNumber)))
        return row?.id ?? ''
      }

      // When the officer brings in the school, and then its people
      await as(`${own}-officer`)
      await page.goto('/bureau/schools')
      const schoolHeads = ['学校代码', '学校名称', '街道', '学段', '是否义务教育', '接送地点']
      await uploadSheet(
        page,
        '名册文件',
        '先看看变化',
        sheetOf('学校', schoolHeads, [[code, name, '示例街道', '小学', '是', '东门']]),
      )
      await expect(page.getByRole('heading', { name: '学校有这些变化' })).toBeVisible()
      await page.getByRole('button', { name: '确认，办理' }).click()
      await expect(page.getByText('办好了').first()).toBeVisible()
      await page.goto('/bureau/schools')
      await uploadSheet(
        page,
        '名册文件',
        '先看看变化',
        sheetOf(
          '老师',
          ['学校', '工号', '姓名', '学科', '在编', '角色'],
          [
            [name, admin, '教务丙', '', '是', '教务'],
            [name, teacher, '柳老师', '美术', '是', '老师'],
          ],
        ),
      )
      await expect(page.getByText('新增').first()).toBeVisible()
      await page.getByRole('button', { name: '确认，办理' }).click()
      await expect(page.getByText('办好了').first()).toBeVisible()

      // Then the school's administrator is let in, sets the afternoon, and brings in the pupils
      await as(await accountOf(admin))
      await page.goto('/school/afternoon')
      for (const [number, title, from, to] of [
        [1, '作业辅导', '15:30', '16:20'],
        [2, '素质拓展', '16:30', '17:30'],
      ] as const) {
        await page.locator(`#name-${number}`).fill(title)
        await page.locator(`#startsAt-${number}`).fill(from)
        await page.locator(`#endsAt-${number}`).fill(to)
      }
      await page.getByRole('button', { name: '保存时段' }).click()
      await page.goto('/school/rosters')
      const phone = `139${String(Math.abs([...own].reduce((sum, char) => sum * 31 + char.charCodeAt(0), 7)) % 10 ** 8).padStart(8, '0')}`
      await uploadSheet(
        page,
        '名册文件',
        '先看看变化',
        sheetOf(
          '学生',
          ['学籍号', '姓名', '年级', '班级', '监护人1姓名', '监护人1关系', '监护人1手机'],
          [
            [`G${own}001`, '小柳', '一年级', '1', '柳妈妈', '妈妈', phone],
            [`G${own}002`, '小絮', '一年级', '1', '柳妈妈', '妈妈', phone],
          ],
        ),
      )
      await expect(page.getByText('1（1）班').first()).toBeAttached()
      await page.getByRole('button', { name: '确认，办理' }).click()
      await expect(page.getByText('办好了').first()).toBeVisible()
      await page.goto('/school/afternoon')
      await page.getByRole('button', { name: '给各班开好，还差 2 个' }).click()
      await expect(page.getByText('每个班都有了。')).toBeVisible()

      // When the sheet of courses has five different errors
      const monday = mondayOf(dayOf(Date.now()))
      const days = [addDays(monday, -7), addDays(monday, 63), addDays(monday, 42)]
      const right = (title: string, given: Partial<Record<string, string>> = {}): string[] => {
        const cells: Record<string, string> = {
          课程名称: title,
          类别: '劳动手工',
          简介: '劈竹、糊纸、放上天。',
          年级: '一到三年级',
          时间: '周三 第2时段',
          教室: '美术室',
          授课教师: '柳老师',
          最少人数: '1',
          名额: '20',
          '每次课费(元)': '3',
          '材料费(元)': '8',
          开课日: days[0] ?? '',
          结课日: days[1] ?? '',
          截止换课日: days[2] ?? '',
        }
        return COURSE_HEADS.map((head) => given[head] ?? cells[head] ?? '')
      }
      await page.goto('/school/sections-in')
      await uploadSheet(
        page,
        '课程表格',
        '读一遍给我看',
        sheetOf('课程', COURSE_HEADS, [
          right(`风筝${own}`, { 类别: '放风筝' }),
          right(`剪纸${own}`, { 时间: '周日 第2时段' }),
          right(`泥塑${own}`, { 授课教师: '王老师' }),
          right(`木工${own}`, { 名额: '很多' }),
          right(`印染${own}`, { 结课日: '2027-02-30' }),
        ]),
      )
      // Then each has its sentence, and nothing was opened
      await expect(page.getByText('有 5 行不对，一行都还没有改')).toBeVisible()
      for (const said of [
        '“放风筝”不是类别',
        '“周日 第2时段”看不懂',
        '名单里没有“王老师”',
        '名额写 1 到 500 的整数',
        '“2027-02-30”不是日历上的日期',
      ])
        await expect(page.getByText(said).first()).toBeVisible()

      // When the sheet is mended, and its plan is sent, filed and published
      const course = `风筝扎制${own}`
      await page.goto('/school/sections-in')
      await uploadSheet(page, '课程表格', '读一遍给我看', sheetOf('课程', COURSE_HEADS, [right(course)]))
      await page.getByRole('button', { name: '照这样办：新开 1 门' }).click()
      await expect(page.getByText('办好了：新开 1 门，改了 0 门')).toBeVisible()
      await page.goto('/school/plan')
      await page.getByRole('button', { name: /送区备案/ }).click()
      await expect(page.getByRole('row', { name: course })).toContainText('等备案')
      await as(`${own}-officer`)
      await page.goto('/bureau')
      await page.getByRole('row', { name }).getByRole('link', { name: '去备案' }).click()
      await page.getByRole('button', { name: /备案这 \d+ 门课/ }).click()
      await expect(page.getByText(/天桥备 2026秋-\d{3}/).first()).toBeVisible()
      await as(await accountOf(admin))
      await page.goto('/school/plan')
      await page.getByRole('button', { name: /发布/ }).click()
      await expect(page.getByRole('row', { name: course })).toContainText('已发布')

      // Then any family finds the course on the school's shelf
      await page.context().clearCookies()
      await page.goto(`/?school=${code}`)
      await expect(page.getByRole('link', { name: course }).first()).toBeVisible()
      await page.getByRole('link', { name: course }).first().click()
      await expect(page.getByText('柳老师').first()).toBeVisible()
    })
  })
}
