import type { CapacityTier, Phase } from '#db/schema/index'
import { instantOf } from '~/shared/day'
import { DISTRICT } from '../../makers/rows'
import { gradesOfStage, KINDERGARTEN_GRADES, NEW_KINDERGARTEN, schools, streetOf } from '../places'
import type { Rows } from '../rows'
import { PLANNER } from '../staff'
import { completedPlacesAt } from './project-list'
import { profileOf } from './street-profile'

/** Seats as they stand: what exists, what came and went, what is borrowed; rooms; class sizes with their papers. */

const STANDS_SINCE = '2010-09-01'
const RECORDED = instantOf('2025-03-10', '10:00')
/** Beyond the classes that stand: what is borrowed or taken back finds room, too. */
const ROOMS_TO_SPARE = 4

/** Pupils a class by phase and grade; 99: every grade. Documents are invented. */
const standards: readonly (readonly [Phase, number, number])[] = [
  ['kindergarten', -2, 25],
  ['kindergarten', -1, 30],
  ['kindergarten', 0, 35],
  ['primary', 99, 45],
  ['junior', 99, 50],
]

const phasesAt: Record<(typeof schools)[number]['stage'], readonly (readonly [Phase, readonly number[]])[]> = {
  kindergarten: [['kindergarten', KINDERGARTEN_GRADES]],
  primary: [['primary', gradesOfStage.primary]],
  junior: [['junior', gradesOfStage.junior]],
  nine_year: [
    ['primary', gradesOfStage.primary],
    ['junior', gradesOfStage.junior],
  ],
}

const sizeOf = (phase: Phase, grade: number): number =>
  standards.find(([one, at]) => one === phase && (at === grade || at === 99))?.[2] ?? 45

/** What a school can take beyond the standard: in fact, and when it must. */
const beyond: Record<CapacityTier, number> = { standard: 1, actual: 1.06, emergency: 1.12 }

const tiers: readonly CapacityTier[] = ['standard', 'actual', 'emergency']

/** What came and went of late: counted at every tier. `ago` in autumns; `years` it lasts, null: for good. */
const changes = [
  {
    school: 'zx07',
    phase: 'junior',
    change: 'temporary',
    places: 50,
    classes: 1,
    ago: 0,
    years: 2,
    why: '借用社区中心一间教室',
  },
  {
    school: 'xx15',
    phase: 'primary',
    change: 'temporary',
    places: 45,
    classes: 1,
    ago: 1,
    years: 3,
    why: '借用村委会一间教室',
  },
  {
    school: 'xx07',
    phase: 'primary',
    change: 'removed',
    places: -45,
    classes: -1,
    ago: 0,
    years: null,
    why: '一间教室改成阅览室',
  },
  {
    school: 'zx06',
    phase: 'junior',
    change: 'removed',
    places: -450,
    classes: -9,
    ago: -3,
    years: null,
    why: '南院是租的，租到期就还',
  },
  {
    school: 'xx11',
    phase: 'primary',
    change: 'removed',
    places: -450,
    classes: -10,
    ago: -3,
    years: null,
    why: '平房教室到年限，不再用',
  },
  {
    school: 'yey06',
    phase: 'kindergarten',
    change: 'removed',
    places: -60,
    classes: -2,
    ago: 0,
    years: null,
    why: '孩子少了，少开两个班',
  },
  {
    school: 'yey01',
    phase: 'kindergarten',
    change: 'added',
    places: 90,
    classes: 3,
    ago: 1,
    years: null,
    why: '回收小区配套用房',
  },
] as const

/** @param year the autumn whose rolls stand in `rows` already */
export const addCapacity = (rows: Rows, year: number): void => {
  let events = 0
  const record = (
    event: Omit<Parameters<typeof rows.add<'capacityEvent'>>[1], 'district' | 'id' | 'by' | 'at' | 'invented'>,
  ): void => {
    events += 1
    const id = `seat-${String(events).padStart(3, '0')}`
    rows.add('capacityEvent', { ...event, district: DISTRICT, id, by: PLANNER, at: RECORDED, invented: true })
  }
  for (const [phase, grade, classSize] of standards)
    rows.add('placeStandard', {
      district: DISTRICT,
      phase,
      grade,
      classSize,
      document: '班额标准（示例）第 1 号',
      effectiveFrom: '2018-09-01',
    })
  const rolls = new Map(
    rows.of('rollCount').flatMap((one) => (one.year === year ? [[`${one.school}\n${one.grade}`, one.pupils]] : [])),
  )
  for (const { id, stage } of schools) {
    if (id === NEW_KINDERGARTEN) continue
    const street = streetOf(id)
    const profile = profileOf(street)
    let rooms = ROOMS_TO_SPARE
    for (const [phase, grades] of phasesAt[stage]) {
      const pupilsIn = (grade: number): number => rolls.get(`${id}\n${grade}`) ?? 0
      const pupils = grades.reduce((sum, grade) => sum + pupilsIn(grade), 0)
      const wanted = Math.max(0, pupils * profile.seats[phase] - completedPlacesAt(id, phase))
      const stood = { street, school: id, phase, change: 'exists' as const, from: STANDS_SINCE, until: null }
      const why = '学校现有学位'
      for (const tier of tiers) {
        if (phase === 'kindergarten') {
          for (const grade of grades) {
            const size = sizeOf(phase, grade)
            const most = Math.max(pupilsIn(grade), pupils / grades.length)
            const classes = Math.max(1, Math.round((most * profile.seats[phase]) / size))
            record({ ...stood, tier, grade, places: Math.round(classes * size * beyond[tier]), classes, why })
            if (tier === 'standard') rooms += classes
          }
          continue
        }
        const size = sizeOf(phase, 99)
        const classes = Math.max(grades.length, Math.round(wanted / size))
        record({ ...stood, tier, grade: null, places: Math.round(classes * size * beyond[tier]), classes, why })
        if (tier === 'standard') rooms += classes
      }
    }
    rows.add('schoolRooms', { district: DISTRICT, school: id, rooms })
  }
  for (const { school, ago, years, ...one } of changes)
    for (const tier of tiers)
      record({
        ...one,
        street: streetOf(school),
        school,
        tier,
        grade: null,
        from: `${year - ago}-09-01`,
        until: years === null ? null : `${year - ago + years}-08-31`,
      })
}
