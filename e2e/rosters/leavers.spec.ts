import { and, eq } from 'drizzle-orm'
import { DISTRICT } from '#db/makers/rows'
import { queue, runningNow, seat, statesOf } from '../courses/family-world'
import { expect, test } from '../journey'
import { sheetOf, uploadSheet } from './roster-sheets'

const HEADS = ['学籍号', '姓名', '年级', '班级', '监护人1姓名', '监护人1关系', '监护人1手机']

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'in a browser' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled, viewport: { width: 1280, height: 900 } })

    test('a roster comes in again: who left gives a place back, and nothing happens before it was seen', async ({
      world,
      own,
      as,
      page,
    }) => {
      // Given a full course, a child in line for it, and two more children at the school
      const { scenario, store } = world
      const school = await scenario.school(own, { name: `${own}小学（示例）` })
      const [leaves, waits, moves, stays] = [`${own}-1`, `${own}-2`, `${own}-3`, `${own}-4`]
      const names: Record<string, string> = { [leaves]: '小禾', [waits]: '小麦', [moves]: '小满', [stays]: '小寒' }
      const phones = Object.keys(names).map(
        (id, i) => [id, `13${Math.floor(Math.random() * 10 ** 8)}${i}`.padEnd(11, '0').slice(0, 11)] as const,
      )
      for (const [id, phone] of phones) {
        await scenario.child(id, { school, name: names[id] ?? '' })
        await scenario.guardian(`${id}-mother`, [id], { name: `${names[id]}妈妈`, phone })
      }
      await scenario.staff(`${own}-admin`, 'school_admin', school)
      const section = await scenario.section(`${own}-choir`, {
        school,
        slots: [12],
        title: '合唱团',
        capacity: 1,
        ...runningNow(),
      })
      await seat(world, section, [leaves])
      await queue(world, section, [waits])
      const { pupil } = store.tables
      const rowsOf = await store.db
        .select({ id: pupil.id, number: pupil.studentNumber })
        .from(pupil)
        .where(and(eq(pupil.district, DISTRICT), eq(pupil.school, school)))
      const numberOf = (id: string): string => rowsOf.find((row) => row.id === id)?.number ?? ''
      const lineOf = (id: string, classNumber: string): string[] => {
        const phone = phones.find(([of]) => of === id)?.[1] ?? ''
        return [numberOf(id), names[id] ?? '', '四年级', classNumber, `${names[id]}妈妈`, '妈妈', phone]
      }
      const roster = [lineOf(waits, '2'), lineOf(moves, '3'), lineOf(stays, '2')]
      const added = [`G${own}新`, '小暑', '四年级', '2', '小暑妈妈', '妈妈', `199${String(Date.now()).slice(-8)}`]

      // When the administrator brings in a roster with a wrong line
      await as(`${own}-admin`)
      await page.goto('/school/rosters')
      const wrong = [...added.slice(0, 6), '12345']
      await uploadSheet(page, '名册文件', '先看看变化', sheetOf('名册', HEADS, [...roster, wrong]))
      // Then it says which line, which column and why, and applies nothing without the tick
      await expect(page.getByRole('row', { name: /监护人1手机/ })).toContainText('手机号写 11 位数字。')
      await page.getByRole('button', { name: '确认，办理' }).click()
      await expect(page.getByText('表里还有错。改好再交，或者勾上“先导入没错的”。').first()).toBeVisible()
      await page.getByRole('button', { name: '不办了，去掉这份文件' }).click()

      // When it comes again without the mistake, it shows what would change
      await uploadSheet(page, '名册文件', '先看看变化', sheetOf('名册', HEADS, [...roster, added]))
      for (const said of ['新增 1 人', '转班 1 人', '离校 1 人', '不变 2 人'])
        await expect(page.getByRole('listitem').filter({ hasText: said }).first()).toBeVisible()
      // And nothing has changed yet
      expect(await statesOf(world, [leaves, waits])).toEqual({
        [`${leaves} ${section}`]: 'enrolled',
        [`${waits} ${section}`]: 'waitlisted',
      })
      const there = await store.db.$count(pupil, and(eq(pupil.district, DISTRICT), eq(pupil.school, school)))
      expect(there).toBe(4)

      // When it is confirmed, after the tick where one is asked for
      const tick = page.getByLabel(/确实有 1 人离校/)
      if (await tick.isVisible()) await tick.check()
      await page.getByRole('button', { name: '确认，办理' }).click()
      await expect(page.getByText('办好了').first()).toBeVisible()

      // Then the place is offered to the child in line, whose family is told
      expect(await statesOf(world, [leaves, waits])).toEqual({
        [`${leaves} ${section}`]: 'withdrawn',
        [`${waits} ${section}`]: 'offered',
      })
      await as(`${waits}-mother`)
      await page.goto('/notices')
      await expect(page.getByRole('heading', { name: '小麦的合唱团有位子了' })).toBeVisible()

      // And who left is nobody's child here any more
      await as(`${leaves}-mother`)
      const answer = await page.goto(`/family/${leaves}/${section}`)
      expect(answer?.status()).toBe(403)

      // When the same file comes in once more, there is nothing to do
      await as(`${own}-admin`)
      await page.goto('/school/rosters')
      await uploadSheet(page, '名册文件', '先看看变化', sheetOf('名册', HEADS, [...roster, added]))
      await expect(page.getByText('名册和现在一样，没有要办的。')).toBeVisible()
    })
  })
}
