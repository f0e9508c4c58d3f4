import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantOf } from '~/shared/day'
import { awayFrom, coveredAlready, firstStart, leaveEnds } from './leave-rules'

describe('the cut-off of leave', () => {
  it('counts from the first session of the day, whatever their order', () => {
    const sessions = [
      { heldOn: '2026-09-16', startsAt: '16:30' },
      { heldOn: '2026-09-16', startsAt: '15:40' },
    ]
    expect(firstStart(sessions)).toBe(instantOf('2026-09-16', '15:40'))
    expect(firstStart([])).toBeUndefined()
    expect(leaveEnds(instantOf('2026-09-16', '15:40'), 2)).toBe(instantOf('2026-09-16', '13:40'))
    expect(leaveEnds(instantOf('2026-09-16', '15:40'), 0)).toBe(instantOf('2026-09-16', '15:40'))
  })
})

describe('what leave covers', () => {
  const section = fc.constantFrom('', 'a', 'b', 'c')
  it('is the whole day, or the section it was asked for', () => {
    fc.assert(
      fc.property(fc.array(section), fc.constantFrom('a', 'b', 'c'), (standing, asked) => {
        const leave = standing.map((one) => ({ section: one }))
        expect(awayFrom(leave, asked)).toBe(standing.includes('') || standing.includes(asked))
      }),
    )
  })
  it('of sections does not cover the whole day', () => {
    expect(coveredAlready([{ section: 'a' }], { section: '' })).toBe(false)
    expect(coveredAlready([{ section: '' }], { section: '' })).toBe(true)
  })
})
