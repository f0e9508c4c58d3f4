import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** The two commands as a script runs them: a process with arguments, exit code, standard output and error. */

const project = fileURLToPath(new URL('../../../..', import.meta.url))
const ecasd = join(project, 'app/places/forecast/ecasd')
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'forecast-test-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (command: 'forecast' | 'backtest', args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', `app/places/forecast/commands/${command}-command.ts`, ...args],
    // Like npm: started in the project's folder, called from another one.
    { cwd: project, env: { ...process.env, INIT_CWD: folder }, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  )
  return { status, stdout, stderr }
}

const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return name
}

const GRADES = ['--grades', 'K,1,2,3,4,5']
const known = [
  '--rolls',
  join(ecasd, 'rolls.csv'),
  '--births',
  join(ecasd, 'births.csv'),
  '--entry-age',
  '5',
  ...GRADES,
]

describe('npm run forecast', () => {
  it('prints a table and nothing else, the same bytes each time', () => {
    const args = [...known, '--origin', '2014', '--horizon', '5']
    const first = run('forecast', args)
    expect(first.stderr).toBe('')
    expect(first.status).toBe(0)
    const lines = first.stdout.split('\n')
    expect(lines[0]).toBe('level,id,grade,year,horizon,p10,p50,p90')
    expect(lines.at(-1)).toBe('')
    for (const line of lines.slice(1, -1))
      expect(line).toMatch(/^(?:grade|school|area|district),[^,]+,[K1-5]?,20(?:1[5-9]),[1-5](?:,\d+(?:\.\d{1,2})?){3}$/)
    expect(run('forecast', args).stdout).toBe(first.stdout)
  })

  it('prints the same as JSON, no grade being null', () => {
    const args = [...known, '--origin', '2014', '--horizon', '2']
    const csv: Record<string, string>[] = parse(run('forecast', args).stdout, { columns: true })
    const json: Record<string, unknown>[] = JSON.parse(run('forecast', [...args, '--format=json']).stdout)
    expect(
      json.map((line) => Object.fromEntries(Object.entries(line).map(([key, value]) => [key, String(value ?? '')]))),
    ).toEqual(csv)
    expect(json.find(({ level }) => level === 'district')?.grade).toBeNull()
  })

  it('reads columns in any order, a mark at the beginning, any line ends, quotes, and paths from where it was called', () => {
    const head = '\uFEFFpupils,classes,"school",grade,area,year\r\n'
    const rows = [2012, 2013, 2014].flatMap((year) =>
      ['1', '2'].map((grade) => `${20 + year - 2012},1,"Mill ""Lane"", East",${grade},,${year}`),
    )
    write('rolls.csv', head + rows.join('\r\n'))
    const { status, stdout } = run('forecast', [
      '--rolls',
      'rolls.csv',
      '--origin',
      '2014',
      '--horizon',
      '1',
      '--grades',
      '1,2',
    ])
    expect(status).toBe(0)
    const lines: { level: string; id: string }[] = parse(stdout, { columns: true })
    expect(lines.filter(({ level }) => level === 'school').map(({ id }) => id)).toEqual(['Mill "Lane", East'])
    // Areas are empty: there are no lines of areas.
    expect(lines.some(({ level }) => level === 'area')).toBe(false)
  })

  it('warns once where births are missing at an end', () => {
    const { status, stderr, stdout } = run('forecast', [...known, '--origin', '2018', '--horizon', '8'])
    expect(status).toBe(0)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stdout.startsWith('level,')).toBe(true)
  })

  it('refuses bad input with code 2: the first twenty errors, each at its line, and no data', () => {
    const rows = Array.from({ length: 30 }, (_, i) => `2014,,School ${i},K,${i === 3 ? 12 : `${i}.5`}`)
    write('rolls.csv', `year,area,school,grade,pupils\n${rows.join('\n')}\n`)
    const { status, stdout, stderr } = run('forecast', [
      '--rolls',
      'rolls.csv',
      '--origin',
      '2014',
      '--horizon',
      '1',
      ...GRADES,
    ])
    expect(status).toBe(2)
    expect(stdout).toBe('')
    const errors = stderr.trim().split('\n')
    expect(errors).toHaveLength(20)
    expect(errors[0]).toMatch(/^rolls\.csv:2:pupils: /)
    expect(errors[3]).toMatch(/^rolls\.csv:6:pupils: /)
    expect(errors[19]).toMatch(/^rolls\.csv:22:pupils: /)
  })

  it.each([
    ['an argument nobody knows', ['--colour', 'red']],
    ['a file that is not there', ['--rolls', 'nowhere.csv', '--origin', '2014', '--horizon', '1', ...GRADES]],
    ['no grades', ['--rolls', 'rolls.csv', '--origin', '2014', '--horizon', '1']],
    ['a year that is none', [...known, '--origin', 'soon', '--horizon', '1']],
    ['a horizon of nothing', [...known, '--origin', '2014', '--horizon', '0']],
    ['a format nobody knows', [...known, '--origin', '2014', '--horizon', '1', '--format', 'xml']],
  ])('ends with code 1 for %s, in a sentence', (_, args) => {
    const { status, stdout, stderr } = run('forecast', args)
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).not.toBe('')
    expect(stderr).not.toMatch(/^\s+at /m)
  })
})

describe('npm run backtest', () => {
  it('prints scores of every level, horizon and method', () => {
    const args = [...known, '--horizon', '2', '--origins', '2010-2012', '--targets-to', '2019']
    const { status, stdout, stderr } = run('backtest', [...args, '--format', 'csv'])
    expect([status, stderr]).toEqual([0, ''])
    const scores: Record<string, string>[] = parse(stdout, { columns: true })
    expect(Object.keys(scores[0] ?? {})).toEqual([
      'level',
      'horizon',
      'method',
      'n',
      'mape',
      'wape',
      'bias',
      'skill',
      'cover80',
    ])
    expect(scores).toHaveLength(4 * 2 * 4)
    expect(new Set(scores.map(({ method }) => method))).toEqual(new Set(['engine', 'last', 'linear5', 'cohort321']))
    expect(scores.filter(({ method, cover80 }) => (method === 'engine') !== (cover80 !== ''))).toEqual([])
    expect(JSON.parse(run('backtest', [...args, '--format', 'json']).stdout)).toHaveLength(scores.length)
    expect(run('backtest', args).stdout.split('\n')[0]).toMatch(/^level +horizon +method +n +mape/)
  })

  it('looks five autumns ahead where nothing is said of how many', () => {
    const { status, stdout } = run('backtest', [...known, '--origins', '2012-2012', '--format', 'csv'])
    expect(status).toBe(0)
    const scores: { horizon: string }[] = parse(stdout, { columns: true })
    expect([...new Set(scores.map(({ horizon }) => horizon))]).toEqual(['1', '2', '3', '4', '5'])
  })

  it('ends with code 1 for origins that are none', () => {
    expect(run('backtest', [...known, '--horizon', '2', '--origins', '2012-2010']).status).toBe(1)
  })
})
