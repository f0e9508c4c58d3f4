import { describe, expect, it } from 'vitest'
import { type InputError, shownErrors } from './input-error'
import { readBirths } from './read-births'
import { readRolls } from './read-rolls'

const bytes = (...lines: string[]): Uint8Array => new TextEncoder().encode(`${lines.join('\n')}\n`)
const places = (errors: readonly InputError[]): string[] =>
  shownErrors(errors).map((line) => line.split(':').slice(0, 3).join(':'))

describe('rolls.csv', () => {
  const HEAD = 'year,area,school,grade,pupils'
  const read = (...lines: string[]) => readRolls(bytes(...lines), 'rolls.csv', { grades: ['K', '1'], until: 2014 })
  const wrong = (...lines: string[]): string[] => places(read(HEAD, ...lines).errors)

  it('takes rows up to the origin, spaces around cells and empty rows do not matter', () => {
    const { rolls, errors } = read(HEAD, '2013, North , Mill,K,20', '', ',,,,', '2014,North,Mill,K,0')
    expect(errors).toEqual([])
    expect(rolls).toEqual([
      { year: 2013, area: 'North', school: 'Mill', grade: 'K', pupils: 20 },
      { year: 2014, area: 'North', school: 'Mill', grade: 'K', pupils: 0 },
    ])
  })

  it.each(['-1', '1.5', '', 'x', '1e300', '１２', '+3', 'NaN', '12345678901'])('refuses %j pupils', (pupils) => {
    expect(wrong(`2014,N,Mill,K,${pupils}`)).toEqual(['rolls.csv:2:pupils'])
  })

  it.each(['14', '2014.0', '', '99999', '0000'])('refuses %j as a year', (year) => {
    expect(wrong(`${year},N,Mill,K,1`, '2014,N,Mill,1,1')).toEqual(['rolls.csv:2:year'])
  })

  it('refuses a grade that is not in --grades, and a row without a school', () => {
    expect(wrong('2014,N,Mill,7,1', '2014,N,Mill,k,1', '2014,N,,K,1')).toEqual([
      'rolls.csv:2:grade',
      'rolls.csv:3:grade',
      'rolls.csv:4:school',
    ])
  })

  it('refuses the same row twice, and a school in two areas', () => {
    expect(wrong('2014,N,Mill,K,1', '2014,N,Mill,K,1')).toEqual(['rolls.csv:3:year'])
    expect(wrong('2014,N,Mill,K,1', '2014,S,Mill,1,1')).toEqual(['rolls.csv:3:area'])
    expect(wrong('2014,N,Mill,K,1', '2014,,Lane,K,1')).toEqual(['rolls.csv:3:area'])
  })

  it('refuses a hole at the row after it; a grade that begins or ends is none, nor is a bad row', () => {
    expect(wrong('2010,N,Mill,K,1', '2013,N,Mill,K,1', '2014,N,Mill,1,1')).toEqual(['rolls.csv:3:grade'])
    expect(wrong('2012,N,Mill,K,1', '2013,N,Mill,K,1', '2014,N,Mill,1,1')).toEqual([])
    expect(wrong('2012,N,Mill,K,1', '2013,N,Mill,K,x', '2014,N,Mill,K,1')).toEqual(['rolls.csv:3:pupils'])
  })

  it('ignores what is later than the origin, whatever is wrong with it', () => {
    expect(wrong('2014,N,Mill,K,1', '2015,S,Mill,9,-1', '2016,N,Mill,K,1', '2016,N,Mill,K,1')).toEqual([])
  })

  it('refuses missing and doubled columns, a row that is too long, no rows, broken quotes, other encodings', () => {
    expect(places(read('year,area,school,pupils', '2014,N,Mill,1').errors)).toEqual(['rolls.csv:1:grade'])
    expect(places(read(`${HEAD},year`, '2014,N,Mill,K,1,2014').errors)).toEqual(['rolls.csv:1:year'])
    expect(wrong('2014,N,Mill,Lane,K,1')).toEqual(['rolls.csv:2:file'])
    expect(wrong()).toEqual(['rolls.csv:1:file'])
    expect(places(read('').errors)).toEqual([
      'rolls.csv:1:year',
      'rolls.csv:1:area',
      'rolls.csv:1:school',
      'rolls.csv:1:grade',
      'rolls.csv:1:pupils',
    ])
    expect(wrong('2015,N,Mill,K,1')).toEqual(['rolls.csv:1:year'])
    expect(wrong('2014,N,"Mill,K,1')).toEqual(['rolls.csv:2:file'])
    const gb = new Uint8Array([...bytes(HEAD), 0xce, 0xf7])
    expect(places(readRolls(gb, 'rolls.csv', { grades: ['K'], until: 2014 }).errors)).toEqual(['rolls.csv:1:file'])
  })

  it('counts lines of the file, not rows, behind a quoted line break', () => {
    expect(wrong('2014,N,"Mill\nLane",K,1', '', '2014,N,Mill,K,x')).toEqual(['rolls.csv:5:pupils'])
  })

  it('keeps names that look like something else as they are', () => {
    const names = ['__proto__', 'constructor', '=1+1', '<script>']
    const { rolls, errors } = read(HEAD, ...names.map((name) => `2014,${name},${name},K,1`))
    expect(errors).toEqual([])
    expect(rolls.map(({ school }) => school)).toEqual(names)
  })
})

describe('births.csv', () => {
  const rolls = [{ year: 2014, area: 'North', school: 'Mill', grade: 'K', pupils: 1 }]
  const wrong = (...lines: string[]): string[] =>
    places(readBirths(bytes('year,area,births', ...lines), 'births.csv', { rolls, until: 2014 }).errors)

  it('takes the whole district or each area, nothing between', () => {
    expect(wrong('2013,,100', '2014,,90')).toEqual([])
    expect(wrong('2013,North,100', '2014,North,90')).toEqual([])
    expect(wrong('2013,North,100', '2014,,90')).toEqual(['births.csv:3:area'])
  })

  it('refuses an area that no roll knows, and an area of the rolls without births', () => {
    expect(wrong('2013,North,1', '2013,South,1')).toEqual(['births.csv:3:area'])
    expect(wrong('2013,South,1')).toEqual(['births.csv:1:area', 'births.csv:2:area'])
  })

  it('refuses a year missing in between, a year twice, and births that are no number', () => {
    expect(wrong('2010,,100', '2012,,90')).toEqual(['births.csv:3:year'])
    expect(wrong('2010,,100', '2010,,90')).toEqual(['births.csv:3:year'])
    expect(wrong('2010,,1.5', '20,,90')).toEqual(['births.csv:2:births', 'births.csv:3:year'])
  })

  it('ignores what is later than the origin', () => {
    expect(wrong('2014,North,1', '2017,South,-1')).toEqual([])
  })
})
