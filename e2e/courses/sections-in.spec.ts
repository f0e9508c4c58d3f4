import { randomFillSync } from 'node:crypto'
import sharp from 'sharp'
import { DISTRICT, servicePeriodRow, termRow } from '#db/makers/rows'
import { addDays, dayOf } from '~/shared/day'
import { workbookOf } from '~/shared/sheet/write-sheet.server'
import { expect, stands, test } from '../journey'
import { type Made, runningNow } from './family-world'

const HEADS =
  '课程名称 班号 类别 简介 要带的东西 每次做什么 年级 时间 教室 授课教师 最少人数 名额 每次课费(元) 材料费(元) 开课日 结课日 截止换课日'.split(
    ' ',
  )

/** A school with an administrator, a course of an earlier term, and nothing in this one. */
const emptySchool = async ({ scenario, store }: Made, own: string): Promise<string> => {
  const school = await scenario.school(own, { name: `柳岸小学（${own}）` })
  await scenario.child(`${own}-child`, { school })
  await scenario.staff(`${own}-admin`, 'school_admin', school)
  const before = { startsOn: addDays(dayOf(Date.now()), -200), endsOn: addDays(dayOf(Date.now()), -80) }
  await store.transaction(async (tx) => {
    const { term, servicePeriod } = store.tables
    await tx.insert(term).values([termRow({ district: DISTRICT, id: `earlier-${own}`, name: '上一学期', ...before })])
    await tx.insert(servicePeriod).values([servicePeriodRow({ term: `earlier-${own}`, school, number: 3 })])
  })
  const earlier = { term: `earlier-${own}`, ...before, cutOffOn: before.endsOn }
  await scenario.section(`${own}-noodle`, { school, slots: [12], title: '面食工坊', ...earlier })
  await scenario.section(`${own}-chess`, { school, slots: [22, 43], title: '围棋', category: 'mind', ...earlier })
  return school
}

const workbook = (lines: Record<string, string>[]): Promise<Buffer> => {
  const { endsOn, cutOffOn } = runningNow()
  const startsOn = dayOf(Date.now())
  const usual: Record<string, string> = {
    类别: '美术',
    简介: '用木板刻一幅泉城的画。',
    每次做什么: '1–4：认识刻刀',
    年级: '四到六年级',
    时间: '周二 第2时段、周四 第2时段',
    教室: '美术室',
    授课教师: '林老师（示例）',
    最少人数: '2',
    名额: '3',
    '每次课费(元)': '3',
    '材料费(元)': '0',
    开课日: startsOn,
    结课日: endsOn,
    截止换课日: cutOffOn,
  }
  const rows = lines.map((line) => HEADS.map((head) => ({ ...usual, ...line })[head] ?? null))
  return workbookOf([{ name: '课程', columns: HEADS.map((head) => ({ head })), rows }])
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

for (const [device, width] of Object.entries({ 'a phone': 360, 'a desk': 1440 })) {
  test(`a school opens its term from a sheet and from an earlier term on ${device}`, async ({
    world,
    own,
    as,
    page,
  }) => {
    test.setTimeout(120_000)
    await page.setViewportSize({ width, height: 900 })
    await emptySchool(world, own)
    await as(`${own}-admin`)
    const shot = async (name: string): Promise<void> => {
      const folder = process.env.PICTURES
      if (folder)
        await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true, animations: 'disabled' })
    }
    // When it sends a sheet with five different errors
    await stands(page, '/school')
    await page.getByRole('link', { name: '用表格开课' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('用表格开课')
    await stands(page, '/school/sections-in')
    await shot('sections-in')
    const wrong = await workbook([
      { 课程名称: '版画' },
      { 课程名称: '合唱', 类别: '烹饪' },
      { 课程名称: '围棋', 时间: '周一 第4时段' },
      { 课程名称: '足球', 授课教师: '王老师' },
      { 课程名称: '剪纸', '每次课费(元)': '三块' },
      { 课程名称: '戏剧', 开课日: '开学后' },
    ])
    await page.getByLabel('课程表格').setInputFiles({ name: '课程.xlsx', mimeType: XLSX, buffer: wrong })
    await page.getByRole('button', { name: '读一遍给我看' }).click()
    // Then each has its sentence, and there is nothing to press
    await expect(page.getByText('有 5 行不对，一行都还没有改')).toBeVisible()
    for (const sentence of [
      '“烹饪”不是类别',
      '“周一 第4时段”学校没有',
      '名单里没有“王老师”',
      '写成元',
      '“开学后”不是日历上的日期',
    ])
      await expect(page.getByText(sentence)).toBeVisible()
    await expect(page.getByRole('button', { name: /照这样办/ })).toHaveCount(0)
    await stands(page, new URL(page.url()).pathname)
    await shot('preview-wrong')
    // When it sends a better one
    await page.goto('/school/sections-in')
    const right = await workbook([
      { 课程名称: '版画' },
      { 课程名称: '合唱', 类别: '音乐', 时间: '周五 第2时段', 教室: '音乐室' },
    ])
    await page.getByLabel('课程表格').setInputFiles({ name: '课程.xlsx', mimeType: XLSX, buffer: right })
    await page.getByRole('button', { name: '读一遍给我看' }).click()
    await shot('preview-right')
    await page.getByRole('button', { name: '照这样办：新开 2 门' }).click()
    await expect(page.getByText('办好了：新开 2 门，改了 0 门')).toBeVisible()
    // And takes over what it had before
    await stands(page, '/school/copy')
    await shot('copy')
    await page.getByRole('button', { name: '照搬勾上的课' }).click()
    await expect(page.getByText('1 门课有没搬过来的，请改一改')).toBeVisible()
    await expect(page.getByText('周四 第3时段这学期没有这个时段，没有搬过来。')).toBeVisible()
    await stands(page, new URL(page.url()).pathname)
    await shot('copied')
    await page.goto('/school')
    for (const name of ['版画', '合唱', '面食工坊', '围棋']) await expect(page.getByText(name).first()).toBeVisible()
    await shot('desk')
    // And its own sheet comes back unchanged
    await page.goto('/school/sections-in')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载这学期的 4 门课' }).click(),
    ])
    await page.getByLabel('课程表格').setInputFiles(
      await download.path().then(async (path) => {
        const { readFile } = await import('node:fs/promises')
        return { name: '课程.xlsx', mimeType: XLSX, buffer: await readFile(path) }
      }),
    )
    await page.getByRole('button', { name: '读一遍给我看' }).click()
    await expect(page.getByText('表里的课和学校现在的一样，没有要办的。')).toBeVisible()
  })

  test(`a school puts a photograph on a course on ${device}`, async ({ world, own, as, page }) => {
    await page.setViewportSize({ width, height: 900 })
    const school = await emptySchool(world, own)
    await world.scenario.section(`${own}-now`, { school, slots: [12], title: '面食工坊', ...runningNow() })
    await as(`${own}-admin`)
    const at = `/school/sections/${own}-now`
    await stands(page, at)
    // A program is told from a picture
    const program = {
      name: 'a.png',
      mimeType: 'image/png',
      buffer: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(99)]),
    }
    await page.getByLabel('换一张照片').setInputFiles(program)
    await page.getByRole('button', { name: '用这张照片' }).click()
    await expect(page.locator('#cover-error')).toContainText('这是程序，不能用')
    // A photograph is taken
    const raw = randomFillSync(Buffer.alloc(40 * 30 * 3))
    const photo = await sharp(raw, { raw: { width: 40, height: 30, channels: 3 } })
      .resize(1600, 1200)
      .jpeg()
      .toBuffer()
    await page.getByLabel('换一张照片').setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: photo })
    await page.getByRole('button', { name: '用这张照片' }).click()
    await expect(page.getByText('现在用的是交上来的照片。')).toBeVisible()
    await stands(page, at)
    const picture = page.locator('.coverbox img')
    await picture.scrollIntoViewIfNeeded()
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(480)
    if (process.env.PICTURES)
      await page.screenshot({ path: `${process.env.PICTURES}/cover-${width}.png`, fullPage: true })
    // Families see it
    await page.goto(`/sections/${own}-now`)
    await expect
      .poll(() => page.locator('.stage img').evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBe(1200)
    if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/section-${width}.png` })
    await page.goto(`/?school=${school}`)
    await expect(page.locator('.ware img').first()).toBeVisible()
    if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/shelf-${width}.png` })
    // And the drawn one comes back
    await page.goto(at)
    await page.getByRole('button', { name: '用画的封面' }).click()
    await expect(page.getByText('现在用的是画的封面')).toBeVisible()
    await expect(page.locator('.coverbox img')).toHaveCount(0)
  })
}
