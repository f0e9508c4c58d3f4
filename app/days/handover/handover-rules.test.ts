import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Mark } from '#db/schema/index'
import type { SessionOfPupil } from '../pupil-days/pupil-day-rules'
import { childrenOfDay, sessionsSignedOut, takerOf } from './handover-rules'
import { isPhone, walksAlone } from './pickup-rules'

const session = (pupil: string, slot: number): SessionOfPupil => ({
  pupil,
  section: `s${slot}`,
  day: '2026-09-16',
  slot,
  title: `课${slot}`,
  school: 's',
  base: false,
  room: '',
  instructor: 't',
  substituted: false,
  heldOn: '2026-09-16',
  startsAt: slot === 31 ? '15:40' : '16:30',
  endsAt: slot === 31 ? '16:20' : '17:30',
})

describe('the children of an afternoon', () => {
  const none = { away: () => false, markOf: () => undefined, handed: new Set<string>() }

  it('come out when the last session they came to ends', () => {
    const sessions = [session('a', 31), session('a', 32), session('b', 31)]
    expect(childrenOfDay(sessions, none).map(({ pupil, out }) => [pupil, out])).toEqual([
      ['b', '16:20'],
      ['a', '17:30'],
    ])
    const marks = {
      ...none,
      markOf: (_: string, { slot }: { slot: number }): Mark | undefined => (slot === 32 ? 'absent' : 'late'),
    }
    expect(childrenOfDay([session('a', 31), session('a', 32)], marks)).toMatchObject([
      { out: '16:20', standing: 'open' },
    ])
  })

  it('are away with leave, unless somebody marked that they came', () => {
    const leave = { ...none, away: () => true }
    expect(childrenOfDay([session('a', 32)], leave)).toMatchObject([{ standing: 'away', out: '', sessions: [] }])
    const came = { ...leave, markOf: (): Mark => 'present' }
    expect(childrenOfDay([session('a', 32)], came)).toMatchObject([{ standing: 'open', out: '17:30' }])
  })

  it('are each counted once, and a session is signed out when nobody of it is left', () => {
    const pupil = fc.constantFrom('a', 'b', 'c', 'd')
    const mark = fc.constantFrom<Mark | undefined>('present', 'late', 'leave', 'absent', undefined)
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(pupil, fc.constantFrom(31, 32), mark), { selector: ([who, slot]) => `${who}${slot}` }),
        fc.uniqueArray(pupil),
        (all, handed) => {
          const sessions = all.map(([who, slot]) => session(who, slot))
          const markOf = (who: string, { slot }: { slot: number }) =>
            all.find((one) => one[0] === who && one[1] === slot)?.[2]
          const children = childrenOfDay(sessions, { away: () => false, markOf, handed: new Set(handed) })
          expect(children.map((one) => one.pupil).sort()).toEqual([...new Set(all.map(([who]) => who))].sort())
          for (const one of sessionsSignedOut(children)) {
            const came = all.filter(
              ([, slot, said]) => `s${slot}` === one.section && said !== 'leave' && said !== 'absent',
            )
            expect(one.here).toBe(came.length)
            expect(one.open).toBe(came.filter(([who]) => !handed.includes(who)).length)
          }
        },
      ),
    )
  })
})

describe('who may take a child', () => {
  it('walks alone only by the last word of somebody who is still its guardian', () => {
    const given = (at: number, byGuardian = true) => ({ decision: 'given' as const, at, byGuardian })
    const withdrawn = (at: number) => ({ decision: 'withdrawn' as const, at, byGuardian: true })
    expect(walksAlone([])).toBe(false)
    expect(walksAlone([given(1)])).toBe(true)
    expect(walksAlone([given(1, false)])).toBe(false)
    expect(walksAlone([withdrawn(2), given(1)])).toBe(false)
    expect(walksAlone([given(3), withdrawn(2)])).toBe(true)
    expect(walksAlone([given(2), withdrawn(2)])).toBe(false)
  })

  it('is read from what the form sends, and from nothing else', () => {
    expect(takerOf('alone')).toEqual({ kind: 'alone' })
    expect(takerOf('g:x')).toEqual({ kind: 'guardian', account: 'x' })
    expect(takerOf('n:x')).toEqual({ kind: 'named', id: 'x' })
    for (const wrong of ['', 'g:', 'n:', 'x:1', '__proto__', 'Alone']) expect(takerOf(wrong)).toBeNull()
  })

  it('is reached by a mobile or a landline', () => {
    for (const right of ['13800001234', '053188880000', '0531-8888000']) expect(isPhone(right)).toBe(true)
    for (const wrong of ['', '1380000123', '+8613800001234', '=1+1', '138000012345', '８８８'])
      expect(isPhone(wrong)).toBe(false)
  })
})
