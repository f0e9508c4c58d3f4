import { expect, test } from '../journey'
import { shortStreet } from './short-street'

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'in a browser' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled, viewport: { width: 1440, height: 900 } })

    test('places are written down, counted from 1 September, and taken back with a reason', async ({
      world,
      own,
      as,
      page,
    }) => {
      // Given a street whose 初中 has 240 places
      const given = await shortStreet(world, own)
      await as(given.officer)
      await page.goto(`/bureau/capacity?street=${given.code}`)
      const street = page.getByRole('table', { name: /每个街道多少标准学位/u }).getByRole('row', { name: given.name })
      await expect(street.getByRole('cell').nth(2)).toHaveText('240')

      // When an officer writes down 60 more from 2 September of next year, first without a number
      await page.getByText('记一条变动').click()
      const form = page.locator('#add')
      await form.getByLabel('街道').selectOption(given.name)
      await form.getByLabel('学段').selectOption('初中')
      await form.getByLabel('从哪天起能用').fill(`${given.autumn + 1}-09-02`)
      await form.getByLabel('原因').fill('租了隔壁的楼，纪要第 3 号')
      await form.getByRole('button', { name: '记下来' }).click()
      await expect(page.getByRole('alert')).toContainText('写 1 到 20,000 的整数')
      await form.getByLabel('学位数').fill('60')
      await form.getByRole('button', { name: '记下来' }).click()

      // Then they count a year later than those of 1 September would
      await expect(page.getByRole('row', { name: /租了隔壁的楼/u })).toContainText('这年不算')
      await page.goto(`/bureau/capacity?street=${given.code}&year=${given.autumn + 1}`)
      await expect(street.getByRole('cell').nth(2)).toHaveText('240')
      await page.goto(`/bureau/capacity?street=${given.code}&year=${given.autumn + 2}`)
      await expect(street.getByRole('cell').nth(2)).toHaveText('300')

      // When the line is taken back
      const line = page.getByRole('row', { name: /租了隔壁的楼/u })
      await line.getByRole('link', { name: /撤回/u }).click()
      await page.getByLabel('为什么撤回').fill('楼没有租成')
      await page.getByRole('button', { name: '撤回这条' }).click()

      // Then both lines stand, neither counts, and the log knows why
      await expect(line).toContainText('已撤回')
      await expect(page.getByRole('row', { name: /楼没有租成/u })).toContainText('撤回了一条')
      await page.goto(`/bureau/capacity?street=${given.code}&year=${given.autumn + 2}`)
      await expect(street.getByRole('cell').nth(2)).toHaveText('240')
      await page.goto('/bureau/places/log')
      await expect(page.getByRole('row', { name: /楼没有租成/u }).first()).toBeVisible()
    })
  })
