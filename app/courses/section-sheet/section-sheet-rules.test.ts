import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SheetTable } from '~/shared/sheet/sheet'
import { plainCalendar } from '../calendar-rules'
import { courseCategories } from '../course-form'
import type { SchoolFrame, SectionDraft } from '../section-rules'
import { asRead, columnKeys, headOf, readGrades, readSlots, type SectionCells } from './section-columns'
import {
  cellsOfKnown,
  countsOf,
  type KnownSection,
  readLines,
  readTables,
  type SheetWorld,
} from './section-sheet-rules'
import { exportSheets, templateSheets } from './section-sheets'

const frame: SchoolFrame = {
  stage: 'primary',
  term: { id: '2026-autumn', startsOn: '2026-09-01', endsOn: '2027-01-22' },
  periods: [
    { number: 1, name: '作业辅导', startsAt: '15:40', endsAt: '16:20' },
    { number: 2, name: '素质拓展', startsAt: '16:30', endsAt: '17:30' },
  ],
  instructors: [
    { id: 'lin', name: '林老师', account: 'a', provider: null, providerName: null, listedUntil: null },
    { id: 'xu-1', name: '许老师', account: null, provider: 'p', providerName: '泉城棋院', listedUntil: '2027-06-30' },
    { id: 'xu-2', name: '许老师', account: 'b', provider: null, providerName: null, listedUntil: null },
    { id: 'old', name: '孟老师', account: null, provider: 'q', providerName: '旧机构', listedUntil: '2026-08-31' },
  ],
}

const draft = (given: Partial<SectionDraft> = {}): SectionDraft => ({
  title: '面食工坊',
  label: '',
  category: 'craft',
  description: '从和面开始。',
  bring: '',
  outline: [{ sessions: '1–4', text: '认识面粉' }],
  grades: 0b1110,
  slots: [12, 32],
  room: '劳动教室',
  instructor: 'lin',
  minimum: 10,
  capacity: 24,
  lessonFen: 350,
  materialFen: 800,
  startsOn: '2026-09-07',
  endsOn: '2027-01-15',
  cutOffOn: '2026-12-31',
  ...given,
})

const known = (id: string, given: Partial<SectionDraft> = {}, more: Partial<KnownSection> = {}): KnownSection => ({
  id,
  stage: 'approved',
  lastStep: 2,
  taken: 0,
  instructorName: '林老师',
  draft: draft(given),
  ...more,
})

const worldOf = (...sections: KnownSection[]): SheetWorld => ({ frame, calendar: plainCalendar, known: sections })

const cells = (given: Partial<SectionCells> = {}): SectionCells => {
  const [own] = cellsOfKnown(worldOf(known('one')))
  if (!own) throw new Error('no cells')
  return { ...own, ...given }
}

const tableOf = (...lines: SectionCells[]): SheetTable => ({
  name: '课程',
  header: columnKeys.map(headOf),
  rows: lines.map((line, i) => ({ line: i + 2, cells: columnKeys.map((key) => line[key]) })),
})

const read = (world: SheetWorld, ...lines: SectionCells[]) => readLines(readTables([tableOf(...lines)]).lines, world)
const sentences = (given: Partial<SectionCells>, world = worldOf()) =>
  Object.fromEntries(read(world, cells(given)).lines.flatMap(({ errors }) => errors.map((e) => [e.column, e.sentence])))

describe('the cells of a sheet', () => {
  it.each([
    ['三年级', [3]],
    ['一到三年级', [1, 2, 3]],
    ['一、三、五年级', [1, 3, 5]],
    ['1-3', [1, 2, 3]],
    ['1,2，6', [1, 2, 6]],
    ['四至六年级', [4, 5, 6]],
    ['3 年级', [3]],
  ])('%s is grades', (text, grades) => {
    expect(readGrades(text)).toBe(grades.reduce((mask, grade) => mask | (1 << grade), 0))
  })
  it.each(['', '全部', '十年级', '三到一年级', '0', '一二'])('%s is none', (text) =>
    expect(readGrades(text)).toBeNull(),
  )

  it.each([
    ['周一 第2时段、周三 第2时段', [12, 32]],
    ['周一、周三 第2时段', [12, 32]],
    ['周一到周五 第1时段', [11, 21, 31, 41, 51]],
    ['星期二第二时段', [22]],
    ['周四 素质拓展', [42]],
    ['周五2', [52]],
    ['周一 第2时段；周一 第2时段', [12]],
  ])('%s is times', (text, slots) => expect(readSlots(text, frame.periods)).toEqual({ slots }))
  it('tells what is no time from a period that the school has not', () => {
    expect(readSlots('周日 第1时段', frame.periods)).toEqual({ shape: '周日 第1时段' })
    expect(readSlots('下午', frame.periods)).toEqual({ shape: '下午' })
    expect(readSlots('周一', frame.periods)).toEqual({ shape: '周一' })
    expect(readSlots('周一 第3时段', frame.periods)).toEqual({ foreign: '周一 第3时段' })
  })
})

describe('the lines of a sheet', () => {
  it('tells new, changed and unchanged, and which fields differ', () => {
    const world = worldOf(known('one'), known('two', { title: '版画' }))
    const { lines } = read(
      world,
      cells(),
      cells({ title: '版画', room: '美术室', lessonFen: '4.5' }),
      cells({ title: '合唱' }),
    )
    expect(lines.map(({ kind, section }) => [kind, section])).toEqual([
      ['unchanged', 'one'],
      ['changed', 'two'],
      ['new', null],
    ])
    expect(lines[1]?.before).toEqual({ room: '劳动教室', lessonFen: '3.5' })
    expect(lines[1]?.draft).toMatchObject({ room: '美术室', lessonFen: 450, slots: [12, 32] })
    expect(lines[2]?.draft?.feeFen).toBe(lines[2] ? 350 * (lines[2].draft?.sessions ?? 0) + 800 : 0)
  })

  it('gives five different errors of one sheet a sentence each, with line and column', () => {
    const { lines } = read(
      worldOf(),
      cells({ title: '甲', category: '烹饪' }),
      cells({ title: '乙', slots: '周一 第3时段' }),
      cells({ title: '丙', instructor: '王老师' }),
      cells({ title: '丁', lessonFen: '三块五' }),
      cells({ title: '戊', cutOffOn: '2026-02-30' }),
      cells({ title: '己' }),
    )
    expect(countsOf(lines)).toEqual({ fresh: 1, changed: 0, unchanged: 0, wrong: 5 })
    const said = lines.flatMap(({ line, errors }) =>
      errors.map(({ column, sentence }) => [line, headOf(column), sentence]),
    )
    expect(said).toEqual([
      [2, '类别', `“烹饪”不是类别，写其中一个：体育、美术、音乐、科创、阅读表达、劳动手工、棋艺思维、传统文化。`],
      [3, '时间', '“周一 第3时段”学校没有。这学期有：第1时段（作业辅导）、第2时段（素质拓展）。'],
      [4, '授课教师', '名单里没有“王老师”，从下拉里选，或先到“外聘老师”里加。'],
      [5, '每次课费(元)', '写成元，最多两位小数，比如 3.5，不超过 9999。'],
      [6, '截止换课日', '“2026-02-30”不是日历上的日期，写成 2026-09-07。'],
    ])
  })

  it('finds every error of one line at once', () => {
    expect(
      Object.keys(sentences({ title: '', grades: '七年级', minimum: '30', capacity: 'x', endsOn: '2028-01-01' })),
    ).toEqual(['title', 'grades', 'capacity', 'endsOn'])
    expect(sentences({ minimum: '30' })).toEqual({ minimum: '开班人数不能比名额多。' })
    expect(sentences({ startsOn: 'x', endsOn: '2026-12-01', cutOffOn: '2026-11-01' })).toHaveProperty('startsOn')
    expect(Object.keys(sentences({ startsOn: 'x', endsOn: '2026-12-01', cutOffOn: '2026-11-01' }))).toEqual([
      'startsOn',
    ])
    expect(
      sentences({ startsOn: '2026-09-07', endsOn: '2026-09-08', cutOffOn: '2026-09-08', slots: '周五 第2时段' }),
    ).toEqual({
      endsOn: '这段日子里一次课也没有，看看日期和时间。',
    })
  })

  it('asks which of two teachers of one name is meant, and takes either word', () => {
    expect(sentences({ instructor: '许老师' })).toEqual({})
    expect(read(worldOf(), cells({ instructor: '许老师' })).lines[0]?.draft?.instructor).toBe('xu-2')
    expect(read(worldOf(), cells({ instructor: '许老师(泉城棋院)' })).lines[0]?.draft?.instructor).toBe('xu-1')
    expect(sentences({ instructor: '孟老师' })).toEqual({
      instructor: '旧机构在区里的名单只到 8 月 31 日，开课时已经过期。',
    })
  })

  it('knows dates and money as people write them', () => {
    const { lines } = read(
      worldOf(),
      cells({ startsOn: '2026/9/8', endsOn: '2027年1月15日', lessonFen: '¥3.50', materialFen: '8元' }),
    )
    expect(lines[0]?.draft).toMatchObject({
      startsOn: '2026-09-08',
      endsOn: '2027-01-15',
      lessonFen: 350,
      materialFen: 800,
    })
  })

  it('does not change what families have seen, and says where to', () => {
    const world = worldOf(known('one', {}, { stage: 'published' }))
    expect(read(world, cells()).lines[0]?.kind).toBe('unchanged')
    const [line] = read(world, cells({ room: '操场' })).lines
    expect(line).toMatchObject({ kind: 'fixed', section: 'one', draft: null })
    expect(line?.errors[0]?.sentence).toContain('已发布')
  })

  it('says when a change takes back what the bureau has', () => {
    const world = worldOf(known('one', {}, { stage: 'filed' }), known('two', { title: '版画' }))
    expect(read(world, cells({ minimum: '12' })).lines[0]).toMatchObject({ kind: 'changed', takesBack: true })
    expect(read(world, cells({ title: '版画', minimum: '12' })).lines[0]).toMatchObject({ takesBack: false })
  })

  it('refuses one class twice, and a name that two sections bear', () => {
    const { lines } = read(worldOf(), cells(), cells({ room: '操场' }))
    expect(lines.map(({ kind }) => kind)).toEqual(['new', 'wrong'])
    expect(lines[1]?.errors[0]?.sentence).toContain('第 2 行')
    const twins = worldOf(known('one'), known('two', { room: '操场' }))
    expect(read(twins, cells({ room: '操场' }), cells()).lines.map(({ section }) => section)).toEqual(['two', 'one'])
    expect(read(twins, cells({ room: '礼堂' })).lines[0]?.kind).toBe('wrong')
  })

  it('opens anew what was closed', () => {
    expect(read(worldOf(known('one', {}, { stage: 'closed' })), cells()).lines[0]?.kind).toBe('new')
  })

  it('passes over the example of the template, and names columns that are missing or unknown', () => {
    const [sheet] = templateSheets(frame, [])
    const line = sheet?.rows[0]?.map((cell) => asRead(String(cell ?? ''))) ?? []
    const table: SheetTable = { name: '课程', header: columnKeys.map(headOf), rows: [{ line: 2, cells: line }] }
    expect(readLines(readTables([table]).lines, worldOf())).toEqual({ lines: [], examples: 1 })
    expect(readTables([{ ...table, header: [...table.header.slice(0, 16), '备注'] }])).toMatchObject({
      missing: ['截止换课日'],
      ignored: ['备注'],
    })
  })
})

const text = (most: number) => fc.string({ unit: 'binary', minLength: 1, maxLength: most }).map(asRead)
const filled = (most: number) => text(most).filter((one) => one !== '' && ![...one].some((char) => char < ' '))
const anyDraft: fc.Arbitrary<SectionDraft> = fc.record({
  title: filled(30),
  label: fc.oneof(fc.constant(''), filled(12)),
  category: fc.constantFrom(...courseCategories),
  description: filled(600),
  bring: fc.oneof(fc.constant(''), filled(100)),
  outline: fc.array(fc.record({ sessions: fc.constantFrom('1', '2–3'), text: fc.constantFrom('认识面粉', '比赛') }), {
    maxLength: 5,
  }),
  grades: fc.integer({ min: 1, max: 63 }).map((mask) => mask << 1),
  slots: fc
    .uniqueArray(fc.constantFrom(11, 12, 21, 22, 33, 42, 51), { minLength: 1 })
    .map((slots) => slots.sort((a, b) => a - b)),
  room: filled(30),
  instructor: fc.constantFrom('lin', 'xu-1', 'xu-2', 'old', 'gone'),
  minimum: fc.integer({ min: 1, max: 600 }),
  capacity: fc.integer({ min: 1, max: 600 }),
  lessonFen: fc.integer({ min: 0, max: 999_999 }),
  materialFen: fc.integer({ min: 0, max: 999_999 }),
  startsOn: fc.constantFrom('2026-09-07', '2026-01-01'),
  endsOn: fc.constantFrom('2027-01-15', '2028-01-01'),
  cutOffOn: fc.constantFrom('2026-12-31', '2027-01-15'),
})
const stages = ['approved', 'sent', 'filed', 'published', 'returned', 'submitted'] as const

describe('what goes out comes in the same', () => {
  it('whatever a school has, its export changes nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyDraft, fc.constantFrom(...stages)), { minLength: 1, maxLength: 6 }),
        (sections) => {
          const world = worldOf(
            ...sections.map(([one, stage], i) => ({ ...known(`s${i}`), draft: one, stage, instructorName: '旧老师' })),
          )
          const [sheet] = exportSheets(world, [])
          const rows = sheet?.rows ?? []
          const table: SheetTable = {
            name: '课程',
            header: sheet?.columns.map(({ head }) => head) ?? [],
            rows: rows.map((row, i) => ({
              line: i + 2,
              cells: row.map((cell, at) =>
                typeof cell === 'number' && sheet?.columns[at]?.kind === 'fen'
                  ? String(cell / 100)
                  : asRead(String(cell ?? '')),
              ),
            })),
          }
          const { lines, examples } = readLines(readTables([table]).lines, world)
          expect(examples).toBe(0)
          expect(lines.map(({ kind }) => kind)).toEqual(sections.map(() => 'unchanged'))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('one changed cell changes one field of one section', () => {
    fc.assert(
      fc.property(fc.constantFrom(...columnKeys.filter((key) => key !== 'title' && key !== 'label')), (key) => {
        const other = cells({
          category: '美术',
          description: '另一句。',
          bring: '围裙',
          outline: '1：开始',
          grades: '四年级',
          slots: '周五 第1时段',
          room: '操场',
          instructor: '许老师（泉城棋院）',
          minimum: '11',
          capacity: '25',
          lessonFen: '1',
          materialFen: '2',
          startsOn: '2026-09-08',
          endsOn: '2027-01-14',
          cutOffOn: '2026-12-30',
        })
        const [line] = read(worldOf(known('one')), cells({ [key]: other[key] })).lines
        expect(line?.kind).toBe('changed')
        expect(Object.keys(line?.before ?? {})).toEqual([key])
      }),
    )
  })
})
