import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../journey'

const MB = 1024 * 1024
const file = (megabytes: number) => ({
  name: '名单.csv',
  mimeType: 'text/csv',
  buffer: Buffer.alloc(megabytes * MB, 'a'),
})

const places = ['/school/sections-in', '/school/fees-in']
const tooLarge = '文件太大了，最大 16 MB，什么都没有改'

test.describe('a file that is too large', () => {
  test.beforeEach(async ({ world, as, own }) => {
    await world.scenario.school(`${own}s`)
    await world.scenario.staff(`${own}a`, 'school_admin', `${own}s`)
    await as(`${own}a`)
  })

  test('is told before it is sent, and not sent', async ({ page }) => {
    for (const place of places) {
      await page.goto(place)
      const input = page.locator('input[type=file]')
      // The page may still be waking up when the file is chosen.
      await expect(async () => {
        await input.setInputFiles(file(17))
        await expect(page.locator('.err')).toContainText('超过 16 MB', { timeout: 500 })
      }).toPass()
      await expectNoSidewaysScroll(page)
      await expectAccessible(page)
      let sent = 0
      page.on('request', (request) => {
        if (request.method() === 'POST') sent += 1
      })
      await page.locator('form[enctype] button').click()
      expect(sent).toBe(0)
      await input.setInputFiles({ ...file(0), buffer: Buffer.from('甲,乙\n') })
      await expect(page.locator('.err')).toHaveCount(0)
    }
  })

  test('gets its sentence from the server, however it was sent', async ({ page }) => {
    for (const place of places) {
      await page.goto(place)
      const input = page.locator('input[type=file]')
      await input.setInputFiles(file(40))
      await input.evaluate((element: HTMLInputElement) => element.form?.setAttribute('novalidate', ''))
      await page.locator('form[enctype] button').click()
      await expect(page.locator('body')).toContainText(tooLarge)
    }
  })

  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false })

    test('gets its sentence from the server, too', async ({ page }) => {
      for (const place of places) {
        await page.goto(place)
        await page.locator('input[type=file]').setInputFiles(file(40))
        await page.locator('form[enctype] button').click()
        await expect(page.locator('body')).toContainText(tooLarge)
      }
    })
  })
  test('and one that is not is read by the worker of the built server', async ({ page }) => {
    await page.goto('/school/fees-in')
    const sheet = { name: '流水.csv', mimeType: 'text/csv', buffer: Buffer.from('日期,金额(元)\n2026-09-01,=1+1\n') }
    await page.locator('input[type=file]').setInputFiles(sheet)
    await page.locator('form[enctype] button').click()
    await expect(page.locator('body')).toContainText('B2 是公式')
  })
})
