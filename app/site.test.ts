import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RouteConfigEntry } from '@remix-run/route-config'
import { describe, expect, test } from 'vitest'
import routes from './routes'
import { type Place, type PlaceName, pathTo, placeAt, site } from './site'

const app = fileURLToPath(new URL('.', import.meta.url))
const places = Object.entries(site) as [PlaceName, Place][]
const sourceOf = (file: string): string => readFileSync(join(app, file), 'utf8')

const policies = ['anyone', 'person', 'guardian', 'teacher', 'school_admin', 'officer']

/** Every file that stands in a `routes` folder. */
const routeFiles = (): string[] =>
  readdirSync(app, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /[\\/]routes$/.test(entry.parentPath) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(app.length).replaceAll('\\', '/'))

describe('the table of contents', () => {
  test.each(places)('%s declares a policy for each of its methods', (_, { methods }) => {
    expect(Object.keys(methods).length).toBeGreaterThan(0)
    for (const [method, policy] of Object.entries(methods)) {
      expect(['GET', 'POST']).toContain(method)
      expect(policies).toContain(policy)
    }
  })

  test('no address and no file stands in it twice', () => {
    const spellings = places.map(([, { path }]) => path.replace(/:\w+/g, ':'))
    expect(new Set(spellings).size).toBe(places.length)
    expect(new Set(places.map(([, { file }]) => file)).size).toBe(places.length)
  })

  test('Remix has exactly its routes', () => {
    const built = (routes as RouteConfigEntry[]).map(({ id, path, index, file, children }) => ({
      id,
      path: index ? '/' : `/${path}`,
      file,
      children,
    }))
    const told = places.map(([id, { path, file }]) => ({ id, path, file, children: undefined }))
    expect(built).toEqual(told)
  })

  test('its files are there, and no other route file is', () => {
    expect(routeFiles().sort()).toEqual(places.map(([, { file }]) => file).sort())
  })

  test.each(places)('%s answers by its file what it declares, no more', (_, { file, methods }) => {
    expect(existsSync(join(app, file)), file).toBe(true)
    const source = sourceOf(file)
    const has = (name: string): boolean =>
      new RegExp(`export (?:const|async function|function) ${name}\\b|export \\{[^}]*\\b${name}\\b[^}]*\\}`).test(
        source,
      )
    const page = /export default /.test(source)
    expect([file, 'action', has('action')]).toEqual([file, 'action', methods.POST !== undefined])
    if (!methods.GET) expect([file, 'page', page]).toEqual([file, 'page', false])
    else expect([file, 'GET', page || has('loader')]).toEqual([file, 'GET', true])
  })
})

describe('placeAt', () => {
  test.each(places)('%s is found at its own address, as page and as data', (name, { path }) => {
    const address = path.replace(/:\w+/g, 'x1')
    expect(placeAt(address)).toBe(name)
    expect(placeAt(address === '/' ? '/_root.data' : `${address}.data`)).toBe(name)
  })

  test('a literal address goes before a parameter', () => {
    expect(placeAt('/school/sections/new')).toBe('newSection')
    expect(placeAt('/school/sections/new.data')).toBe('newSection')
    expect(placeAt('/school/sections/n')).toBe('editSection')
  })

  test.each([
    '/nowhere',
    '/BUREAU',
    '/_root',
    '/bureau/plans',
    '/sections/a/b',
    '/seatsXjson',
    '',
    'family',
    '/x.data',
  ])('%j is nowhere', (path) => {
    expect(placeAt(path)).toBeUndefined()
  })
})

describe('pathTo', () => {
  test('encodes parameters, leaves empty ones of the query out', () => {
    expect(pathTo('section', { section: 'a/b 一' }, { child: 'p1', q: '', page: undefined, day: 0 })).toBe(
      '/sections/a%2Fb%20%E4%B8%80?child=p1&day=0',
    )
    expect(pathTo('shelf')).toBe('/')
  })

  test.each(places)('%s: what it writes, placeAt reads', (name) => {
    const parameters = Object.fromEntries([...site[name].path.matchAll(/:(\w+)/g)].map(([, key]) => [key, 'a/b ?#']))
    const write = pathTo as (name: PlaceName, parameters: Record<string, string>) => string
    expect(placeAt(write(name, parameters))).toBe(name)
  })
})
