import type { ScenarioEdit } from '../plan/district-facts'

/** The fields of each kind of edit: the form, its reading and its words come from here. Pure. */

export type EditKind = ScenarioEdit['kind']

/** What a select offers comes from the district; numbers are whole unless `decimals`. Bounds are inclusive. */
export type EditField =
  | { name: string; type: 'project' | 'street' | 'phase' | 'scheme' }
  | { name: string; type: 'number'; from: number; to: number; decimals: number }
  | { name: string; type: 'day' }

const number = (name: string, from: number, to: number, decimals = 0): EditField => ({
  name,
  type: 'number',
  from,
  to,
  decimals,
})
const project: EditField = { name: 'project', type: 'project' }
const phase: EditField = { name: 'phase', type: 'phase' }

export const editFields: Record<EditKind, readonly EditField[]> = {
  delay: [project, number('months', -36, 60)],
  cancel: [project],
  build: [{ name: 'street', type: 'street' }, phase, number('places', 1, 10_000), { name: 'from', type: 'day' }],
  births: [number('factor', 0.5, 1.5, 2)],
  housing: [{ name: 'scheme', type: 'scheme' }, number('dwellings', 0, 50_000), number('delayYears', -10, 10)],
  // Typed in hundredths, kept as a share.
  boundary: [phase, { name: 'from', type: 'street' }, { name: 'to', type: 'street' }, number('share', 1, 100)],
  class_size: [phase, number('size', 10, 60), number('fromYear', 2020, 2100)],
}

export const editKinds = Object.keys(editFields) as EditKind[]
