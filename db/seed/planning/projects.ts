import type { MilestoneKind, Phase, ProjectStage } from '#db/schema/index'
import { addDays, DAY_MS, dayOf, instantOf } from '~/shared/day'
import { DISTRICT } from '../../makers/rows'
import type { Random } from '../random'
import type { Rows } from '../rows'
import { OFFICER, PLANNER } from '../staff'
import { degreesOf, somewhere } from './ground'
import { classesFor, type DemoProject, demoProjects, schoolOfProject } from './project-list'
import { profileOf } from './street-profile'

/** The announced totals, and the invented projects held against them. */

const FEN = 100
const WAN_FEN = 10_000 * FEN
const SOURCE = '天桥区教育和体育局公布'

/** Days before the first 开工 that was promised. */
const FIRST_SAID = 240

const kinds: readonly MilestoneKind[] = ['started', 'finished', 'handed_over', 'in_use']

const addMonths = (day: string, months: number): string => {
  const at = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-${day.slice(8)}`
}

interface DatedMilestone {
  kind: MilestoneKind
  /** What it was at first, and after each move. */
  days: string[]
  why: string[]
  cameOn: string
}

/** Building takes two winters; keys in July, children on 1 September. */
const usual: Record<MilestoneKind, readonly [yearsBefore: number, monthDay: string]> = {
  started: [2, '03-20'],
  finished: [0, '05-20'],
  handed_over: [0, '07-15'],
  in_use: [0, '09-01'],
}

const datesOf = ({ inUse, due, moved, came }: DemoProject, year: number): DatedMilestone[] => {
  if (inUse === null) return []
  return kinds.map((kind) => {
    const [yearsBefore, monthDay] = due?.[kind] ?? usual[kind]
    const last = `${year + inUse - yearsBefore}-${monthDay}`
    const moves = moved?.[kind] ?? []
    const days = moves.map((_, i) => addMonths(last, -moves.slice(i).reduce((sum, [months]) => sum + months, 0)))
    return { kind, days: [...days, last], why: moves.map(([, why]) => why), cameOn: addDays(last, came?.[kind] ?? 0) }
  })
}

const stageOf = (project: DemoProject, met: ReadonlySet<MilestoneKind>): ProjectStage => {
  if (project.inUse === null) return 'proposed'
  if (met.has('in_use')) return 'running'
  if (met.has('finished')) return 'handover'
  return met.has('started') ? 'building' : 'preparing'
}

const NOTICE_DAYS = 30
const HOUR_MS = DAY_MS / 24

/** Who answers for a project. */
const officerOf = ({ id, control }: DemoProject): string =>
  control === 'upgrade' || Number(id.slice(-2)) % 3 === 0 ? OFFICER : PLANNER

/**
 * When the moves of a date were said: a month before the day that could not be kept, or that came nearer; where that
 * still lies ahead, lately.
 */
const saidAt = (
  { id, saidAgo = 10 + Number(id.slice(-2)) * 3 }: DemoProject,
  days: string[],
  first: number,
  now: number,
) => {
  const said = [first]
  for (const [i, day] of days.slice(1).entries()) {
    const [nearer = day] = [days[i] ?? day, day].sort()
    const seen = instantOf(addDays(nearer, -NOTICE_DAYS), '10:00')
    const lately = now - saidAgo * (days.length - 1 - i) * DAY_MS
    said.push(Math.max((said[i] ?? first) + HOUR_MS, seen <= now ? seen : lately))
  }
  return said
}

/** What was said of a date, in order: the promise, what it was moved to and why, that it came. @returns the last. */
const addMilestone = (rows: Rows, project: DemoProject, one: DatedMilestone, first: number, now: number) => {
  const { kind, days, why, cameOn } = one
  const due = days.at(-1) ?? cameOn
  const cameAt = instantOf(cameOn, '16:00')
  const met = cameAt <= now
  const by = officerOf(project)
  const said = (number: number, dueOn: string, metOn: string | null, reason: string, at: number): void =>
    rows.add('milestoneRevision', {
      district: DISTRICT,
      project: project.id,
      kind,
      number,
      dueOn,
      metOn,
      why: reason,
      by,
      at: Math.min(at, now),
    })
  const times = saidAt(project, days, first, now)
  for (const [i, day] of days.entries()) said(i + 1, day, null, why[i - 1] ?? '立项时的安排', times[i] ?? first)
  if (met) said(days.length + 1, due, cameOn, '办到了', cameAt)
  rows.add('milestone', { district: DISTRICT, project: project.id, kind, dueOn: due, metOn: met ? cameOn : null })
  return { met, at: Math.min(now, met ? cameAt : (times.at(-1) ?? first)) }
}

const contractOf = ({ id }: DemoProject): string => `施工合同（示例）${id.slice(-2)}`

/** Days after 开工 on which a fifth of the money was paid. */
const PAID_AFTER = [20, 200, 420]

const addMoney = (rows: Rows, project: DemoProject, started: DatedMilestone | undefined, now: number): void => {
  const { id, budget = 0, kind } = project
  if (budget === 0 || !started) return
  const by = officerOf(project)
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
  for (const [i, days] of PAID_AFTER.entries()) {
    const paidOn = addDays(started.cameOn, days)
    const at = instantOf(paidOn, '15:00')
    if (at > now) continue
    rows.add('projectPayment', {
      district: DISTRICT,
      project: id,
      number: i + 1,
      contract: contractOf(project),
      payee: '示例建设公司',
      amountFen: Math.round(budget * 0.2) * WAN_FEN,
      paidOn,
      by,
      at,
    })
  }
}

/** Months by which 竣工 moves at once from which the contract is changed, too. */
const VARIATION_MONTHS = 2

/** A contract is changed once works have begun and take two months longer. */
const addVariations = (
  rows: Rows,
  project: DemoProject,
  dates: readonly DatedMilestone[],
  first: number,
  now: number,
) => {
  const finished = dates.find(({ kind }) => kind === 'finished')
  const started = dates.find(({ kind }) => kind === 'started')
  if (!finished || !started || project.budget === undefined) return
  let number = 0
  for (const [i, at] of saidAt(project, finished.days, first, now).slice(1).entries()) {
    const [months, why] = project.moved?.finished?.[i] ?? [0, '']
    if (months < VARIATION_MONTHS || dayOf(at) < started.cameOn) continue
    number += 1
    rows.add('contractVariation', {
      district: DISTRICT,
      project: project.id,
      number,
      contract: contractOf(project),
      amountFen: Math.round(project.budget * 0.008 * months) * WAN_FEN,
      days: months * 30,
      agreedOn: dayOf(at),
      why,
      by: officerOf(project),
      at,
    })
  }
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
    const [started] = dates
    const first = Math.min(now, instantOf(addDays(started?.days[0] ?? `${year}-09-20`, -FIRST_SAID), '10:00'))
    const profile = profileOf(street)
    const stands = rows.of('schoolSite').find((one) => one.school === project.school)
    const site = degreesOf(stands ?? somewhere(random, { ...profile, reach: profile.reach / 2 }))
    const said = dates.map((one) => ({ kind: one.kind, ...addMilestone(rows, project, one, first, now) }))
    const met = new Set(said.filter((one) => one.met).map((one) => one.kind))
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
      ...site,
      officer: officerOf(project),
      budgetFen: budget === undefined ? null : budget * WAN_FEN,
      budgetSource: control === 'upgrade' ? SOURCE : budget === undefined ? '' : '示例',
      controlTotal: control,
      published: true,
      internalNote: '',
      invented: true,
      more: {},
      createdBy: PLANNER,
      createdAt: first,
      changedAt: Math.max(first, ...said.map(({ at }) => at)),
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
    addVariations(rows, project, dates, first, now)
  }
}
