import { and, eq, isNull } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { actorOf } from '~/people/index.server'
import { fixedClock } from '~/shared/clock'
import type { Context } from '~/shared/context'
import { instantOf } from '~/shared/day'
import { loadImport } from '~/shared/sheet/imports.server'
import { applyRoster } from './apply-roster.server'
import { previewRoster } from './preview-roster.server'
import { diffPupils, type PupilStanding } from './pupil-diff'
import type { RosterSeen } from './roster-summary'
import { lineWords } from './roster-words'

const NOW = instantOf('2026-09-02', '09:00')
const PUPILS = '学籍号,姓名,年级,班级,监护人1姓名,监护人1关系,监护人1手机\n'
const STAFF = '工号,姓名,学科,在编,角色\n'

describe('a guardian with another telephone', () => {
  const mother = { id: 'g', phone: '13800000001', name: '李梅' }
  const standing = (given: object): PupilStanding => ({
    classes: [{ id: 'c', school: 's', grade: 4, number: 2 }],
    pupils: [{ id: 'p', studentNumber: 'G001', name: '小禾', school: 's', homeClass: 'c', left: false }],
    guardianships: [{ account: 'g', pupil: 'p', relation: '妈妈' }],
    accounts: [{ ...mother, ...given }],
  })
  const line = {
    line: 2,
    school: 's',
    studentNumber: 'G001',
    name: '小禾',
    grade: 4,
    classNumber: 2,
    guardians: [{ name: '李梅', relation: '妈妈', phone: '13900000009' }],
  }
  const kinds = (given: object): string[] => diffPupils([line], standing(given), true).guardians.map(({ kind }) => kind)

  it('keeps the account where it is the school’s alone, and never a login of work or of another school', () => {
    expect(kinds({})).toEqual(['phone'])
    expect(kinds({ staff: true })).toEqual(['added', 'ended'])
    expect(kinds({ elsewhere: true })).toEqual(['added', 'ended'])
  })

  it('leaves alone who has no telephone that a file could name', () => {
    expect(kinds({ phone: null })).toEqual(['added'])
  })
})

describe.each(testEngines)("what a school's own file may not do on %s", (engine) => {
  let opened: TestStore
  let world: Scenario
  let context: Context

  beforeEach(async () => {
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    context = { store: opened.store, clock: fixedClock(NOW), district: DISTRICT }
    await world.school('s', { name: '柳岸小学' })
    await world.school('far', { name: '远山小学' })
    await world.child('he', { school: 's', name: '王小禾' })
    await world.child('mai', { school: 'far', name: '王小麦' })
    await world.guardian('g', ['he'], { phone: '13800000001', name: '李梅' })
    await world.staff('jw1', 'school_admin', 's')
    await world.staff('ls1', 'teacher', 's', { phone: '13800000007', name: '林芳' })
    await world.staff('ls9', 'teacher', 'far')
    await world.staff('qu1', 'officer')
  })
  afterEach(() => opened.drop())

  const bring = async (as: string, text: string, onlyRight = false) => {
    const actor = await actorOf(context, as, as)
    const file = { name: '名册.csv', bytes: new TextEncoder().encode(text) }
    const id = await previewRoster(context, actor, { school: 's', file })
    const untilNot = async (...states: string[]) => {
      for (;;) {
        const row = await loadImport(context, id, ['roster'])
        if (!states.includes(row.state)) return row
        await new Promise((wake) => setTimeout(wake, 20))
      }
    }
    const seen = (await untilNot('reading')).summary as RosterSeen
    const answer = await applyRoster(context, actor, { id, confirmed: { onlyRight, manyLeave: true } })
    const { state } = await untilNot('reading', 'applying')
    return {
      errors: seen.parts.flatMap(({ errors }) => errors.map(({ says }) => says)),
      left: seen.parts[0]?.left,
      answer,
      state,
    }
  }
  const pupilOf = async (id: string) => {
    const { pupil } = opened.store.tables
    const [row] = await opened.store.db.select().from(pupil).where(eq(pupil.id, id))
    return row
  }
  const HE = '示he'.padEnd(4, '0')

  const number = (id: string, studentNumber: string) =>
    opened.store.transaction(async (tx) => {
      const { pupil } = opened.store.tables
      await tx.update(pupil).set({ studentNumber }).where(eq(pupil.id, id))
    })

  test('pull over a child whose name it does not know: nobody moves, nobody leaves, unless what is right is asked for', async () => {
    await number('he', HE)
    await number('mai', 'G00002')
    const text = `${PUPILS}G00002,李四,四年级,2,,,\nG00003,王小新,四年级,2,,,\n`
    const tried = await bring('jw1', text)
    expect(tried).toMatchObject({ errors: [lineWords.numberElsewhere], left: 0, answer: { ok: false }, state: 'ready' })
    expect(await pupilOf('mai')).toMatchObject({ school: 'far', name: '王小麦' })
    expect((await bring('jw1', text, true)).state).toBe('applied')
    expect(await pupilOf('mai')).toMatchObject({ school: 'far', leftOn: null })
    expect(await pupilOf('he')).toMatchObject({ school: 's', leftOn: null })
    expect(
      (await bring('jw1', `${PUPILS}G00002,王小麦,四年级,2,,,\n${HE},王小禾,四年级,2,,,\nG00003,王小新,四年级,2,,,`))
        .state,
    ).toBe('applied')
    expect(await pupilOf('mai')).toMatchObject({ school: 's', leftOn: null })
  })

  test('link a child to an account of work, which an officer may', async () => {
    await number('he', HE)
    const text = `${PUPILS}${HE},王小禾,四年级,2,林芳,姑姑,13800000007\nG00003,王小新,四年级,2,,,\n`
    expect(await bring('jw1', text)).toMatchObject({ errors: [lineWords.staffPhone], state: 'ready' })
    expect((await bring('qu1', text)).state).toBe('applied')
    const { guardianship } = opened.store.tables
    const links = await opened.store.db
      .select({ account: guardianship.account })
      .from(guardianship)
      .where(and(eq(guardianship.pupil, 'he'), isNull(guardianship.endedAt)))
    expect(links).toEqual([{ account: 'ls1' }])
    // Once it is so, the school's own file may say so.
    expect((await bring('jw1', text)).errors).toEqual([])
  })

  test('make an administrator, or take a teacher of another school', async () => {
    const own = 'JW1,老师甲,,是,教务\n'
    expect((await bring('jw1', `${STAFF}${own}LS1,林芳,科学,是,老师、教务\n`)).errors).toEqual([
      lineWords.adminByOfficer,
    ])
    expect((await bring('jw1', `${STAFF}${own}LS9,张三,科学,是,老师\n`)).errors).toEqual([lineWords.staffElsewhere])
    expect((await bring('qu1', `${STAFF}${own}LS1,林芳,科学,是,老师、教务\n`)).state).toBe('applied')
    expect((await actorOf(context, 'ls1', '')).administers).toEqual(['s'])
  })
})
