import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { fixedClock } from '~/shared/clock'
import { Refusal, type RefusalCode } from '~/shared/refusal'
import { type Place, type Policy, site } from '~/site'
import { checkAccess, ownChild, requireSchool } from './access-rules'
import type { Actor } from './actor'
import { loadActor } from './load-actor.server'

const NOON = Date.parse('2026-09-02T04:00:00Z')
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

/** Who passes which policy, written out once more, independently of the rules. */
const passes: Record<string, readonly Policy[]> = {
  stranger: ['anyone'],
  nobody: ['anyone', 'person'],
  guardian: ['anyone', 'person', 'guardian'],
  'guardian without consent': ['anyone', 'person'],
  'guardian of nobody any more': ['anyone', 'person'],
  teacher: ['anyone', 'person', 'teacher'],
  school_admin: ['anyone', 'person', 'school_admin'],
  officer: ['anyone', 'person', 'officer'],
  'teacher with a child': ['anyone', 'person', 'teacher', 'guardian'],
}

describe.each(testEngines)('access on %s', (engine) => {
  let test: TestStore
  let scenario: Scenario
  const actors = new Map<string, Actor | null>()

  beforeAll(async () => {
    test = await openTestStore(engine)
    scenario = await startScenario(test.store)
    await scenario.school('s1')
    await scenario.child('he', { school: 's1' })
    await scenario.guardian('nobody', [])
    await scenario.guardian('guardian', ['he'])
    await scenario.guardian('guardian without consent', ['he'])
    await scenario.guardian('guardian of nobody any more', ['he'])
    for (const role of ['teacher', 'school_admin', 'officer'] as const)
      await scenario.staff(role, role, role === 'officer' ? '' : 's1')
    await scenario.guardian('teacher with a child', ['he'])
    const { consent, guardianship, roleGrant } = test.store.tables
    await test.store.transaction(async (tx) => {
      await tx.update(consent).set({ version: 'older' }).where(eq(consent.account, 'guardian without consent'))
      await tx.update(guardianship).set({ endedAt: 1 }).where(eq(guardianship.account, 'guardian of nobody any more'))
      await tx
        .insert(roleGrant)
        .values({ district: DISTRICT, account: 'teacher with a child', role: 'teacher', school: 's1' })
    })
    const context = { store: test.store, clock: fixedClock(NOON), district: DISTRICT, origin: 'http://127.0.0.1' }
    for (const who of Object.keys(passes)) {
      const cookie = who === 'stranger' ? undefined : await scenario.signIn(who, { at: NOON })
      actors.set(who, await loadActor(context, cookie))
    }
  })
  afterAll(() => test.drop())

  const answerTo = (who: string, method: string, address: string): RefusalCode | 'allowed' => {
    try {
      checkAccess(actors.get(who) ?? null, method, address)
      return 'allowed'
    } catch (error) {
      if (error instanceof Refusal) return error.code
      throw error
    }
  }

  it.each(Object.entries(passes))('%s: every place, every method, page and data', (who, allowed) => {
    expect(actors.get(who) === null).toBe(who === 'stranger')
    for (const { path, methods: declared } of Object.values(site) as Place[]) {
      const address = path.replace(/:\w+/g, 'x1')
      for (const asked of [address, address === '/' ? '/_root.data' : `${address}.data`])
        for (const method of methods) {
          const policy =
            method === 'HEAD' ? declared.GET : method === 'GET' || method === 'POST' ? declared[method] : undefined
          const refusal =
            policy === undefined
              ? 'BAD_REQUEST'
              : who === 'stranger'
                ? 'NOT_SIGNED_IN'
                : policy === 'guardian' && who === 'guardian without consent'
                  ? 'CONSENT_NEEDED'
                  : 'FORBIDDEN'
          const expected = policy && allowed.includes(policy) ? 'allowed' : refusal
          expect([who, method, asked, answerTo(who, method, asked)]).toEqual([who, method, asked, expected])
        }
    }
  })

  it('an address outside the table is nobody’s', () => {
    for (const who of Object.keys(passes)) expect(answerTo(who, 'GET', '/admin')).toBe('NOT_FOUND')
  })

  it('own against foreign', () => {
    const mother = actors.get('guardian')
    const admin = actors.get('school_admin')
    if (!mother || !admin) throw new Error('they are signed in')
    expect(ownChild(mother, 'he').school).toBe('s1')
    expect(() => ownChild(mother, 'mai')).toThrow(expect.objectContaining({ code: 'NOT_YOUR_CHILD' }))
    expect(() => ownChild(admin, 'he')).toThrow(expect.objectContaining({ code: 'NOT_YOUR_CHILD' }))
    expect(() => requireSchool(admin, 's1')).not.toThrow()
    expect(() => requireSchool(admin, 's2')).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }))
    expect(() => requireSchool(mother, 's1')).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }))
  })
})
