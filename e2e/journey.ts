import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'
import { and, eq } from 'drizzle-orm'
import { DISTRICT, TERM } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore } from '#db/makers/test-store'
import type { Store } from '#db/store'
import { addDays, dayOf, mondayOf, weekdayOf } from '~/shared/day'
import { recomputed, seeFigures } from './figures'
import { type RunningPortal, startPortal } from './portal'

export { expect }

interface World {
  portal: RunningPortal
  store: Store
  scenario: Scenario
}

interface WorkerParts {
  world: World
}

interface TestParts {
  /** A word that no other test of this worker uses: ids made with it do not meet. */
  own: string
  /** Goes on as this account, without going through the sign-in page. */
  as(account: string): Promise<void>
}

let count = 0

/**
 * The portal of a journey goes by the clock on the wall: the term runs around today, and the weeks next to it are weeks
 * of school, so that a journey passes on a holiday as well.
 */
const runTermToday = async (store: Store): Promise<void> => {
  const { term, calendarOverride } = store.tables
  const today = dayOf(Date.now())
  const monday = mondayOf(today)
  const days = Array.from({ length: 21 }, (_, i) => addDays(monday, i - 7))
  await store.transaction(async (tx) => {
    await tx
      .update(term)
      .set({ startsOn: addDays(monday, -28), endsOn: addDays(monday, 83) })
      .where(and(eq(term.district, DISTRICT), eq(term.id, TERM)))
    await tx.insert(calendarOverride).values(
      days.map((day) => ({
        district: DISTRICT,
        day,
        schoolDay: weekdayOf(day) <= 5,
        followsWeekday: null,
        note: '示例',
      })),
    )
  })
}

/**
 * A journey has a running portal, its database, and makers for the people in it. A page that logs an error, throws, or
 * hydrates to something else than what was sent fails the journey that saw it.
 */
export const test = base.extend<TestParts, WorkerParts>({
  world: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the parts from the pattern.
    async ({}, use) => {
      const opened: TestStore = await openTestStore('sqlite')
      const scenario = await startScenario(opened.store)
      await scenario.round()
      await runTermToday(opened.store)
      const portal = await startPortal(opened.url)
      await use({ portal, store: opened.store, scenario })
      await portal.stop()
      await opened.drop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  own: async ({}, use, info) => {
    count += 1
    await use(`w${info.workerIndex}t${count}`)
  },
  baseURL: async ({ world }, use) => use(world.portal.origin),
  context: async ({ context }, use) => {
    const complaints: string[] = []
    context.on('weberror', (error) => complaints.push(String(error.error())))
    context.on('console', (message) => {
      // A refused form is an answer of the portal; Chromium reports its status as an error of the page.
      const refused = /the server responded with a status of 4\d\d/.test(message.text())
      if (message.type() === 'error' && !refused) complaints.push(`${message.page()?.url()}: ${message.text()}`)
    })
    const figures = seeFigures(context)
    await use(context)
    expect(complaints, 'nothing is reported as an error by a page').toEqual([])
    const unproven = [...(await figures())].filter((name) => !recomputed().has(name))
    expect(unproven, 'every figure seen has a test that recomputes it from rows').toEqual([])
  },
  as: async ({ world, context }, use) => {
    await use(async (account) => {
      const pair = await world.scenario.signIn(account, { origin: world.portal.origin })
      const [name = '', value = ''] = pair.split('=')
      await context.clearCookies({ name })
      await context.addCookies([{ name, value, url: world.portal.origin }])
    })
  },
})

/** What axe finds on the page as it stands, one line a rule. */
const accessFindings = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

/** No finding of axe on the page as it stands. */
export const expectAccessible = async (page: Page): Promise<void> => {
  expect(await accessFindings(page)).toEqual([])
}

/** Nothing stands out of the page at the side. */
export const expectNoSidewaysScroll = async (page: Page): Promise<void> => {
  const { wide, seen } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    seen: document.documentElement.clientWidth,
  }))
  expect(wide).toBeLessThanOrEqual(seen)
}

/** The page of an address is what it should be: found (or not), whole, nothing for axe, nothing that scrolls sideways. */
export const stands = async (page: Page, address: string, status = 200): Promise<void> => {
  const answer = await page.goto(address)
  expect(answer?.status(), address).toBe(status)
  expect.soft(await accessFindings(page), address).toEqual([])
  const out = await page.evaluate(() => {
    const seen = document.documentElement.clientWidth
    return document.documentElement.scrollWidth > seen ? `${document.documentElement.scrollWidth} in ${seen}` : ''
  })
  expect.soft(out, `${address} scrolls sideways`).toBe('')
  // A Chinese character cut in two on its way arrives as this sign.
  const text = (await answer?.text()) ?? ''
  expect.soft(text.includes('\ufffd') || text.includes('\0'), `${address} has a broken character`).toBe(false)
}

const LARGEST_PICTURE = 300_000

/** Takes a picture for the README, in docs/pictures; every run makes them anew. */
export const take = async (page: Page, name: string): Promise<void> => {
  const path = resolve('docs/pictures', `${name}.png`)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await page.screenshot({ path, animations: 'disabled' })
  expect((await stat(path)).size, `${name}.png`).toBeLessThan(LARGEST_PICTURE)
}
