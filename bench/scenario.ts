import { performance } from 'node:perf_hooks'
import { DISTRICT } from '#db/makers/rows'
import { openTestStore } from '#db/makers/test-store'
import { seedDemo } from '#db/seed'
import { planDistrict, readAssumptions, readDistrictFacts, type ScenarioEdit } from '~/places/index.server'
import { fixedClock } from '~/shared/clock'
import { instantOf } from '~/shared/day'
import { median } from './median'

const ROUNDS = 15
/** Issue 4: a scenario's edits answer for the whole district. */
const MOST_MS = 300

/** One edit of each kind, of the demo district. */
const editsOf = (facts: Awaited<ReturnType<typeof readDistrictFacts>>): ScenarioEdit[] => {
  const [one, other] = facts.streets
  const project = facts.projects.find(({ stage, places }) => stage === 'building' && places.length > 0)
  const scheme = facts.dwellings[0]
  if (!one || !other || !project || !scheme)
    throw new Error('the demo district has no street, project or scheme to edit')
  return [
    { kind: 'delay', project: project.id, months: 6 },
    { kind: 'cancel', project: project.id },
    { kind: 'build', street: one.code, phase: 'junior', places: 900, from: `${facts.origin + 2}-09-01` },
    { kind: 'births', factor: 0.9 },
    { kind: 'housing', scheme: scheme.id, dwellings: scheme.dwellings * 2, delayYears: 1 },
    { kind: 'boundary', phase: 'primary', from: one.code, to: other.code, share: 0.2 },
    { kind: 'class_size', phase: 'primary', size: 40, fromYear: facts.origin + 1 },
  ]
}

/** Milliseconds of a whole plan and of a scenario on it, by kind of edit, on the demo district. */
export const run = async (): Promise<void> => {
  const opened = await openTestStore('sqlite')
  try {
    const clock = fixedClock(instantOf('2026-11-23', '10:00'))
    await seedDemo({ store: opened.store, clock, progress: () => undefined })
    const facts = await readDistrictFacts({ store: opened.store, clock, district: DISTRICT }, opened.store.db)
    const assumptions = readAssumptions({})
    const { record } = planDistrict(facts, assumptions, [])
    const edits = editsOf(facts)
    const wanted: readonly (readonly [name: string, edits: readonly ScenarioEdit[], known: boolean])[] = [
      ['base: no record of errors', [], false],
      ...edits.map((edit) => [`scenario: ${edit.kind}`, [edit], true] as const),
      ['scenario: all of them', edits, true],
    ]
    const times = new Map<string, number[]>(wanted.map(([name]) => [name, []]))
    for (let round = 0; round < ROUNDS; round++)
      for (const [name, some, known] of wanted) {
        const start = performance.now()
        planDistrict(facts, assumptions, some, known ? record : {})
        times.get(name)?.push(performance.now() - start)
      }
    const base = median(times.get('base: no record of errors') ?? [])
    console.log(`\n${facts.streets.length} streets, ${facts.schools.length} schools, ${facts.rolls.length} rolls`)
    for (const [name, all] of times) {
      const ms = median(all)
      console.log(`  ${name.padEnd(28)} ${ms.toFixed(0).padStart(5)} ms   ${(base / ms).toFixed(1)} × base`)
      if (name.startsWith('scenario') && ms > MOST_MS) {
        console.log(`  over ${MOST_MS} ms`)
        process.exitCode = 1
      }
    }
  } finally {
    await opened.drop()
  }
}
