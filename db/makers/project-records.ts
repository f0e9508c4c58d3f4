import fc from 'fast-check'
import type { MilestoneKind, Phase, ProjectKind, ProjectStage } from '#db/schema/index'
import { emptyRecord, type OpenRecord, type RecordFrame, recordDates } from '~/places/open-data/open-record'
import type { JsonObject } from '~/places/open-data/plain-json'
import { phases } from '~/places/phases'
import { milestoneKinds } from '~/places/projects/milestone-rules'
import { projectKinds, projectStages, stageByDates } from '~/places/projects/project-rules'
import { addDays } from '~/shared/day'

/** Projects for the tests, made up by fast-check: every kind and stage, hostile texts, odd dates and money. */

export const TODAY = '2026-11-23'

export const frame: RecordFrame = {
  district: { id: '370105', name: '济南市天桥区' },
  streets: new Map([
    ['370105013', '药山街道'],
    ['370105015', '泺口街道'],
  ]),
  schools: new Map([['xx01', '柳岸小学（示例）']]),
  controlTotals: new Map([['places', '全部项目的学位']]),
}

export const emptyFrame: RecordFrame = {
  ...frame,
  streets: new Map(),
  schools: new Map(),
  controlTotals: new Map(),
}

const hostile = fc.constantFrom(
  '<script>alert(1)</script>',
  '=1+1',
  '__proto__',
  '"; drop table project; --',
  '🏫\u202e反过来',
  'a\u2028b',
  '  两头有空  ',
  '&amp;lt;',
)

const word = (most: number) =>
  fc
    .oneof(fc.string({ unit: 'grapheme', maxLength: most }), hostile)
    .map((text) => text.replace(/\0|\p{Surrogate}/gu, ''))

const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,20}$/).filter((text) => !text.endsWith('.data'))

const met = fc.integer({ min: -2_000, max: 0 })
const ahead = fc.integer({ min: 1, max: 3_000 })

/** Four dates in their order: the first `came` of them have come. */
const milestones = fc
  .record({
    came: fc.integer({ min: 0, max: 4 }),
    past: fc.array(met, { minLength: 4, maxLength: 4 }),
    future: fc.array(ahead, { minLength: 4, maxLength: 4 }),
    rows: fc.integer({ min: 0, max: 4 }),
    undated: fc.boolean(),
  })
  .map(({ came, past, future, rows, undated }) => {
    const back = [...past].sort((a, b) => a - b)
    const on = [...future].sort((a, b) => a - b)
    return milestoneKinds.slice(0, rows).map((kind, i) => {
      const metOn = i < came ? addDays(TODAY, back[i] ?? 0) : null
      const dueOn = undated && i >= came ? null : addDays(TODAY, i < came ? (back[i] ?? 0) - 30 : (on[i] ?? 1))
      return { kind: kind as MilestoneKind, dueOn, metOn, saidAt: 1_700_000_000_000 + i }
    })
  })

export const recordArbitrary: fc.Arbitrary<OpenRecord> = fc
  .record({
    id,
    title: word(40).map((text) => (text.trim() === '' ? '项目' : text)),
    kind: fc.constantFrom<ProjectKind>(...projectKinds),
    stage: fc.constantFrom<ProjectStage>(...projectStages),
    street: fc.constantFrom('', ...frame.streets.keys()),
    school: fc.constantFrom('', 'xx01', 'unknown-school'),
    about: word(80),
    address: word(40),
    longitude: fc.option(fc.double({ min: -180, max: 180, noNaN: true })),
    latitude: fc.option(fc.double({ min: -90, max: 90, noNaN: true })),
    budgetFen: fc.option(fc.integer({ min: 0, max: 10_000_000_000_000 })),
    budgetSource: word(30),
    controlTotal: fc.constantFrom('', 'places', 'gone'),
    published: fc.boolean(),
    invented: fc.boolean(),
    places: fc.subarray([...phases]).chain((some) =>
      fc.tuple(
        ...some.map((phase: Phase) =>
          fc.record({
            phase: fc.constant(phase),
            places: fc.integer({ min: 0, max: 20_000 }),
            classes: fc.integer({ min: 0, max: 200 }),
          }),
        ),
      ),
    ),
    milestones,
    changedAt: fc.integer({ min: 1_600_000_000_000, max: 1_800_000_000_000 }),
  })
  .map((one): OpenRecord => {
    const least = stageByDates(recordDates(one))
    const behind = projectStages.indexOf(one.stage) < projectStages.indexOf(least)
    return { ...emptyRecord(one.id), ...one, stage: behind ? least : one.stage }
  })

const moment = fc.constantFrom('2027-03-01T08:30:00Z', '2027-03-01T00:00:00+08:00', '2026-12-31T23:59:59.5-05:00')

/** What files of other portals say beyond the portal's own fields. */
export const foreignArbitrary: fc.Arbitrary<JsonObject> = fc.record(
  {
    purpose: fc.constant('一所学校'),
    'x-own': fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value).replaceAll('\\u0000', ''))),
    status: fc.constantFrom('decommissioning', 'decommissioned', 'cancelled'),
    type: fc.constantFrom('decommissioning', 'replacement'),
    sector: fc.constant(['education', 'education.primary']),
    updated: moment,
    contractingProcesses: fc.constant([
      { id: 'ocds-1', summary: { title: '总包', finalValue: { amount: 1, currency: 'EUR' } } },
    ]),
    relatedProjects: fc.constant([{ id: '1', identifier: 'p-2', relationship: 'construction' }]),
    documents: fc.constant([{ id: 'd1', title: '可研', url: 'https://example.org/a.pdf', author: '某院' }]),
    locations: fc.constant([{ id: 'far', description: '某地', gazetteer: { scheme: 'GEONAMES', identifiers: ['1'] } }]),
    metrics: fc.constant([{ id: 'jobs', observations: [{ id: '1', measure: '12', unit: { name: '人' } }] }]),
    milestones: fc.constant([
      { id: 'roof', title: '封顶', type: 'delivery', dueDate: '2027-01-05T00:00:00Z', status: 'scheduled' },
    ]),
    parties: fc.constant([{ id: 'builder', name: '某建', roles: ['supplier'], address: { locality: '济南' } }]),
    completion: fc.constant({ finalValueDetails: '决算未出' }),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<JsonObject>
