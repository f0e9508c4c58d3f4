import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitFilters, isNarrowed, priceFilters, readShelfFilters, type ShelfFilters, shelfQuery } from './shelf-filters'

const read = (query: string): ShelfFilters => readShelfFilters(new URLSearchParams(query))
const address = (filters: Partial<ShelfFilters>): string =>
  new URLSearchParams(
    Object.entries(shelfQuery(filters)).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as [string, string]],
    ),
  ).toString()

const plain = read('')

describe('shelf filters', () => {
  it('shows everything by default', () => {
    expect(plain).toEqual({
      child: '',
      q: '',
      day: 0,
      period: 0,
      category: '',
      school: '',
      price: '',
      left: false,
      fit: '',
      page: 1,
    })
    expect(isNarrowed(plain)).toBe(false)
    expect(shelfQuery(plain)).toEqual({})
  })

  it('reads every filter', () => {
    expect(read('child=p1&q=编程&day=3&period=2&category=tech&school=s1&price=50&left=1&fit=only&page=2')).toEqual({
      child: 'p1',
      q: '编程',
      day: 3,
      period: 2,
      category: 'tech',
      school: 's1',
      price: '50',
      left: true,
      fit: 'only',
      page: 2,
    })
  })

  it.each(['q=编程', 'day=1', 'period=1', 'category=art', 'price=free', 'left=1', 'page=2', 'fit=only'])(
    'takes %s for a narrower view',
    (query) => {
      expect(isNarrowed(read(query))).toBe(true)
    },
  )

  it.each(['child=p', 'school=s', 'fit=all', 'q=%20%20', 'day=0', 'page=1'])('keeps the shelves with %s', (query) => {
    expect(isNarrowed(read(query))).toBe(false)
  })

  it.each([
    ['day=-1', 'day', 0],
    ['day=6', 'day', 5],
    ['day=99999', 'day', 0],
    ['day=1e3', 'day', 0],
    ['page=0', 'page', 1],
    ['page=9999', 'page', 500],
    ['page=NaN', 'page', 1],
    ['period=0x2', 'period', 0],
    ['left=true', 'left', false],
    ['price=1', 'price', ''],
    ['price=constructor', 'price', ''],
    ['fit=__proto__', 'fit', ''],
    ["school=s' or 1=1 --", 'school', ''],
    ['child=../../etc', 'child', ''],
    ['child=%00', 'child', ''],
    ['category=<b>', 'category', ''],
    ['q=a%00b%1b', 'q', 'ab'],
    ['q=%20 编程 %20', 'q', '编程'],
  ] as const)('reads %s without harm', (query, name, meant) => {
    expect(read(query)[name]).toBe(meant)
  })

  it('cuts a long query between letters', () => {
    expect(read(`q=${'🎻'.repeat(90)}`).q).toBe('🎻'.repeat(40))
    expect(read(`q=${'a'.repeat(5_000)}`).q).toHaveLength(40)
  })

  it('takes only the first of a repeated name', () => {
    expect(read('day=2&day=4').day).toBe(2)
  })

  it('reads whatever stands in an address as filters in range, and its own address as the same filters', () => {
    const name = fc.constantFrom(
      'child',
      'q',
      'day',
      'period',
      'category',
      'school',
      'price',
      'left',
      'fit',
      'page',
      'x',
    )
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme' }),
      fc.integer().map(String),
      fc.double().map(String),
      fc.constantFrom(...priceFilters, ...fitFilters, '1', 'tech', 'toString', '%', '\\', "'", '\ud800'),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 14 }), (pairs) => {
        const filters = readShelfFilters(new URLSearchParams(pairs))
        expect(filters.day).toBeOneOf([0, 1, 2, 3, 4, 5])
        expect(filters.period).toBeGreaterThanOrEqual(0)
        expect(filters.period).toBeLessThanOrEqual(9)
        expect(filters.page).toBeGreaterThanOrEqual(1)
        expect(filters.page).toBeLessThanOrEqual(500)
        expect(priceFilters).toContain(filters.price)
        expect(fitFilters).toContain(filters.fit)
        expect([...filters.q].length).toBeLessThanOrEqual(40)
        expect(filters.q).not.toMatch(/[\ud800-\udfff]/u)
        expect(filters.q).not.toContain('\0')
        expect(read(address(filters))).toEqual(filters)
      }),
      { numRuns: 500 },
    )
  })
})
