import type { Page } from '@playwright/test'
import { momentInWords } from '~/shared/day'
import { expect, expectAccessible, test } from '../journey'
import { expectSound, type Made, runningNow, statesOf } from './family-world'

const OPENS_IN_MS = 20_000
const UNTIL_OPEN = { timeout: 40_000 }

test.describe('in a browser', () => {
  test('the button turns green by itself when the round opens; before, a press is refused and nothing is lost', async ({
    world,
    own,
    as,
    page,
  }) => {
    // Given a round that opens in a few seconds, and a course in the basket already
    const { child, section, opensAt } = await aboutToOpen(world, own)
    await as(`${child}-mother`)
    await page.goto('/')
    await expect(page.getByText(/现在可以先放进篮子/)).toBeVisible()
    await page.getByRole('button', { name: '给小禾选面食工坊' }).click()
    await page.getByRole('link', { name: '去核对' }).click()

    // Then the button says when, and the seconds go down without a reload
    const early = page.getByRole('button', { name: `${momentInWords(opensAt)} 开始报名` })
    await expect(early).toBeDisabled()
    await expectAccessible(page)
    const left = page.locator('.left-time')
    const seconds = async (): Promise<number> => Number(/还有 (\d+) 秒/.exec((await left.textContent()) ?? '')?.[1])
    const first = await seconds()
    expect(first).toBeGreaterThan(0)
    await expect.poll(seconds).toBeLessThan(first)

    // When somebody presses it all the same, from a page of her own
    const other = await page.context().newPage()
    await other.goto('/basket')
    await pressAnyway(other)

    // Then she reads why not, and the course stays in the basket
    await expectRefused(other, opensAt)
    expect(await statesOf(world, [child])).toEqual({})
    await other.close()

    // When the moment comes
    await page.evaluate(() => document.body.setAttribute('data-same-page', 'yes'))
    const press = page.getByRole('button', { name: '确认报名', exact: true })
    await expect(press).toBeEnabled(UNTIL_OPEN)

    // Then it is the same page, and one press is enough
    await expect(page.locator('body')).toHaveAttribute('data-same-page', 'yes')
    await press.click()
    await expect(page.getByRole('heading', { name: '报上了 1 门' })).toBeVisible()
    expect(await statesOf(world, [child])).toEqual({ [`${child} ${section}`]: 'enrolled' })
    await expectSound(world)
  })
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the page says when the round opens; a press before is refused with a sentence; after it, a reload is enough', async ({
    world,
    own,
    as,
    page,
  }) => {
    // Given a round that opens in a few seconds, and a course in the basket already
    const { child, section, opensAt } = await aboutToOpen(world, own)
    await as(`${child}-mother`)
    await page.goto('/')
    await page.getByRole('button', { name: '给小禾选面食工坊' }).click()
    await page.getByRole('link', { name: '去核对' }).click()
    await expect(page.getByRole('button', { name: `${momentInWords(opensAt)} 开始报名` })).toBeDisabled()
    await expect(page.getByText('没有变就自己刷新一下。')).toBeVisible()

    // When it is pressed before
    await pressAnyway(page)

    // Then she reads why not, and the course stays in the basket
    await expectRefused(page, opensAt)
    expect(await statesOf(world, [child])).toEqual({})

    // When she reloads after the moment
    await expect(async () => {
      await page.goto('/basket')
      await expect(page.getByRole('button', { name: '确认报名', exact: true })).toBeEnabled({ timeout: 500 })
    }).toPass(UNTIL_OPEN)
    await page.getByRole('button', { name: '确认报名', exact: true }).click()

    // Then she has the place
    await expect(page.getByRole('heading', { name: '报上了 1 门' })).toBeVisible()
    expect(await statesOf(world, [child])).toEqual({ [`${child} ${section}`]: 'enrolled' })
    await expectSound(world)
  })
})

const aboutToOpen = async (
  { scenario }: Made,
  own: string,
): Promise<{ child: string; section: string; opensAt: number }> => {
  const school = await scenario.school(own, { name: `${own}小学（示例）` })
  const child = `${own}-he`
  await scenario.child(child, { school, name: '小禾' })
  await scenario.guardian(`${child}-mother`, [child])
  const section = await scenario.section(`${own}-dough`, { school, slots: [12], title: '面食工坊', ...runningNow() })
  const opensAt = Date.now() + OPENS_IN_MS
  await scenario.round({ id: `${own}-round`, school, opensAt })
  return { child, section, opensAt }
}

/** A thumb that is quicker than the button: the form goes out as the page holds it. */
const pressAnyway = async (page: Page): Promise<void> => {
  const button = page.getByRole('button', { name: /开始报名/ })
  await button.evaluate((element) => {
    element.removeAttribute('disabled')
    element.removeAttribute('aria-disabled')
  })
  await button.click()
}

const expectRefused = async (page: Page, opensAt: number): Promise<void> => {
  await expect(page.getByRole('heading', { name: '没报上 1 门' })).toBeVisible()
  await expect(page.getByText(`报名还没开始，${momentInWords(opensAt)} 开始。`)).toBeVisible()
  await page.getByRole('link', { name: '还在篮子里' }).click()
  await expect(page.getByRole('heading', { name: '核对一下再交' })).toBeVisible()
  await expect(page.getByRole('link', { name: '面食工坊', exact: true })).toBeVisible()
}
