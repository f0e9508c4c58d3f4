import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffPupils, type PupilDiff, type PupilStanding } from './pupil-diff'
import type { PupilLine } from './roster-rules'

const mother = { name: '王芳', relation: '妈妈', phone: '13800000001' }
const line = (given: Partial<PupilLine> & { studentNumber: string }): PupilLine => ({
  line: 2,
  school: 's',
  name: `学生${given.studentNumber}`,
  grade: 4,
  classNumber: 2,
  guardians: [mother],
  ...given,
})
const empty: PupilStanding = { classes: [], pupils: [], guardianships: [], accounts: [] }

/** What stands after a difference was applied: the pure twin of the verb that writes it. */
const applied = (standing: PupilStanding, diff: PupilDiff): PupilStanding => {
  const classes = [
    ...standing.classes,
    ...diff.newClasses.map((one) => ({ ...one, id: `c ${one.school} ${one.grade} ${one.number}` })),
  ]
  const classOf = (of: PupilLine): string =>
    classes.find(({ school, grade, number }) => school === of.school && grade === of.grade && number === of.classNumber)
      ?.id ?? ''
  const pupils = new Map(standing.pupils.map((pupil) => [pupil.id, { ...pupil }]))
  for (const { line: of, pupil } of diff.changes) {
    const id = pupil ?? `p ${of.studentNumber}`
    const { studentNumber, name, school } = of
    pupils.set(id, { id, studentNumber, name, school, homeClass: classOf(of), left: false })
  }
  for (const { id } of diff.left) {
    const one = pupils.get(id)
    if (one) one.left = true
  }
  const idOf = (number: string): string => [...pupils.values()].find((one) => one.studentNumber === number)?.id ?? ''
  const accounts = new Map(standing.accounts.map((one) => [one.id, { ...one }]))
  for (const { phone, name } of diff.newAccounts) accounts.set(`a ${phone}`, { id: `a ${phone}`, phone, name })
  const links = new Map(standing.guardianships.map((link) => [`${link.account}/${link.pupil}`, { ...link }]))
  for (const change of diff.guardians) {
    const pupil = idOf(change.studentNumber)
    if (change.kind === 'added') {
      const account = change.account ?? `a ${change.guardian.phone}`
      links.set(`${account}/${pupil}`, { account, pupil, relation: change.guardian.relation })
    } else if (change.kind === 'ended') links.delete(`${change.account}/${pupil}`)
    else if (change.kind === 'relation') {
      const link = links.get(`${change.account}/${pupil}`)
      if (link) link.relation = change.relation
    } else {
      const one = accounts.get(change.account)
      if (one) one.phone = change.phone
    }
  }
  return { classes, pupils: [...pupils.values()], guardianships: [...links.values()], accounts: [...accounts.values()] }
}

const isEmpty = ({ changes, left, newClasses, guardians, newAccounts }: PupilDiff): boolean =>
  changes.every(({ kind }) => kind === 'same') &&
  left.length + newClasses.length + guardians.length + newAccounts.length === 0

/** Sheets of two small schools, in which people meet again under other classes and telephones. */
const sheets = fc
  .uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 10 })
  .chain((numbers) =>
    fc.tuple(
      ...numbers.map((number) =>
        fc.record({
          studentNumber: fc.constant(`N00${number}`),
          name: fc.constantFrom('小禾', '小麦'),
          school: fc.constantFrom('s', 't'),
          grade: fc.integer({ min: 1, max: 3 }),
          classNumber: fc.integer({ min: 1, max: 2 }),
          guardians: fc.uniqueArray(
            fc
              .integer({ min: 1, max: 5 })
              .map((n) => ({ name: `家长${n}`, relation: '妈妈', phone: `1380000000${n}` })),
            { maxLength: 2, selector: ({ phone }) => phone },
          ),
        }),
      ),
    ),
  )
  .map((lines) => lines.map((one, i) => ({ ...one, line: i + 2 })))

describe('the difference a roster makes', () => {
  it('is nothing when it was applied before', () => {
    fc.assert(
      fc.property(sheets, sheets, (first, second) => {
        const one = applied(empty, diffPupils(first, empty, true))
        const two = applied(one, diffPupils(second, one, true))
        const again = diffPupils(second, two, true)
        expect(isEmpty(again)).toBe(true)
      }),
    )
  })

  it('lets nobody leave whose school is not in the sheet, and nobody at all from half a sheet', () => {
    fc.assert(
      fc.property(sheets, sheets, (first, second) => {
        const one = applied(empty, diffPupils(first, empty, true))
        const schools = new Set<string>(second.map(({ school }) => school))
        expect(diffPupils(second, one, true).left.every(({ school }) => schools.has(school))).toBe(true)
        expect(diffPupils(second, one, false).left).toEqual([])
      }),
    )
  })

  it('never gives one telephone two accounts', () => {
    fc.assert(
      fc.property(sheets, (lines) => {
        const { newAccounts } = diffPupils(lines, empty, true)
        expect(new Set(newAccounts.map(({ phone }) => phone)).size).toBe(newAccounts.length)
      }),
    )
  })

  const standing = applied(
    empty,
    diffPupils([line({ studentNumber: 'N001' }), line({ studentNumber: 'N002' })], empty, true),
  )

  it.each([
    ['a new pupil', line({ studentNumber: 'N009' }), 'new'],
    ['another class', line({ studentNumber: 'N001', classNumber: 3 }), 'moved'],
    ['the next grade', line({ studentNumber: 'N001', grade: 5 }), 'promoted'],
    ['another school', line({ studentNumber: 'N001', school: 't' }), 'transferred'],
    ['another name', line({ studentNumber: 'N001', name: '小麦' }), 'renamed'],
    ['the same', line({ studentNumber: 'N001' }), 'same'],
  ])('names %s', (_, one, kind) => {
    expect(diffPupils([one], standing, false).changes.map((change) => change.kind)).toEqual([kind])
  })

  it('names who left, and who comes back', () => {
    const diff = diffPupils([line({ studentNumber: 'N001' })], standing, true)
    expect(diff.left.map(({ studentNumber }) => studentNumber)).toEqual(['N002'])
    const after = applied(standing, diff)
    const back = diffPupils([line({ studentNumber: 'N002' })], after, false)
    expect(back.changes[0]?.kind).toBe('returned')
  })

  it('keeps the account of a guardian with a new telephone, and ends who is not named any more', () => {
    const moved = diffPupils(
      [line({ studentNumber: 'N001', guardians: [{ ...mother, phone: '13900000009' }] })],
      standing,
      false,
    )
    expect(moved.guardians).toEqual([
      { kind: 'phone', studentNumber: 'N001', account: 'a 13800000001', phone: '13900000009' },
    ])
    const father = { name: '李强', relation: '爸爸', phone: '13900000008' }
    const other = diffPupils([line({ studentNumber: 'N001', guardians: [father] })], standing, false)
    expect(other.guardians.map(({ kind }) => kind)).toEqual(['added', 'ended'])
    expect(diffPupils([line({ studentNumber: 'N001', guardians: [] })], standing, false).guardians).toEqual([])
  })
})
