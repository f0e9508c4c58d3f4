import type { MilestoneKind, Phase, ProjectStage } from '#db/schema/index'
import { addDays, DAY_MS, instantOf } from '~/shared/day'
import { DISTRICT } from '../../makers/rows'
import type { Random } from '../random'
import type { Rows } from '../rows'
import { OFFICER, PLANNER } from '../staff'
import { classesFor, type DemoProject, demoProjects, schoolOfProject } from './project-list'
import { streetProfiles } from './street-profile'

/** The announced totals, and the invented projects held against them. */

const FEN = 100
const WAN_FEN = 10_000 * FEN
const SOURCE = '天桥区教育和体育局公布'
const SOUTH_WEST = { longitude: 116.866, latitude: 36.664 }
const METRES_A_DEGREE = { longitude: 89_300, latitude: 111_000 }

const kinds: readonly MilestoneKind[] = ['started', 'finished', 'handed_over', 'in_use']

const addMonths = (day: string, months: number): string => {
  const at = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-${day.slice(8)}`
}

interface DatedMilestone {
  kind: MilestoneKind
  promised: string
  due: string
}

/** Building takes two winters; keys in July, children on 1 September. */
const datesOf = ({ inUse, lost = 0, late = [0, 0, 0] }: DemoProject, year: number): DatedMilestone[] => {
  if (inUse === null) return []
  const autumn = year + inUse
  const due = [`${autumn - 2}-03-20`, `${autumn}-05-20`, `${autumn}-07-15`, `${autumn}-09-01`]
  return kinds.map((kind, i) => ({
    kind,
    due: due[i] ?? '',
    promised: kind === 'in_use' ? `${autumn - lost}-09-01` : addMonths(due[i] ?? '', -(late[i] ?? 0)),
  }))
}

const stageOf = (project: DemoProject, met: ReadonlySet<MilestoneKind>): ProjectStage => {
  if (project.inUse === null) return 'proposed'
  if (met.has('in_use')) return 'running'
  if (met.has('finished')) return 'handover'
  return met.has('started') ? 'building' : 'preparing'
}

/** What was said of a date, in order: the promise, what it was moved to, that it came. */
const addMilestone = (rows: Rows, project: DemoProject, one: DatedMilestone, first: number, now: number): boolean => {
  const { kind, due, promised } = one
  const met = instantOf(due) <= now
  const said = (number: number, dueOn: string, metOn: string | null, why: string, at: number): void =>
    rows.add('milestoneRevision', {
      district: DISTRICT,
      project: project.id,
      kind,
      number,
      dueOn,
      metOn,
      why,
      by: OFFICER,
      at: Math.min(at, now - number * 1000),
    })
  let number = 1
  said(number, promised, null, '立项时的安排', first)
  if (promised !== due) {
    number += 1
    // Whoever sees a date coming that cannot be kept says so a month before, or has said so by now.
    const seen = instantOf(addDays(promised, -30), '10:00')
    const recently = now - (10 + Number(project.id.slice(-2)) * 3) * DAY_MS
    said(number, due, null, project.why ?? '', seen <= now ? seen : recently)
  }
  if (met) said(number + 1, due, due, '办到了', instantOf(due, '16:00'))
  rows.add('milestone', { district: DISTRICT, project: project.id, kind, dueOn: due, metOn: met ? due : null })
  return met
}

const addMoney = (rows: Rows, { id, budget = 0, late, why = '', kind }: DemoProject, started: string, now: number) => {
  if (budget === 0) return
  const parts: readonly (readonly [string, number])[] =
    kind === 'upgraded'
      ? [['区级财政', 1]]
      : [
          ['区级财政', 0.6],
          ['专项债券', 0.4],
        ]
  for (const [i, [source, share]] of parts.entries())
    rows.add('projectFunding', {
      district: DISTRICT,
      project: id,
      number: i + 1,
      source,
      amountFen: Math.round(budget * share) * WAN_FEN,
      document: `示例文号 ${id.slice(-2)}-${i + 1}`,
    })
  const contract = `施工合同（示例）${id.slice(-2)}`
  for (const [i, days] of [20, 200, 420].entries()) {
    const paidOn = addDays(started, days)
    if (instantOf(paidOn) > now) continue
    rows.add('projectPayment', {
      district: DISTRICT,
      project: id,
      number: i + 1,
      contract,
      payee: '示例建设公司',
      amountFen: Math.round(budget * 0.2) * WAN_FEN,
      paidOn,
      by: OFFICER,
      at: instantOf(paidOn, '15:00'),
    })
  }
  const agreedOn = addDays(started, 150)
  if (late && late[1] >= 2 && instantOf(agreedOn) <= now)
    rows.add('contractVariation', {
      district: DISTRICT,
      project: id,
      number: 1,
      contract,
      amountFen: Math.round(budget * 0.02) * WAN_FEN,
      days: late[1] * 20,
      agreedOn,
      why,
      by: OFFICER,
      at: instantOf(agreedOn, '15:00'),
    })
}

/** @param year this autumn; @param now nothing said lies after it */
export const addProjects = (rows: Rows, random: Random, year: number, now: number): void => {
  const total = (
    id: string,
    kind: 'completed' | 'under_way' | 'places' | 'places_apart' | 'upgrade_fen',
    name: string,
    amount: number,
  ) =>
    rows.add('controlTotal', { district: DISTRICT, id, kind, name, amount, source: SOURCE, publishedOn: '2023-12-31' })
  total('completed', 'completed', '已完工的建设任务', 4)
  total('under-way', 'under_way', '在建的建设任务', 16)
  total('places', 'places', '全部启用后新增学位', 11_000)
  total('huicai', 'places_apart', '济南汇才学校扩建', 1080)
  total('upgrade', 'upgrade_fen', '老学校提升改造', 14_600 * WAN_FEN)
  for (const project of demoProjects) {
    const { id, title, kind, street, control, about, budget } = project
    const dates = datesOf(project, year)
    const started = dates[0]?.due ?? `${year}-03-20`
    const first = instantOf(addDays(dates[0]?.promised ?? started, -240), '10:00')
    const profile = streetProfiles.find(({ code }) => code === street)
    const spread = (): number => (random.next() - 0.5) * (profile?.reach ?? 0)
    const met = new Set(dates.filter((one) => addMilestone(rows, project, one, first, now)).map((one) => one.kind))
    rows.add('project', {
      district: DISTRICT,
      id,
      title,
      kind,
      stage: stageOf(project, met),
      street,
      school: schoolOfProject(project),
      about,
      address: '地址是示例',
      longitude: round(SOUTH_WEST.longitude + ((profile?.x ?? 0) + spread()) / METRES_A_DEGREE.longitude),
      latitude: round(SOUTH_WEST.latitude + ((profile?.y ?? 0) + spread()) / METRES_A_DEGREE.latitude),
      officer: control === 'upgrade' ? OFFICER : PLANNER,
      budgetFen: budget === undefined ? null : budget * WAN_FEN,
      budgetSource: control === 'upgrade' ? SOURCE : budget === undefined ? '' : '示例',
      controlTotal: control,
      published: true,
      internalNote: '',
      invented: true,
      more: {},
      createdBy: PLANNER,
      createdAt: Math.min(first, now),
      changedAt: Math.min(first, now),
    })
    for (const [phase, places] of Object.entries(project.places) as [Phase, number][])
      rows.add('projectPlaces', {
        district: DISTRICT,
        project: id,
        phase,
        places,
        classes: classesFor(phase, places),
      })
    addMoney(rows, project, started, now)
  }
}

const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6
