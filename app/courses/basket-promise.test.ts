import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { loadActor } from '~/people/index.server'
import { fixedClock } from '~/shared/clock'
import { instantOf } from '~/shared/day'
import { type BasketView, basketView } from './basket-view.server'
import type { EnrolmentDesk } from './enrolment'
import { openEnrolmentDesk } from './enrolment-desk.server'
import { readEnrolmentForm, readLine, writeLine } from './enrolment-form'
import { loadBasket } from './load-basket.server'
import { pressEnrol } from './press-enrol.server'
import { putInBasket } from './put-in-basket.server'

const NOW = instantOf('2026-09-03', '10:00')
const ORIGIN = 'https://portal.example'
const LIMIT = 2
let presses = 0
const newKey = (): string => `press-${String(presses++).padStart(12, '0')}`

const slot = fc.constantFrom(12, 22, 32, 42)
const anyShelf = fc.array(
  fc.record({
    slots: fc.uniqueArray(slot, { minLength: 1, maxLength: 2 }),
    free: fc.nat({ max: 3 }),
    waiting: fc.nat({ max: 2 }),
  }),
  { minLength: 1, maxLength: 7 },
)

/** What a browser sends of the page as it stands; of each clash the course at `pick`. */
const fieldsOf = (view: BasketView, pick: number): [string, string][] => [
  ['key', view.key],
  ...view.bills.flatMap(({ lines, clashes }) => [
    ...lines.filter(({ sent }) => sent).map(({ line }): [string, string] => ['line', line]),
    ...lines.filter(({ sent, alsoWait }) => sent && alsoWait).map(({ line }): [string, string] => ['wait', line]),
    ...clashes.flatMap(({ id, lines: of }) => [
      ...of.map(({ line }): [string, string] => [`clash.${id}`, line]),
      ...of.map(({ line }): [string, string] => ['wait', line]),
      [`settle.${id}`, of[pick % of.length]?.line ?? ''] as [string, string],
    ]),
  ]),
]

describe.each(testEngines)('what the check page promises, on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  let desk: EnrolmentDesk
  let made = 0
  const clock = fixedClock(NOW)
  const context = () => ({ store: opened.store, clock, district: DISTRICT, origin: ORIGIN })

  beforeAll(async () => {
    opened = await openTestStore(engine)
    world = await startScenario(opened.store, { settings: { waitLines: 2 } })
    await world.school('s')
    await world.round({ courseLimit: LIMIT })
    desk = openEnrolmentDesk(context())
  })
  afterAll(async () => {
    await desk.close()
    await opened.drop()
  })

  const fill = async (section: string, free: number, waiting: number): Promise<void> => {
    const others = 3 - free + (free === 0 ? waiting : 0)
    for (let i = 0; i < others; i += 1) {
      const pupil = `${section}-${i}`
      await world.child(pupil, { school: 's' })
      await world.guardian(`g-${pupil}`, [pupil])
      await desk.submit({
        key: newKey(),
        account: `g-${pupil}`,
        operation: { kind: 'enrol', lines: [{ pupil, section, alsoWait: true }] },
      })
    }
  }

  it('is what pressing the button brings', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyShelf,
        fc.infiniteStream(fc.constantFrom('basket', 'basket', 'held', '')),
        fc.nat({ max: 3 }),
        async (shelf, fate, pick) => {
          made += 1
          const children = [`a${made}`, `b${made}`]
          for (const child of children) await world.child(child, { school: 's' })
          const account = await world.guardian(`g${made}`, children)
          for (const [i, { slots, free, waiting }] of shelf.entries()) {
            const section = await world.section(`s${made}-${i}`, {
              school: 's',
              slots,
              capacity: 3,
              feeFen: 100 * 2 ** i,
            })
            await fill(section, free, waiting)
          }
          const actor = await loadActor(context(), await world.signIn(account, { at: NOW, origin: ORIGIN }))
          if (!actor) throw new Error('nobody signed in')
          const wishes = children.flatMap((pupil) =>
            [...shelf.keys()].map((i) => ({
              pupil,
              section: `s${made}-${i}`,
              alsoWait: true,
              fate: fate.next().value,
            })),
          )
          const held = wishes.filter((wish) => wish.fate === 'held').map(({ fate: _, ...line }) => line)
          const before = { key: newKey(), account }
          if (held.length > 0) await desk.submit({ ...before, operation: { kind: 'enrol', lines: held } })
          for (const wish of wishes) if (wish.fate === 'basket') await putInBasket(context(), actor, wish)
          const view = basketView(await loadBasket(context(), actor), null)
          const form = readEnrolmentForm(fieldsOf(view, pick))
          if (!form || form.unsettled || form.lines.length === 0) return
          const { answer } = await pressEnrol({ ...context(), enrolments: desk }, { ...form, account })
          const outcomeOf = (line: string) => {
            const { pupil, section } = readLine(line)
            return answer?.lines.find((one) => one.pupil === pupil && one.section === section)
          }
          const shown = view.bills.flatMap(({ lines }) => lines)
          for (const { line, state, sent, note } of shown) {
            const got = outcomeOf(line)
            if (state === 'seat') expect(got).toMatchObject({ outcome: 'enrolled' })
            if (state === 'queue') {
              expect(got).toMatchObject({ outcome: 'waitlisted' })
              expect(note).toContain(String(got?.outcome === 'waitlisted' && got.position))
            }
            expect(got !== undefined).toBe(sent)
          }
          // A brother or sister who wants the same is served first; of every other choice a place is promised.
          const sent = form.lines.map(({ section }) => section)
          const chosen = form.lines.filter(
            ({ pupil, section }) => !shown.some(({ line }) => line === writeLine({ pupil, section })),
          )
          for (const { pupil, section } of chosen) {
            if (sent.filter((one) => one === section).length > 1) continue
            const got = outcomeOf(writeLine({ pupil, section }))
            const several = (view.bills.find((bill) => bill.pupil === pupil)?.clashes.length ?? 0) > 1
            expect(got?.outcome === 'refused' && several ? got.code : got?.outcome).toBeOneOf(['enrolled', 'LIMIT'])
          }
          const paid = shown.reduce((sum, { line }) => {
            const got = outcomeOf(line)
            return sum + (got?.outcome === 'enrolled' ? got.feeFen : 0)
          }, 0)
          expect(paid).toBe(view.feeFen)
        },
      ),
      { numRuns: 25 },
    )
  }, 120_000)
})
