import { DISTRICT } from '#db/makers/rows'
import { startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { loadShelf, readShelfFilters } from '~/courses/index.server'
import { systemClock } from '~/shared/clock'
import { analyse } from './analyse'
import { measure, printRatios, type Side } from './median'

const SIZES = [60, 2_000] as const
const ROUNDS = 9
const PAGES_A_ROUND = 20

const prepare = async (opened: TestStore, sections: number): Promise<void> => {
  const scenario = await startScenario(opened.store)
  await scenario.school('s')
  await scenario.round()
  for (let i = 0; i < sections; i++) {
    const slot = ((i % 5) + 1) * 10 + 1 + (i % 2)
    await scenario.section(`x${i}`, {
      school: 's',
      slots: [slot],
      title: `课程${i}`,
      searchText: `课程${i} kecheng kc`,
    })
  }
  await analyse(opened.url)
}

const shelfSide = (name: string, { store }: TestStore, query: string): Side => ({
  name,
  run: async () => {
    const context = { store, clock: systemClock, district: DISTRICT }
    const start = performance.now()
    for (let i = 0; i < PAGES_A_ROUND; i++) {
      const view = await loadShelf(context, null, readShelfFilters(new URLSearchParams(query)), false)
      if (!view.stocked) throw new Error('the shelf of the bench is empty')
    }
    return { units: PAGES_A_ROUND, ms: performance.now() - start }
  },
})

const asked = { 'by weekday': 'school=s', 'one day, places left': 'school=s&day=2&left=1', searched: 'school=s&q=kc' }

/** What a visitor's shelf costs with 2,000 sections against 60: loading it, in each of the ways it is asked for. */
export const run = async (): Promise<void> => {
  for (const engine of testEngines) {
    const opened: TestStore[] = []
    try {
      for (const size of SIZES) {
        const made = await openTestStore(engine)
        opened.push(made)
        await prepare(made, size)
      }
      for (const [way, query] of Object.entries(asked)) {
        const sides = opened.map((one, i) => shelfSide(`${SIZES[i]} sections`, one, query))
        const speeds = await measure(sides, ROUNDS)
        printRatios(`${engine}, shelf ${way}`, speeds, `${SIZES[0]} sections`)
        const few = speeds.get(`${SIZES[0]} sections`) ?? Number.NaN
        const many = speeds.get(`${SIZES[1]} sections`) ?? Number.NaN
        console.log(`  time with ${SIZES[1]} ÷ time with ${SIZES[0]}: ${(few / many).toFixed(2)}`)
      }
    } finally {
      for (const one of opened) await one.drop()
    }
  }
}
