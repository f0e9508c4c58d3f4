import * as z from 'zod/mini'

/** What the address of the list of projects may ask for. Client-safe. */

const short = z._default(z.string().check(z.maxLength(64)), '')

export const projectViews = ['list', 'board', 'timeline', 'map'] as const
export type ProjectView = (typeof projectViews)[number]

/** What the list can be sorted by; with a leading - the other way round. */
export const sortKeys = ['title', 'street', 'stage', 'places', 'use', 'chance', 'state'] as const
export type SortKey = (typeof sortKeys)[number]

export const projectSearch = z.object({
  view: z._default(z.enum(projectViews), 'list'),
  street: short,
  kind: z._default(z.enum(['', 'new', 'enlarged', 'upgraded', 'replaced']), ''),
  stage: z._default(z.enum(['', 'proposed', 'preparing', 'building', 'handover', 'running', 'cancelled']), ''),
  phase: z._default(z.enum(['', 'kindergarten', 'primary', 'junior']), ''),
  /** Only the projects of an announced total. */
  total: short,
  sort: z._default(z.string().check(z.regex(/^-?(?:title|street|stage|places|use|chance|state)$/)), 'state'),
})

export type ProjectSearch = z.infer<typeof projectSearch>

/** The column and direction that an address sorts by. */
export const sortOf = ({ sort }: Pick<ProjectSearch, 'sort'>): { key: SortKey; down: boolean } => {
  const plain = sort.replace('-', '')
  return { key: sortKeys.find((key) => key === plain) ?? 'state', down: sort.startsWith('-') }
}

/** The query of a page without what is usual, as links carry it. */
export const queryOf = (search: ProjectSearch, over: Partial<ProjectSearch> = {}): Record<string, string> => {
  const { view, sort, ...rest } = { ...search, ...over }
  return { ...rest, view: view === 'list' ? '' : view, sort: sort === 'state' ? '' : sort }
}

/** True when the list is narrowed down. */
export const isFiltered = ({ street, kind, stage, phase, total }: ProjectSearch): boolean =>
  [street, kind, stage, phase, total].some((one) => one !== '')
