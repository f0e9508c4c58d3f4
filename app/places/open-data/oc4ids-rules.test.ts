import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyFrame, foreignArbitrary, frame, recordArbitrary, TODAY } from '#db/makers/project-records'
import { projectKinds, projectStages } from '../projects/project-rules'
import { keptIn, keptOf, keptTogether, withKept } from './kept-fields'
import { kindOfType, stageOfStatus, statuses, statusOfStage, typeOfKind, types } from './oc4ids-codes'
import { fieldChanges, saysTheSame } from './oc4ids-diff'
import { MOST_BYTES, openOc4ids } from './open-oc4ids'
import { emptyRecord, type OpenRecord } from './open-record'
import { isObject, type Json, type JsonObject, readPlainJson, sameJson } from './plain-json'
import { schemaSentences } from './schema-sentences'
import { takeOc4ids } from './take-oc4ids'
import { schemaErrors } from './validate-oc4ids.server'
import { dayAsMoment, jsonText, momentOf, oc4idsPackage, toOc4ids } from './write-oc4ids'

const NOW = Date.parse('2026-11-23T09:00:00+08:00')
const world = { frame, named: frame, documents: new Set<string>(), now: NOW, today: TODAY }
const take = (file: JsonObject, before: OpenRecord | null = null, where: Partial<typeof world> = {}) =>
  takeOc4ids(file, { before, ...world, ...where })

/** A record in a district that has nothing but itself, with the streets that the file brings. */
const takeIntoEmpty = (file: JsonObject) => {
  const { street } = take(file, null, { frame: emptyFrame, named: emptyFrame })
  const named = { ...emptyFrame, streets: new Map(street ? [[street.code, street.name] as const] : []) }
  return { ...take(file, null, { frame: emptyFrame, named }), named }
}

/** Values of `b` win where both say something; lists of items with ids are put together. */
const both = (a: JsonObject, b: JsonObject): JsonObject => {
  const merged = { ...a }
  for (const [name, value] of Object.entries(b)) {
    const own = merged[name]
    if (Array.isArray(own) && Array.isArray(value) && value.every((one) => isObject(one)))
      merged[name] = [...own, ...value]
    else merged[name] = isObject(own) && isObject(value) ? { ...own, ...value } : value
  }
  return merged
}

describe('codes', () => {
  test('every stage and kind comes back from its code', () => {
    for (const stage of projectStages) expect(stageOfStatus[statusOfStage[stage]]).toBe(stage)
    for (const kind of projectKinds) expect(kindOfType[typeOfKind[kind]]).toBe(kind)
  })

  test.each(statuses)('the status %s goes out as it came in, until somebody changes the stage', (status) => {
    const { after } = take({ id: 'p', title: '项目', status })
    expect(after && toOc4ids(after, frame).status).toBe(status)
    const moved = after && { ...after, stage: 'preparing' as const }
    expect(moved && toOc4ids(moved, frame).status).toBe('preparation')
  })

  test.each(types)('the type %s goes out as it came in', (type) => {
    const { after } = take({ id: 'p', title: '项目', type })
    expect(after && toOc4ids(after, frame).type).toBe(type)
  })
})

describe('what goes out', () => {
  test('is valid by the schema of OC4IDS 0.9.5, whatever the project', () => {
    fc.assert(
      fc.property(recordArbitrary, (record) => {
        expect(schemaErrors(toOc4ids(record, frame))).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  test('says what a project is', () => {
    const record: OpenRecord = {
      ...emptyRecord('370105-1'),
      title: '汇才学校',
      kind: 'enlarged',
      stage: 'running',
      street: '370105015',
      school: 'xx01',
      budgetFen: 1_234_567_89,
      places: [{ phase: 'primary', places: 1080, classes: 24 }],
      milestones: [{ kind: 'in_use', dueOn: '2026-09-01', metOn: '2026-09-01', saidAt: NOW }],
      changedAt: NOW,
      invented: true,
    }
    const written = toOc4ids(record, frame)
    expect(written).toMatchObject({
      id: '370105-1',
      updated: '2026-11-23T09:00:00.000+08:00',
      status: 'maintenance',
      type: 'expansion',
      sector: ['education'],
      budget: { amount: { amount: 1_234_567.89, currency: 'CNY' } },
      period: { endDate: '2026-09-01T00:00:00+08:00' },
      locations: [{ id: 'site', address: { locality: '泺口街道' }, gazetteer: { identifiers: ['370105015'] } }],
      forecasts: [{ id: 'places-primary', observations: [{ measure: 1080, unit: { name: '学位' } }, { measure: 24 }] }],
      metrics: [{ id: 'places-primary' }],
      milestones: [{ id: 'in_use', title: '开学启用', status: 'met', dateMet: '2026-09-01T00:00:00+08:00' }],
      completion: { endDate: '2026-09-01T00:00:00+08:00', finalScope: '小学 1,080 个学位' },
    })
    expect(JSON.stringify(written)).toContain('示例：不是真的项目')
  })

  test('is the same whatever the order of rows and names, and dated by the last change', () => {
    const records = [
      { ...emptyRecord('b'), title: 'b', changedAt: NOW },
      { ...emptyRecord('a'), title: 'a', changedAt: NOW - 1 },
    ]
    const first = oc4idsPackage({ all: records, shown: records }, frame, 'https://a.example/projects.json')
    const turned = [...records].reverse()
    expect(jsonText(oc4idsPackage({ all: turned, shown: turned }, frame, 'https://a.example/projects.json'))).toBe(
      jsonText(first),
    )
    expect(first).toMatchObject({ publishedDate: momentOf(NOW), version: '0.9', projects: [{ id: 'a' }, { id: 'b' }] })
  })
})

describe('there and back', () => {
  test('a project comes back from its file byte for byte, in a district that knew nothing', () => {
    fc.assert(
      fc.property(recordArbitrary, (record) => {
        const file = toOc4ids(record, frame)
        const { after, faults, named } = takeIntoEmpty(JSON.parse(jsonText(file)))
        expect(faults).toEqual([])
        expect(after && jsonText(toOc4ids(after, named))).toBe(jsonText(file))
      }),
      { numRuns: 200 },
    )
  })

  test('what another portal says is kept, stays where it was, and travels on', () => {
    fc.assert(
      fc.property(recordArbitrary, foreignArbitrary, (record, foreign) => {
        const file = both(toOc4ids({ ...record, milestones: [] }, frame), foreign)
        expect(schemaErrors(file)).toEqual([])
        const first = takeIntoEmpty(JSON.parse(jsonText(file)))
        expect(first.faults).toEqual([])
        const exported = first.after ? toOc4ids(first.after, first.named) : {}
        expect(schemaErrors(exported)).toEqual([])
        expect(missingIn(file, exported)).toEqual([])
        const second = takeIntoEmpty(JSON.parse(jsonText(exported)))
        expect(second.after && jsonText(toOc4ids(second.after, second.named))).toBe(jsonText(exported))
      }),
      { numRuns: 200 },
    )
  })

  test('an own file changes nothing where it came from', () => {
    fc.assert(
      fc.property(recordArbitrary, (record) => {
        expect(take(toOc4ids(record, frame), record).kind).toBe('same')
      }),
      { numRuns: 100 },
    )
  })
})

/** Places of values that `is` does not say, items of lists told by their id. */
const missingIn = (said: Json | undefined, is: Json | undefined, at = ''): string[] => {
  if (isObject(said))
    return Object.entries(said).flatMap(([name, value]) =>
      missingIn(value, isObject(is) ? is[name] : undefined, `${at}.${name}`),
    )
  if (Array.isArray(said) && said.every((one) => isObject(one) && typeof one.id === 'string'))
    return said.flatMap((one) =>
      missingIn(
        one,
        Array.isArray(is) ? is.find((other) => isObject(one) && isObject(other) && other.id === one.id) : undefined,
        `${at}[]`,
      ),
    )
  return sameJson(said, is) ? [] : [at]
}

describe('what comes in', () => {
  const standing: OpenRecord = {
    ...emptyRecord('p'),
    title: '旧名',
    about: '六层楼',
    street: '370105015',
    budgetFen: 100,
    places: [{ phase: 'primary', places: 360, classes: 8 }],
    milestones: [{ kind: 'in_use', dueOn: '2027-08-20', metOn: null, saidAt: NOW - 1_000 }],
    changedAt: NOW - 1_000,
  }

  test('what a file does not say stays as it is', () => {
    const { kind, after, changes } = take({ id: 'p', title: '新名' }, standing)
    expect(kind).toBe('changed')
    expect(after).toMatchObject({ ...standing, title: '新名', changedAt: NOW, more: expect.anything() })
    expect(changes).toEqual([{ name: '名称', was: '旧名', now: '新名' }])
  })

  test('a moved date is told as a day', () => {
    const { changes, after } = take(
      { id: 'p', title: '旧名', milestones: [{ id: 'in_use', dueDate: '2027-10-20T00:00:00+08:00' }] },
      standing,
    )
    expect(changes).toEqual([{ name: '开学启用，计划', was: '2027-08-20', now: '2027-10-20' }])
    expect(after?.milestones).toEqual([{ kind: 'in_use', dueOn: '2027-10-20', metOn: null, saidAt: NOW }])
  })

  test('unknown fields are kept, and a later silence does not lose them', () => {
    const first = take(
      { id: 'p', title: '旧名', purpose: '上学', milestones: [{ id: 'roof', type: 'delivery' }] },
      standing,
    )
    expect(first.kind).toBe('changed')
    const second = take({ id: 'p', title: '又一个名' }, first.after)
    const written = second.after ? toOc4ids(second.after, frame) : {}
    expect(written).toMatchObject({ purpose: '上学', milestones: [{ id: 'in_use' }, { id: 'roof', type: 'delivery' }] })
    const third = take({ id: 'p', purpose: '上好学', title: '又一个名' }, second.after)
    expect(third.changes).toEqual([{ name: 'purpose', was: '上学', now: '上好学' }])
    expect(third.after && keptIn(third.after.more).filter(({ at }) => at[0] === 'purpose')).toHaveLength(1)
  })

  test('the moment of a day is kept as long as the day is the same', () => {
    const { after } = take(
      { id: 'p', title: '旧名', milestones: [{ id: 'in_use', dueDate: '2027-08-19T23:30:00Z' }] },
      standing,
    )
    expect(after?.milestones[0]?.dueOn).toBe('2027-08-20')
    const dueOf = (record: OpenRecord | null): unknown => record && toOc4ids(record, frame).milestones
    expect(dueOf(after)).toMatchObject([{ dueDate: '2027-08-19T23:30:00Z' }])
    const moved = after && {
      ...after,
      milestones: [{ kind: 'in_use' as const, dueOn: '2027-09-30', metOn: null, saidAt: NOW }],
    }
    expect(dueOf(moved)).toMatchObject([{ dueDate: dayAsMoment('2027-09-30') }])
  })

  test('a paper of the portal itself does not come back after it was taken away', () => {
    const documents = [
      { id: 'mine', title: '内部' },
      { id: 'theirs', title: '外面' },
    ]
    const { after } = take({ id: 'p', title: '旧名', documents }, standing, { documents: new Set(['mine']) })
    expect(after && toOc4ids(after, frame).documents).toEqual([{ id: 'theirs', title: '外面' }])
  })

  test('a change is never told to be older than the one before it', () => {
    const { after } = take({ id: 'p', title: '新名', updated: '2020-01-01T00:00:00Z' }, standing)
    expect(after && toOc4ids(after, frame).updated).toBe(momentOf(NOW))
  })

  test.each<[string, JsonObject, string]>([
    ['an id that no address can hold', { id: '../../etc', title: 'x' }, 'id'],
    ['no name', { id: 'n' }, 'title'],
    ['a name without end', { id: 'n', title: '长'.repeat(10_000) }, 'title'],
    [
      'money below nothing',
      { id: 'n', title: 'x', budget: { amount: { amount: -1, currency: 'CNY' } } },
      'budget.amount.amount',
    ],
    [
      'money beyond all',
      { id: 'n', title: 'x', budget: { amount: { amount: 1e300, currency: 'CNY' } } },
      'budget.amount.amount',
    ],
    [
      'half a place',
      { id: 'n', title: 'x', forecasts: [{ id: 'places-primary', observations: [{ id: 'places', measure: 1.5 }] }] },
      'forecasts[0].observations[0].measure',
    ],
    [
      'a street that the district has not',
      { id: 'n', title: 'x', locations: [{ id: 'site', gazetteer: { scheme: 'CN-XZQH', identifiers: ['999'] } }] },
      'locations[0].gazetteer.identifiers',
    ],
    [
      'a place off the globe',
      { id: 'n', title: 'x', locations: [{ id: 'site', geometry: { type: 'Point', coordinates: [400, 0] } }] },
      'locations[0].geometry.coordinates',
    ],
    [
      'an end before the beginning',
      {
        id: 'n',
        title: 'x',
        milestones: [
          { id: 'started', dueDate: '2027-05-01T00:00:00Z' },
          { id: 'finished', dueDate: '2027-04-01T00:00:00Z' },
        ],
      },
      'milestones[1]',
    ],
    [
      'what came tomorrow',
      { id: 'n', title: 'x', milestones: [{ id: 'started', dateMet: '2026-11-24T00:00:00+08:00' }] },
      'milestones[0]',
    ],
    [
      'a day of another age',
      { id: 'n', title: 'x', milestones: [{ id: 'started', dueDate: '0001-01-01T00:00:00Z' }] },
      'milestones[0].dueDate',
    ],
    [
      'a stage behind its dates',
      { id: 'n', title: 'x', status: 'preparation', milestones: [{ id: 'started', dateMet: '2026-01-01T00:00:00Z' }] },
      'status',
    ],
  ])('is refused with its place: %s', (_, file, at) => {
    const taken = take(file)
    expect(taken).toMatchObject({ kind: 'wrong', after: null })
    expect(taken.faults.map((one) => one.at)).toContain(at)
  })

  test('what the schema has against a file becomes sentences with their places', () => {
    const said = schemaSentences(
      schemaErrors({
        title: '',
        status: 'open',
        milestones: [{ id: 'a', dueDate: '2027-02-30T00:00:00Z' }, { title: 'b' }],
        locations: [],
        sector: 'education',
      }),
    )
    expect(said.map(({ at }) => at)).toEqual([
      '',
      'locations',
      'milestones[0].dueDate',
      'milestones[1]',
      'sector',
      'status',
      'title',
    ])
    expect(said[0]?.says).toBe('少了 id。')
    expect(said[2]?.says).toContain('2027-09-01T00:00:00+08:00')
    for (const { says } of said) expect(says).toMatch(/。$/u)
  })
})

describe('a file', () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
  const says = (text: string): string => {
    const opened = openOc4ids(bytes(text))
    return 'says' in opened ? opened.says : ''
  }

  test('is a package, or one project, with or without a mark of byte order', () => {
    expect(openOc4ids(bytes('{"projects":[{"id":"a"},{"id":"b"}]}'))).toMatchObject({
      projects: [{ id: 'a' }, { id: 'b' }],
    })
    expect(openOc4ids(bytes('\ufeff{"id":"a"}'))).toEqual({ projects: [{ id: 'a' }] })
  })

  test('is refused whole where it cannot be worked on', () => {
    expect(says('{"id":')).toBe('不是 JSON，可能没有存完整。')
    expect(says(`{"id":"a","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).toBe('一层套一层太深了。')
    expect(says('{"id":"a","__proto__":{"officer":true}}')).toBe('__proto__ 有不能用的名字。')
    expect(says('{"id":"a","x":{"constructor":1}}')).toBe('x.constructor 有不能用的名字。')
    expect(says('{"id":"a","x":1e999}')).toBe('x 有大得没法算的数。')
    expect(says('{"id":"a\\u0000"}')).toBe('id 有坏掉的字符。')
    expect(says('{"id":"\\ud800"}')).toBe('id 有坏掉的字符。')
    expect(says(`{"id":"a","x":[${'1,'.repeat(5_000)}1]}`)).toBe('x 一个列表里的东西太多。')
    expect(says('{"projects":[]}')).toBe('里面没有项目。')
    expect(says('{"projects":[1]}')).toBe('不是一个项目，也不是带 projects 的一包项目。')
    for (const text of ['[]', '1', '"x"', 'null', '{}'])
      expect(says(text)).toBe('不是一个项目，也不是带 projects 的一包项目。')
    expect(openOc4ids(new Uint8Array([0xff, 0xfe, 0x7b]))).toEqual({ says: '文字不是 UTF-8。' })
    expect(openOc4ids(new Uint8Array(MOST_BYTES + 1))).toEqual({ says: '超过 5 MB，请分成几份。' })
  })

  test('no name in it reaches a prototype', () => {
    const read = readPlainJson('{"a":{"__proto__":{"x":1}}}')
    expect(read).toEqual({ fault: 'name', at: 'a.__proto__' })
    expect(({} as { x?: number }).x).toBeUndefined()
  })
})

describe('what is kept', () => {
  test('putting back what was kept gives everything the file said', () => {
    const json = fc.jsonValue({ maxDepth: 3 }).filter((value) => isObject(value as Json)) as fc.Arbitrary<JsonObject>
    fc.assert(
      fc.property(json, json, (own, file) => {
        expect(missingIn(file, withKept(own, keptOf(own, file)))).toEqual([])
      }),
    )
  })

  test('the same file a second time adds nothing', () => {
    fc.assert(
      fc.property(recordArbitrary, foreignArbitrary, (record, foreign) => {
        const kept = keptOf(toOc4ids(record, frame), foreign)
        expect(keptTogether(kept, kept)).toEqual(kept)
      }),
    )
  })

  test('two states are the same but for when they were said', () => {
    expect(
      saysTheSame({ updated: '1', milestones: [{ id: 'a', dateModified: '1' }] }, { milestones: [{ id: 'a' }] }),
    ).toBe(true)
    expect(saysTheSame({ title: 'a' }, { title: 'b' })).toBe(false)
    expect(fieldChanges({ id: 'a', 'x-y': [1, 2] }, { id: 'a', 'x-y': [1, 3] })).toEqual([
      { name: 'x-y', was: '1、2', now: '1、3' },
    ])
  })
})
