import { randomBytes } from 'node:crypto'
import type { APIResponse, Page } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { DISTRICT } from '#db/makers/rows'
import { verifyAudit } from '~/shared/audit.server'
import { expect, test } from '../journey'
import { expectSound, type Made, queue, runningNow, seat } from './family-world'

const NOT_YOURS = '这不是您家的孩子。'
const NOT_HERE = '没有这一页，可能是地址抄错了。'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'in a browser' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test("a parent tries another's child in every address and form: refused, and nothing is written", async ({
      world,
      own,
      as,
      page,
    }) => {
      // Given two families of one class; the other one has a course, a place in line, a slip and a calendar
      const { scenario, portal } = world
      const school = await scenario.school(own, { name: `${own}小学（示例）` })
      const [mine, theirs] = [`${own}-mine`, `${own}-theirs`]
      await scenario.child(mine, { school, name: '小禾' })
      await scenario.child(theirs, { school, name: '小鱼' })
      await scenario.guardian(`${mine}-mother`, [mine])
      await scenario.guardian(`${theirs}-mother`, [theirs])
      const course = (name: string, slot: number, title: string, capacity = 20) =>
        scenario.section(`${own}-${name}`, { school, slots: [slot], title, capacity, ...runningNow() })
      const [dough, choir, chess] = [
        await course('dough', 12, '面食工坊'),
        await course('choir', 22, '合唱团', 1),
        await course('chess', 32, '围棋'),
      ]
      await scenario.child(`${own}-singer`, { school })
      await seat(world, dough, [theirs])
      await seat(world, choir, [`${own}-singer`])
      await queue(world, choir, [theirs])
      await as(`${theirs}-mother`)
      await page.goto(`/sections/${chess}`)
      await page.getByRole('button', { name: /^报这门课/ }).click()
      await page.getByRole('link', { name: '去核对' }).click()
      await page.getByRole('button', { name: '确认报名', exact: true }).click()
      const slip = new URL(page.url()).pathname
      expect(slip).toMatch(/^\/enrolled\/TQ/)
      await page.goto('/week')
      await page.getByRole('button', { name: '生成日历地址' }).click()
      const feed = ((await page.locator('.feed').textContent()) ?? '').trim()
      const before = await rowsOf(world)

      // When the mother of the one opens what belongs to the other
      await as(`${mine}-mother`)
      for (const address of [
        `/family/${theirs}/${dough}`,
        `/family/${theirs}/${dough}?ask=withdraw`,
        `/family/${theirs}/${dough}?to=${chess}`,
        `/family/${theirs}/${choir}`,
        `/family/${theirs}/nothing`,
      ]) {
        // Then it is not shown
        const answer = await page.goto(address)
        expect(answer?.status(), address).toBe(403)
        await expect(page.getByText(NOT_YOURS)).toBeVisible()
        await expect(page.getByText('小鱼')).toHaveCount(0)
      }
      const foreignSlip = await page.goto(slip)
      expect(foreignSlip?.status()).toBe(404)
      await expect(page.getByText(NOT_HERE)).toBeVisible()
      await expect(page.getByText('围棋')).toHaveCount(0)

      // And where an address names a child, hers is shown instead
      for (const address of [`/?child=${theirs}`, `/?child=${theirs}&day=3`, `/sections/${chess}?child=${theirs}`]) {
        const answer = await page.goto(address)
        expect(answer?.status(), address).toBe(200)
        await expect(page.getByText('小禾').first()).toBeVisible()
        await expect(page.getByText('小鱼')).toHaveCount(0)
      }

      // When she changes the forms of her own pages to name the other child
      await page.goto(`/sections/${chess}`)
      await setValue(page, 'button[name=put]', `${theirs}:${chess}`)
      await page.getByRole('button', { name: /^报这门课/ }).click()
      await expect(page.getByText(NOT_YOURS)).toBeVisible()
      expect(await rowsOf(world)).toEqual(before)

      // And posts by hand whatever a form of the portal could send
      const key = (): string => randomBytes(18).toString('base64url')
      const post = (address: string, fields: Record<string, string>): Promise<APIResponse> =>
        page.request.post(address, { headers: { origin: portal.origin }, form: fields, maxRedirects: 0 })
      for (const [intent, section, more] of [
        ['withdraw', dough, {}],
        ['withdraw', choir, {}],
        ['transfer', dough, { to: chess }],
        ['transfer', chess, { to: dough }],
        ['accept', choir, {}],
        ['swap', choir, {}],
        ['decline', choir, {}],
        ['days', dough, { slots: '12' }],
      ] as const) {
        for (const address of [`/family/${theirs}/${section}`, `/family/${theirs}/${section}.data`]) {
          const answer = await post(address, { intent, key: key(), ...more })
          expect(answer.status(), `${intent} ${address}`).toBe(403)
          expect(await answer.text()).toContain(NOT_YOURS)
        }
      }
      for (const name of ['put', 'take']) {
        const answer = await post('/basket', { [name]: `${theirs}:${choir}` })
        // Taking out what is not in her basket is no harm, and tells nothing.
        expect(answer.status(), name).toBe(name === 'put' ? 403 : 303)
      }

      // Then nothing of it is written
      expect(await rowsOf(world)).toEqual(before)
      expect((await page.request.get(`/family/${theirs}/${dough}.data`)).status()).not.toBe(200)
      expect(await (await page.request.get(`${slip}.data`)).text()).not.toContain('围棋')

      // When she slips the other child into the press of her own basket
      await page.goto(`/sections/${dough}`)
      await page.getByRole('button', { name: /^报这门课/ }).click()
      await page.getByRole('link', { name: '去核对' }).click()
      const shopped = await rowsOf(world)
      await setValue(page, 'input[name=line]', `${theirs}:${choir}`)
      await page.getByRole('button', { name: '确认报名', exact: true }).click()

      // Then that line is refused: no place, no queue, no name, and her own stays in the basket
      await expect(page.getByRole('heading', { name: '没报上 1 门' })).toBeVisible()
      await expect(page.getByText(NOT_YOURS)).toBeVisible()
      await expect(page.getByText('小鱼')).toHaveCount(0)
      expect(await rowsOf(world)).toEqual(shopped)
      const byHand = await post('/enrol', { key: key(), line: `${theirs}:${choir}`, wait: `${theirs}:${choir}` })
      expect(byHand.status()).toBe(303)
      expect(await rowsOf(world)).toEqual(shopped)
      await page.goto('/basket')
      await expect(page.getByRole('link', { name: '面食工坊', exact: true })).toBeVisible()

      // And a calendar opens by its own secret only: hers holds her child, the other's is worth nothing once renewed
      await page.goto('/week')
      await page.getByRole('button', { name: '生成日历地址' }).click()
      const ownFeed = ((await page.locator('.feed').textContent()) ?? '').trim()
      expect(await (await page.request.get(ownFeed)).text()).not.toContain('小鱼')
      expect(await (await page.request.get(feed)).text()).toContain('小鱼')
      expect((await page.request.get(`/calendar/${theirs}`)).status()).toBe(404)
      expect((await page.request.get(`${feed.slice(0, -1)}${feed.endsWith('A') ? 'B' : 'A'}`)).status()).toBe(404)
      await as(`${theirs}-mother`)
      await page.goto('/week')
      await page.getByRole('button', { name: '换一个地址，旧的作废' }).click()
      await expect(page.locator('.feed')).not.toHaveText(feed)
      expect((await page.request.get(feed)).status()).toBe(404)
      await expectSound(world)
      expect((await verifyAudit(world.store, DISTRICT)).brokenAt).toBeNull()
    })
  })
}

/** What a person with the browser's tools could write into a form. */
const setValue = (page: Page, element: string, value: string): Promise<void> =>
  page
    .locator(element)
    .first()
    .evaluate((field, wanted) => field.setAttribute('value', wanted), value)

/** Everything of places and baskets, row by row. */
const rowsOf = async ({ store }: Made) => {
  const { enrolment, heldSlot, seatCount, basketLine } = store.tables
  const { db } = store
  return {
    enrolments: await db.select().from(enrolment).where(eq(enrolment.district, DISTRICT)),
    slots: await db.select().from(heldSlot).where(eq(heldSlot.district, DISTRICT)),
    seats: await db.select().from(seatCount).where(eq(seatCount.district, DISTRICT)),
    baskets: await db.select().from(basketLine).where(eq(basketLine.district, DISTRICT)),
  }
}
