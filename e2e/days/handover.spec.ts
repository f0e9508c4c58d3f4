import type { Browser, Page } from '@playwright/test'
import { and, eq } from 'drizzle-orm'
import { DISTRICT, instructorRow } from '#db/makers/rows'
import { dayOf, mondayOf } from '~/shared/day'
import { type Made, runningNow, seat } from '../courses/family-world'
import { expect, expectAccessible, expectNoSidewaysScroll, stands, test } from '../journey'

/**
 * A school whose one course is held today: what stands on Monday was moved to today, so that the journey passes on every
 * day of the week.
 */
const afternoonOf = async (world: Made, own: string) => {
  const { scenario, store } = world
  const { instructor, section, sessionChange } = store.tables
  await scenario.school(own, { name: '柳岸小学（示例）' })
  const he = await scenario.child(`${own}-he`, { school: own, name: '小禾' })
  const mai = await scenario.child(`${own}-mai`, { school: own, name: '小麦', grade: 1 })
  const man = await scenario.child(`${own}-man`, { school: own, name: '小满' })
  await scenario.guardian(`${own}-mother`, [he, mai], { name: '周某' })
  await scenario.guardian(`${own}-other`, [man], { name: '吴某' })
  await scenario.staff(`${own}-teacher`, 'teacher', own)
  await scenario.staff(`${own}-admin`, 'school_admin', own)
  const noodle = await scenario.section(`${own}-noodle`, {
    school: own,
    title: '面食工坊',
    slots: [12],
    ...runningNow(),
  })
  await seat(world, noodle, [he, mai, man])
  const today = dayOf(Date.now())
  await store.transaction(async (tx) => {
    await tx
      .insert(instructor)
      .values(instructorRow({ id: `${own}-t`, school: own, account: `${own}-teacher`, name: '林老师（示例）' }))
    await tx
      .update(section)
      .set({ instructor: `${own}-t` })
      .where(and(eq(section.district, DISTRICT), eq(section.id, noodle)))
    await tx.insert(sessionChange).values({
      district: DISTRICT,
      section: noodle,
      day: mondayOf(today),
      slot: 12,
      number: 1,
      change: 'moved',
      toDay: today,
      toStartsAt: '16:30',
      toEndsAt: '17:30',
      room: '',
      substitute: '',
      reason: '示例',
      by: '',
      at: 0,
    })
  })
  return { he, mai, man }
}

/** The family's own telephone, beside the teacher's. */
const phoneOf = async (
  browser: Browser,
  world: Made & { portal: { origin: string } },
  account: string,
  js: boolean,
) => {
  const context = await browser.newContext({
    javaScriptEnabled: js,
    viewport: { width: 360, height: 740 },
    baseURL: world.portal.origin,
  })
  const [name = '', value = ''] = (await world.scenario.signIn(account, { origin: world.portal.origin })).split('=')
  await context.addCookies([{ name, value, url: world.portal.origin }])
  return { context, page: await context.newPage() }
}

const looksRight = async (page: Page, javaScriptEnabled: boolean): Promise<void> => {
  if (javaScriptEnabled) await expectAccessible(page)
  await expectNoSidewaysScroll(page)
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'in a browser' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled, viewport: { width: 390, height: 800 } })

    test('a family shows its code, the teacher scans it, and both children are handed over', async ({
      world,
      own,
      as,
      page,
      browser,
    }) => {
      test.setTimeout(90_000)
      await afternoonOf(world, own)
      const family = await phoneOf(browser, world, `${own}-mother`, javaScriptEnabled)
      // Given the mother takes today's code
      await family.page.goto('/family/pickup')
      await looksRight(family.page, javaScriptEnabled)
      await family.page.getByRole('link', { name: '出示今天的接送码' }).click()
      await family.page.getByRole('button', { name: '拿一张接送码' }).click()
      await expect(family.page.getByRole('img', { name: '接送码，给老师扫' })).toBeVisible()
      await looksRight(family.page, javaScriptEnabled)
      const address = (await family.page.locator('.feed').textContent()) ?? ''
      // When the teacher's telephone opens what stands in it
      await as(`${own}-teacher`)
      await page.goto(address)
      await expect(page.getByRole('heading', { name: '妈妈 周某的接送码，今天有效' })).toBeVisible()
      await looksRight(page, javaScriptEnabled)
      await expect(page.getByRole('checkbox', { name: /小禾/ })).toBeChecked()
      await page.getByRole('button', { name: '交好了' }).click()
      // Then both are gone, the third child is still there
      await expect(page.getByRole('heading', { level: 1, name: '还有 1 个孩子没有交接' })).toBeVisible()
      await looksRight(page, javaScriptEnabled)
      // And the mother reads it in her week
      await family.page.goto('/week')
      await expect(family.page.getByText(/小禾 \d\d:\d\d 凭妈妈 周某的接送码接走了/)).toBeVisible()
      await expect(family.page.getByText(/小麦 \d\d:\d\d 凭妈妈 周某的接送码接走了/)).toBeVisible()
      await family.context.close()
    })

    test('a mother names the grandmother, the teacher hands the child over to her by name, and takes a mistake back', async ({
      world,
      own,
      as,
      page,
    }) => {
      test.setTimeout(90_000)
      await afternoonOf(world, own)
      // Given the mother names who may fetch 小禾
      await as(`${own}-mother`)
      await page.goto('/family/pickup')
      await page.getByRole('link', { name: /^添一个能接的人.*给小禾/ }).click()
      await page.getByLabel('姓名').fill('张某')
      await page.getByLabel('是孩子的什么人').fill('外婆')
      await page.getByLabel('电话').fill('1380000')
      await page.getByRole('button', { name: '写好了' }).click()
      await expect(page.getByRole('alert')).toContainText('请写 11 位手机号')
      await page.getByLabel('电话').fill('13800001234')
      await page.getByRole('button', { name: '写好了' }).click()
      await expect(page.getByText('外婆 · 13800001234')).toBeVisible()
      await looksRight(page, javaScriptEnabled)
      // When the teacher hands the child over to her
      await as(`${own}-teacher`)
      await page.goto('/teacher/handover')
      await page.getByRole('link', { name: /^交接.*小禾/ }).click()
      await looksRight(page, javaScriptEnabled)
      await expect(page.getByText('家里托来接的 · 138****1234')).toBeVisible()
      await page.getByRole('button', { name: '交好了' }).click()
      await expect(page.getByRole('alert')).toContainText('请选来接的人。')
      await page.getByRole('radio', { name: /外婆 张某/ }).check()
      await page.getByRole('button', { name: '交好了' }).click()
      // Then it stands, can be taken back, and then the child is there again
      await expect(page.getByText(/小禾：\d\d:\d\d 交给外婆 张某/)).toBeVisible()
      await page.getByRole('button', { name: /^点错了，撤掉.*小禾/ }).click()
      await expect(page.getByText('撤掉了，请重新交接。')).toBeVisible()
      await expect(page.getByRole('heading', { level: 1, name: '还有 3 个孩子没有交接' })).toBeVisible()
    })

    test('to walk home alone a guardian agrees first', async ({ world, own, as, page }) => {
      test.setTimeout(90_000)
      await afternoonOf(world, own)
      await as(`${own}-other`)
      await page.goto('/family/pickup')
      await page.getByRole('link', { name: /^同意孩子自己回家.*给小满/ }).click()
      await looksRight(page, javaScriptEnabled)
      await page.getByRole('button', { name: '同意自己回家' }).click()
      await expect(page.getByRole('alert')).toContainText('同意的话，请勾上。')
      await page.getByRole('checkbox').check()
      await page.getByRole('button', { name: '同意自己回家' }).click()
      await expect(page.getByText(/老师可以让孩子自己走/)).toBeVisible()
      await as(`${own}-teacher`)
      await page.goto('/teacher/handover')
      await expect(page.getByText('可以自己走')).toBeVisible()
      await page.getByRole('link', { name: /^交接.*小满/ }).click()
      await page.getByRole('radio', { name: /自己回家/ }).check()
      await page.getByRole('button', { name: '交好了' }).click()
      await expect(page.getByText(/小满：\d\d:\d\d 自己回家/)).toBeVisible()
    })

    test('a mother writes an allergy under its own consent, and deletes it', async ({ world, own, as, page }) => {
      test.setTimeout(90_000)
      await afternoonOf(world, own)
      await as(`${own}-mother`)
      await page.goto('/family/pickup')
      await page.getByRole('link', { name: /^写过敏和提醒.*给小麦/ }).click()
      await looksRight(page, javaScriptEnabled)
      await page.getByLabel('对什么过敏').fill('花生')
      await page.getByRole('button', { name: '写好了' }).click()
      await expect(page.getByRole('alert')).toContainText('同意的话，请勾上。')
      await page.getByRole('checkbox').check()
      await page.getByRole('button', { name: '写好了' }).click()
      await expect(page.getByText('花生')).toBeVisible()
      await page.getByRole('link', { name: /^改或者删掉.*给小麦/ }).click()
      await page.getByRole('button', { name: '全部删掉' }).click()
      await expect(page.getByText('花生')).toHaveCount(0)
    })
  })
}

test('sessions that are not fully signed out stand first on the school’s page of the day', async ({
  world,
  own,
  as,
  page,
}) => {
  test.setTimeout(90_000)
  const { he } = await afternoonOf(world, own)
  // Given the teacher handed over one child of three
  await as(`${own}-teacher`)
  await page.goto(`/teacher/handover/${he}`)
  await page.getByRole('radio', { name: /妈妈 周某/ }).check()
  await page.getByRole('button', { name: '交好了' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '还有 2 个孩子没有交接' })).toBeVisible()
  // Then the school sees which session is open, and who
  await as(`${own}-admin`)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto('/school')
  await page.getByRole('link', { name: '接送' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '今天还有 2 个孩子没有交接' })).toBeVisible()
  await expect(page.getByText('3 人里 2 人没有交接')).toBeVisible()
  await expect(page.getByRole('row', { name: /小禾.*交给妈妈 周某/ })).toBeVisible()
  await stands(page, '/school/handover')
  // And settles one of them
  await page.getByRole('link', { name: /^补交接.*小满/ }).click()
  await page.getByRole('radio', { name: /妈妈 吴某/ }).check()
  await page.getByRole('button', { name: '交好了' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '今天还有 1 个孩子没有交接' })).toBeVisible()
})

test('strangers open no code, and a code that is none says what to do', async ({ world, own, as, page }) => {
  await afternoonOf(world, own)
  await as(`${own}-mother`)
  expect((await page.goto('/handover/nothing'))?.status()).toBe(403)
  await as(`${own}-teacher`)
  await stands(page, '/handover/nothing', 404)
  await expect(page.getByText('请按名字交接')).toBeVisible()
})
