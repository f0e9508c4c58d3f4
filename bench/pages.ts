import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { launch } from 'chrome-launcher'
import { and, eq } from 'drizzle-orm'
import lighthouse, { type Result } from 'lighthouse'
import { chromium } from 'playwright'
import { DISTRICT } from '#db/makers/rows'
import { openTestStore, type TestStore } from '#db/makers/test-store'
import { demoAccounts, seedDemo } from '#db/seed'
import { openSession, sessionCookie } from '~/people/index.server'
import { systemClock } from '~/shared/clock'
import { pathTo } from '~/site'
import { startPortal } from '../e2e/portal'
import { median } from './median'

const RUNS = 3
/** trust.md §4, gzipped, on slow 4G with a processor four times as slow; a phone of 360 px. */
const budget = { html: 20, css: 12, js: 130, requests: 12, lcp: 2_000, tbt: 200, cls: 0.05 }
type Measure = keyof typeof budget
const heads: Record<Measure, string> = {
  html: 'HTML KB',
  css: 'CSS KB',
  js: 'JS KB',
  requests: 'requests',
  lcp: 'LCP ms',
  tbt: 'TBT ms',
  cls: 'CLS',
}

interface NetworkRequest {
  url: string
  resourceType?: string
  transferSize?: number
  finished?: boolean
}

const measuresOf = (result: Result): Record<Measure, number> => {
  const details = result.audits['network-requests']?.details
  const items = (details && 'items' in details ? details.items : []) as unknown as NetworkRequest[]
  // What the page asked for itself; Lighthouse asks for robots.txt and the like on its own account.
  const asked = items.filter(({ url, resourceType }) => !url.startsWith('data:') && resourceType !== 'Other')
  const kilobytes = (type: string): number =>
    asked.filter((one) => one.resourceType === type).reduce((sum, one) => sum + (one.transferSize ?? 0), 0) / 1024
  const number = (audit: string): number => result.audits[audit]?.numericValue ?? Number.NaN
  return {
    html: kilobytes('Document'),
    css: kilobytes('Stylesheet'),
    js: kilobytes('Script'),
    requests: asked.length,
    lcp: number('largest-contentful-paint'),
    tbt: number('total-blocking-time'),
    cls: number('cumulative-layout-shift'),
  }
}

const build = (): Promise<void> =>
  new Promise((done, failed) => {
    const child = spawn(process.execPath, ['app/server/commands/build.mjs'], { stdio: 'inherit' })
    child.once('exit', (code) => (code === 0 ? done() : failed(new Error('the build failed'))))
  })

const findChromium = (): string =>
  [process.env.CHROMIUM, '/usr/bin/chromium', chromium.executablePath()].find((file) => file && existsSync(file)) ?? ''

const shownIn = (measure: Measure, value: number): string =>
  measure === 'cls' ? value.toFixed(3) : measure === 'requests' ? String(value) : value.toFixed(value < 100 ? 1 : 0)

/** The first section of the family's own school, as its shelf shows it. */
const anySection = async ({ store }: TestStore, school: string): Promise<string> => {
  const { section } = store.tables
  const [row] = await store.db
    .select({ id: section.id })
    .from(section)
    .where(
      and(
        eq(section.district, DISTRICT),
        eq(section.school, school),
        eq(section.state, 'published'),
        eq(section.base, false),
      ),
    )
    .limit(1)
  if (!row) throw new Error('the demo has no published section')
  return row.id
}

const motherOf = async ({ store }: TestStore) => {
  const { account, guardianship, pupil } = store.tables
  const phone = demoAccounts[0]?.login ?? ''
  const [row] = await store.db
    .select({ id: account.id, school: pupil.school })
    .from(account)
    .innerJoin(guardianship, and(eq(guardianship.district, DISTRICT), eq(guardianship.account, account.id)))
    .innerJoin(pupil, and(eq(pupil.district, DISTRICT), eq(pupil.id, guardianship.pupil)))
    .where(and(eq(account.district, DISTRICT), eq(account.phone, phone)))
    .limit(1)
  if (!row) throw new Error('the demo has no mother')
  return row
}

/** What a parent's phone has to load and wait for, page by page, against the budget: the median of three runs each. */
export const run = async (): Promise<void> => {
  await build()
  const opened = await openTestStore('sqlite')
  const chrome = await launch({
    chromePath: findChromium(),
    chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'],
    logLevel: 'silent',
  })
  const stops: (() => Promise<void>)[] = [opened.drop]
  try {
    await seedDemo({ store: opened.store, clock: systemClock, progress: () => undefined })
    const portal = await startPortal(opened.url)
    stops.unshift(portal.stop)
    const mother = await motherOf(opened)
    const context = { store: opened.store, clock: systemClock, district: DISTRICT }
    const token = await opened.store.transaction((tx) =>
      openSession(context, tx, { account: mother.id, device: 'bench', oldToken: null }),
    )
    const cookie = String(sessionCookie(portal.origin, token, 0).split(';')[0])
    const pages = {
      shelf: pathTo('shelf'),
      section: pathTo('section', { section: await anySection(opened, mother.school) }),
      household: pathTo('family'),
      week: pathTo('week'),
    }
    const measures = Object.keys(budget) as Measure[]
    const line = (cells: string[]): void =>
      console.log(cells.map((cell, i) => cell.padStart(i ? 10 : 0).padEnd(i ? 0 : 11)).join(' '))
    line(['page', ...measures.map((measure) => heads[measure])])
    line(['budget', ...measures.map((measure) => shownIn(measure, budget[measure]))])
    for (const [name, path] of Object.entries(pages)) {
      const runs: Record<Measure, number>[] = []
      for (let i = 0; i < RUNS; i++) {
        const measured = await lighthouse(`${portal.origin}${path}`, {
          port: chrome.port,
          logLevel: 'silent',
          onlyCategories: ['performance'],
          extraHeaders: { Cookie: cookie },
        })
        if (!measured) throw new Error(`${name} could not be measured`)
        if (measured.lhr.runtimeError) throw new Error(measured.lhr.runtimeError.message)
        runs.push(measuresOf(measured.lhr))
      }
      const middle = (measure: Measure): number => median(runs.map((one) => one[measure]))
      line([
        name,
        ...measures.map((measure) => {
          const value = middle(measure)
          return `${shownIn(measure, value)}${value > budget[measure] ? ' !' : ''}`
        }),
      ])
    }
    console.log('! above the budget')
  } finally {
    chrome.kill()
    for (const stop of stops) await stop()
  }
}
