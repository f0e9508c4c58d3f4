import { consentRow } from '~/people/consent-row.server'
import { hashPassword } from '~/people/password.server'
import { newSlip } from '~/people/slip-code.server'
import { accountRow, DISTRICT, guardianshipRow } from '../makers/rows'
import { addKeepers } from './money'
import type { DemoPupil, DemoSchool } from './people'
import { LIUAN, OWN_ROUND } from './places'
import type { Rows } from './rows'
import { OFFICER, PLANNER } from './staff'

/** The only accounts of the demo with a password; everybody else has an activation slip to be printed. */
const PASSWORD = 'xuezai-tianqiao'
const SLIP_CODE = 'TQTQ-2345'

/** Whom one can be in the demo. Shown at every start of a demo district, and nowhere else. */
export const demoAccounts: readonly { who: string; login: string; password: string }[] = [
  { who: '妈妈（小禾、小麦）', login: '10000000001', password: PASSWORD },
  { who: '奶奶（同两个孩子）', login: '10000000002', password: PASSWORD },
  { who: '另一家的爸爸', login: '10000000003', password: PASSWORD },
  { who: '苏老师，也是妈妈', login: '10000000004', password: PASSWORD },
  { who: '林老师', login: 'LS0001', password: PASSWORD },
  { who: '柳岸小学教务', login: 'JW0001', password: PASSWORD },
  { who: '柳岸小学教务，第二位（审批减免）', login: 'JW0102', password: PASSWORD },
  { who: '荷风小学教务', login: 'JW0002', password: PASSWORD },
  { who: '区教育局', login: 'QU0001', password: PASSWORD },
  { who: '区教育局规划科', login: 'QU0002', password: PASSWORD },
  { who: '还没开通的妈妈', login: '10000000009', password: `开通码 ${SLIP_CODE}` },
]

export interface NamedPupils {
  he: DemoPupil
  mai: DemoPupil
}

const pupilOf = (
  schools: readonly DemoSchool[],
  school: string,
  grade: number,
  number: number,
  nth: number,
): DemoPupil => {
  const classes = schools.find(({ id }) => id === school)?.classes ?? []
  const ofGrade = classes.filter((one) => one.grade === grade)
  const pupil = (ofGrade.find((one) => one.number === number) ?? ofGrade[0])?.pupils[nth]
  if (!pupil) throw new Error(`no pupil ${nth} in ${school} ${grade}.${number}`)
  return pupil
}

/** Gives a pupil a name of the mock-ups, and takes away the guardian that every pupil got. */
const rename = (rows: Rows, pupil: DemoPupil, name: string): DemoPupil => {
  pupil.name = name
  for (const row of rows.of('pupil')) if (row.id === pupil.id) row.name = name
  rows.drop('guardianship', (row) => row.pupil === pupil.id)
  rows.drop('account', ({ id }) => id === `g-${pupil.id}`)
  return pupil
}

/**
 * Gives a few people of the district a name and a password. @param now the seed's moment.
 * @returns the children of the first family, and all children whose guardians can sign in.
 */
export const makeAccounts = async (
  rows: Rows,
  schools: readonly DemoSchool[],
  now: number,
): Promise<NamedPupils & { all: DemoPupil[] }> => {
  const passwordHash = await hashPassword(PASSWORD)
  const [district] = rows.of('district')
  if (!district) throw new Error('the district comes first')
  const guardian = (id: string, name: string, phone: string, children: DemoPupil[], relation: string): void => {
    rows.add('account', accountRow({ id, name, phone, passwordHash }))
    for (const [i, { id: pupil }] of children.entries())
      rows.add('guardianship', guardianshipRow({ account: id, pupil, relation, position: i + 1 }))
    rows.add(
      'consent',
      consentRow(district as Parameters<typeof consentRow>[0], { account: id, decision: 'given', at: now }),
    )
  }
  const he = rename(rows, pupilOf(schools, LIUAN, 4, 2, 0), '小禾')
  const mai = rename(rows, pupilOf(schools, LIUAN, 1, 5, 0), '小麦')
  const zhou = rename(rows, pupilOf(schools, LIUAN, 3, 1, 0), '小舟')
  const he2 = rename(rows, pupilOf(schools, OWN_ROUND, 2, 1, 0), '小荷')
  const qiao = rename(rows, pupilOf(schools, LIUAN, 2, 1, 0), '小桥')
  const wei = rename(rows, pupilOf(schools, LIUAN, 1, 5, 1), '小苇')
  guardian('demo-mother', '示例妈妈', '10000000001', [he, mai], '妈妈')
  guardian('demo-grandmother', '示例奶奶', '10000000002', [he, mai], '奶奶')
  guardian('demo-father', '示例爸爸', '10000000003', [zhou, he2], '爸爸')

  const liuan = schools.find(({ id }) => id === LIUAN)
  const [first = '', second = ''] = (liuan?.teachers ?? []).map(({ id }) => id)
  const accountOf = (id: string) => rows.of('account').find((row) => row.id === id)
  const withPassword = (id: string, given: Partial<ReturnType<typeof accountRow>>): void => {
    const row = accountOf(id)
    if (row) Object.assign(row, { passwordHash, ...given })
  }
  withPassword(first, { staffNumber: 'LS0001' })
  withPassword(second, { staffNumber: 'LS0002', phone: '10000000004' })
  rows.add('guardianship', guardianshipRow({ account: second, pupil: qiao.id }))
  rows.add(
    'consent',
    consentRow(district as Parameters<typeof consentRow>[0], { account: second, decision: 'given', at: now }),
  )
  withPassword(`admin-${LIUAN}`, {})
  withPassword(`admin-${OWN_ROUND}`, {})
  withPassword(OFFICER, {})
  withPassword(PLANNER, {})
  addKeepers(rows, passwordHash, now)

  rows.add('account', accountRow({ id: 'demo-newcomer', name: '小苇的妈妈', phone: '10000000009' }))
  rows.add('guardianship', guardianshipRow({ account: 'demo-newcomer', pupil: wei.id }))
  const slip = {
    district: DISTRICT,
    account: 'demo-newcomer',
    issuedBy: `admin-${LIUAN}`,
    now,
    id: 'demo-slip',
    code: SLIP_CODE,
  }
  rows.add('activationSlip', newSlip(slip).row)
  return { he, mai, all: [he, mai, zhou, he2, qiao, wei] }
}
