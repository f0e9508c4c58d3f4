import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEnrolmentForm, readLine, writeLine } from './enrolment-form'

const KEY = 'press-0000000001'
const id = fc.stringMatching(/^[\w.-]{1,64}$/)
const slot = fc.integer({ min: 11, max: 59 })

describe('a line as a field says it', () => {
  it('reads as it was written', () => {
    const line = fc.record({
      pupil: id,
      section: id,
      slots: fc.oneof(fc.constant(null), fc.uniqueArray(slot, { minLength: 1, maxLength: 45 })),
    })
    fc.assert(
      fc.property(line, (written) => {
        expect(readLine(writeLine(written))).toEqual(written)
      }),
    )
  })
})

describe('the check page’s form', () => {
  it('reads lines, ticks and settled clashes', () => {
    expect(
      readEnrolmentForm([
        ['key', KEY],
        ['line', 'he:art'],
        ['line', 'he:care:12.22'],
        ['line', 'mai:robot'],
        ['wait', 'mai:robot'],
        ['clash.a', 'he:x'],
        ['clash.a', 'he:y'],
        ['settle.a', 'he:y'],
        ['wait', 'he:y'],
      ]),
    ).toEqual({
      key: KEY,
      lines: [
        { pupil: 'he', section: 'art', slots: null, alsoWait: false },
        { pupil: 'he', section: 'care', slots: [12, 22], alsoWait: false },
        { pupil: 'mai', section: 'robot', slots: null, alsoWait: true },
        { pupil: 'he', section: 'y', slots: null, alsoWait: true },
      ],
      dropped: [{ pupil: 'he', section: 'x' }],
      unsettled: false,
    })
  })

  it('is not settled while one clash is open, or where two answers exclude each other', () => {
    const clashes = [
      ['key', KEY],
      ['clash.a', 'he:x'],
      ['clash.a', 'he:y'],
      ['clash.b', 'he:y'],
      ['clash.b', 'he:z'],
    ] as const
    expect(readEnrolmentForm([...clashes, ['settle.a', 'he:x']])?.unsettled).toBe(true)
    expect(readEnrolmentForm([...clashes, ['settle.a', 'he:x'], ['settle.b', 'he:y']])?.unsettled).toBe(true)
    const settled = readEnrolmentForm([...clashes, ['settle.a', 'he:x'], ['settle.b', 'he:z']])
    expect(settled?.unsettled).toBe(false)
    expect(settled?.lines.map(({ section }) => section)).toEqual(['x', 'z'])
  })

  it('takes a repeated line once', () => {
    const form = readEnrolmentForm([
      ['key', KEY],
      ['line', 'he:art'],
      ['line', 'he:art'],
    ])
    expect(form?.lines).toHaveLength(1)
  })

  it.each<[string, [string, unknown][]]>([
    ['no key', [['line', 'he:art']]],
    ['a short key', [['key', 'short']]],
    ['a key with a blank', [['key', `${KEY} `]]],
    [
      'a file',
      [
        ['key', KEY],
        ['line', new Blob(['he:art'])],
      ],
    ],
    [
      'a line without a section',
      [
        ['key', KEY],
        ['line', 'he'],
      ],
    ],
    [
      'a slot that is no slot',
      [
        ['key', KEY],
        ['line', 'he:care:99'],
      ],
    ],
    [
      'a slot that is no number',
      [
        ['key', KEY],
        ['line', 'he:care:1e1'],
      ],
    ],
    [
      'more lines than a family has',
      [['key', KEY], ...Array.from({ length: 101 }, (_, i): [string, unknown] => ['line', `he:s${i}`])],
    ],
    ['more fields than the page sends', Array.from({ length: 401 }, (): [string, unknown] => ['x', ''])],
    [
      'a choice that was not offered',
      [
        ['key', KEY],
        ['clash.a', 'he:x'],
        ['settle.a', 'he:y'],
      ],
    ],
  ])('refuses %s', (_, fields) => {
    expect(readEnrolmentForm(fields)).toBeNull()
  })

  it('reads anything as null or as a form within its bounds', () => {
    const name = fc.constantFrom('key', 'line', 'wait', 'clash.a', 'clash.b', 'settle.a', 'settle.b', '__proto__')
    const value = fc.oneof(
      fc.constantFrom(KEY, 'he:x', 'he:y', 'he:z', 'he:care:12', 'constructor:__proto__'),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 20 }), (fields) => {
        const form = readEnrolmentForm([['key', KEY], ...fields])
        if (!form) return
        expect(form.key).toMatch(/^[\w-]{16,64}$/)
        for (const { pupil, section, slots } of form.lines) {
          expect(`${pupil}:${section}`).toMatch(/^[\w.-]+:[\w.-]+$/)
          for (const one of slots ?? []) expect(one).toBeOneOf(Array.from({ length: 49 }, (_, i) => i + 11))
        }
        // What was decided against is sent by nobody's choice in a clash.
        const chosen = new Set(fields.filter(([of]) => of === 'line').map(([, said]) => said))
        for (const line of form.dropped) {
          const sent = form.lines.some((one) => writeLine(one) === writeLine(line))
          if (sent) expect(chosen.has(writeLine(line))).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })
})
