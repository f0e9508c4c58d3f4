import { z } from 'zod/mini'
import { type Phase, phases } from '../phases'
import { catchmentWords, timingWords, adviceWords as words } from './advice-words'
import type { BuildIdea, TimingAsk } from './timing-rules'

/** The two forms of the advice page. */

const why = z
  ._default(z.string(), '')
  .check(z.trim(), z.minLength(2, words.reasonShape), z.maxLength(200, words.reasonShape))

const whole = (text: unknown, least: number, most: number): number | null => {
  const plain = String(text ?? '')
    .normalize('NFKC')
    .replaceAll(',', '')
    .trim()
  const value = Number(plain)
  return /^\d{1,8}$/u.test(plain) && value >= least && value <= most ? value : null
}

const wholeField = (least: number, most: number, says: string) =>
  z.pipe(
    z._default(z.string(), '').check(z.refine((text) => whole(text, least, most) !== null, says)),
    z.transform((text) => whole(text, least, most) ?? least),
  )

const { form: catchmentForms } = catchmentWords

const catchmentForm = z.object({
  phase: z.enum(['kindergarten', 'primary', 'junior'], catchmentForms.pick),
  autumn: wholeField(2000, 2100, catchmentForms.pick),
  scope: z.enum(['intake', 'phase'], catchmentForms.pick),
  limit: wholeField(100, 20_000, catchmentForms.limitShape),
  change: wholeField(0, 10_000, catchmentForms.changeShape),
  why,
})

export type CatchmentInput = z.infer<typeof catchmentForm>

/** Metres a child walks at most, to begin with. */
export const usualLimit: Record<Phase, number> = { kindergarten: 1_000, primary: 1_500, junior: 3_000 }

const MOST_WAN = 1_000_000
const MOST_BUDGET = 10_000_000
const MOST_BUDGETS = 15
const MOST_YEARS = 5
const MOST_SITES = 20
/** Rows for what is not a project yet. */
export const IDEAS = 3

const AMOUNT = /^\d{1,8}(?:\.\d{1,2})?$/u
const SHARE = /^\d{1,3}(?:\.\d)?$/u

const plainText = (text: string | undefined): string => (text ?? '').normalize('NFKC').trim()

/** 万元; null where it is none. */
const amount = (text: string, most: number): number | null => {
  const plain = text.replace(/(?<=\d),(?=\d{3}(?!\d))/gu, '')
  return AMOUNT.test(plain) && Number(plain) <= most ? Number(plain) : null
}

const parts = (text: string): string[] => text.split(/[、;\s]+/u).filter((one) => one !== '')

/** Name of the field with a project's money; the project's number in its list, as ids may be anything. */
export const costField = (nth: number): string => `cost-${nth}`
export const ideaField = (nth: number, part: 'street' | 'phase' | 'places' | 'cost'): string => `idea-${nth}-${part}`

export interface TimingInput extends TimingAsk {
  why: string
}

/** What the form is held against. */
export interface TimingFrame {
  /** Ids of the projects that can be timed, in the order of the form. */
  projects: readonly string[]
  streets: readonly string[]
}

type Errors = Record<string, string>

const readBudgets = (text: string, errors: Errors): number[] => {
  const budgets = parts(text).map((one) => amount(one, MOST_BUDGET))
  const read = budgets.flatMap((one) => (one === null ? [] : [one]))
  if (read.length === 0 || read.length < budgets.length || budgets.length > MOST_BUDGETS)
    errors.budgets = timingWords.form.budgetsShape
  return read
}

const readProfile = (text: string, errors: Errors): number[] => {
  const shares = parts(text.replaceAll('%', ''))
  const sum = shares.reduce((all, one) => all + Number(one), 0)
  if (!shares.every((one) => SHARE.test(one)) || shares.length > MOST_YEARS || Math.abs(sum - 100) > 1e-9)
    errors.profile = timingWords.form.profileShape
  return shares.map((one) => Number(one) / 100)
}

const readIdeas = (values: Readonly<Record<string, string>>, { streets }: TimingFrame, errors: Errors): BuildIdea[] =>
  Array.from({ length: IDEAS }, (_, nth) => nth).flatMap((nth): BuildIdea[] => {
    const given = (part: Parameters<typeof ideaField>[1]): string => plainText(values[ideaField(nth, part)])
    const [street, phase] = [given('street'), phases.find((one) => one === given('phase'))]
    if (street === '' && given('places') === '' && given('cost') === '') return []
    const places = whole(given('places'), 1, 10_000)
    const cost = amount(given('cost'), MOST_WAN)
    const wrong = (part: Parameters<typeof ideaField>[1], says: string): void => {
      errors[ideaField(nth, part)] = says
    }
    if (!streets.includes(street)) wrong('street', timingWords.form.pick)
    if (!phase) wrong('phase', timingWords.form.pick)
    if (places === null) wrong('places', timingWords.form.placesShape)
    if (!cost) wrong('cost', timingWords.form.costShape)
    return streets.includes(street) && phase && places !== null && cost ? [{ street, phase, places, cost }] : []
  })

export type TimingRead = { ok: true; value: TimingInput } | { ok: false; errors: Errors }

/** Reads the timing form. @returns what is asked, or a sentence a field by its name. */
const readTiming = (values: Readonly<Record<string, string>>, frame: TimingFrame): TimingRead => {
  const errors: Errors = {}
  const { form } = timingWords
  const horizon = whole(values.horizon, 3, 12)
  const budgets = readBudgets(plainText(values.budgets), errors)
  const sites = whole(values.sites, 1, MOST_SITES)
  const profile = readProfile(plainText(values.profile), errors)
  if (sites === null) errors.sites = form.sitesShape
  if (horizon === null) errors.horizon = form.horizonShape
  else if (!errors.profile && horizon <= profile.length) errors.horizon = form.horizonShort(profile.length)
  const costs: { project: string; cost: number }[] = []
  for (const [nth, project] of frame.projects.entries()) {
    const typed = plainText(values[costField(nth)])
    if (typed === '') continue
    const cost = amount(typed, MOST_WAN)
    if (cost) costs.push({ project, cost })
    else errors[costField(nth)] = form.costShape
  }
  const ideas = readIdeas(values, frame, errors)
  const reason = why.safeParse(values.why)
  if (!reason.success) errors.why = words.reasonShape
  if (Object.keys(errors).length === 0 && costs.length === 0 && ideas.length === 0)
    errors[frame.projects.length > 0 ? costField(0) : ideaField(0, 'street')] = form.nothing
  if (Object.keys(errors).length > 0 || horizon === null || sites === null || !reason.success)
    return { ok: false, errors }
  return { ok: true, value: { horizon, budgets, sites, profile, costs, ideas, why: reason.data } }
}

/** What either form of the page asks for. */
export type AdviceAsked = { deed: 'timing'; input: TimingInput } | { deed: 'catchments'; input: CatchmentInput }

type Issues = { path: [string]; message: string }[]
type AdviceRead = { success: true; data: AdviceAsked } | { success: false; error: { issues: Issues } }

const wrong = (errors: Errors): AdviceRead => ({
  success: false,
  error: { issues: Object.entries(errors).map(([field, message]) => ({ path: [field], message })) },
})

/** The reader of both forms; `deed` says which was sent. @param frame what stands in the timing form */
export const readAdviceForm = (frame: TimingFrame) => ({
  safeParse: (given: unknown): AdviceRead => {
    const values = given as Record<string, string>
    if (values.deed === 'timing') {
      const read = readTiming(values, frame)
      return read.ok ? { success: true, data: { deed: 'timing', input: read.value } } : wrong(read.errors)
    }
    if (values.deed !== 'catchments') return wrong({ deed: words.lead })
    const read = catchmentForm.safeParse(values)
    if (read.success) return { success: true, data: { deed: 'catchments', input: read.data } }
    return wrong(Object.fromEntries(read.error.issues.map(({ path, message }) => [String(path[0]), message])))
  },
})
