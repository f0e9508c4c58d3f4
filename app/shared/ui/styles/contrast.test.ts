import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** Every pair of tokens that carries meaning, in every mode: words 4.5:1, shapes 3:1; balance colours for every eye. */

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
type Tokens = Record<string, string>

const block = (selector: RegExp): Tokens => {
  const body = selector.exec(css)?.[1] ?? ''
  return Object.fromEntries([...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, hex]) => [name, hex]))
}
const light = block(/:root\s*\{([^}]*)\}/)
const darkOnly = block(/:root\.dark,\s*\.dark\s*\{([^}]*)\}/)
const elderOnly = block(/:root\.elder,\s*\.elder\s*\{([^}]*)\}/)
const dark = { ...light, ...darkOnly }
const modes: [name: string, tokens: Tokens][] = [
  ['light', light],
  ['dark', dark],
  ['elder', { ...light, ...elderOnly }],
]

const rgb = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
const linear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const dot = (weights: readonly number[], values: readonly number[]): number =>
  weights.reduce((sum, weight, index) => sum + weight * (values[index] ?? 0), 0)
const luminance = (hex: string): number => dot([0.2126, 0.7152, 0.0722], rgb(hex).map(linear))
const ratio = (one: string, other: string): number => {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

const cats = ['sport', 'art', 'music', 'tech', 'read', 'craft', 'mind', 'folk', 'study', 'care']
type Pair = readonly [ink: string, ground: string]
const words: Pair[] = [
  ...['ink', 'ink-2', 'ink-3', 'link'].flatMap((ink) => ['paper', 'surface', 'sunken'].map((on) => [ink, on] as const)),
  ['on-go', 'go'],
  ['on-go', 'go-press'],
  ['on-go-soft', 'go-soft'],
  ['go', 'surface'],
  ['go', 'paper'],
  ['on-inverse', 'inverse'],
  ['on-inverse-2', 'inverse'],
  ...['bad', 'warn', 'ok', 'info'].flatMap((kind): Pair[] => [
    [`${kind}-ink`, `${kind}-soft`],
    [`${kind}-ink`, 'surface'],
    [`${kind}-ink`, 'paper'],
    [`on-${kind}`, kind],
  ]),
  ...['short', 'tight', 'fine', 'surplus'].flatMap((kind): Pair[] => [
    [`on-${kind}`, `${kind}-fill`],
    [`${kind}-ink`, 'surface'],
  ]),
  ...[1, 2, 3, 4].flatMap((child): Pair[] => [
    ['on-child', `child-${child}`],
    [`child-${child}`, `child-${child}-soft`],
    [`child-${child}`, 'surface'],
    ['ink', `child-${child}-soft`],
    ['ink-2', `child-${child}-soft`],
  ]),
  ...cats.flatMap((cat): Pair[] => [
    [`cat-${cat}-ink`, 'surface'],
    [`cat-${cat}-ink`, 'paper'],
    ['cover-ink', `cat-${cat}-ground`],
    ['cover-ink', `cat-${cat}-light`],
  ]),
  ['ink', 'focus-ground'],
  ['bad-ink', 'sunken'],
  ['cover-ink', 'cover-sun'],
]
const shapes: Pair[] = [
  ['line-strong', 'surface'],
  ['line-strong', 'paper'],
  ['focus', 'surface'],
  ['ok', 'surface'],
  ['bad', 'surface'],
  ['info', 'surface'],
  ['chart-sure', 'surface'],
]

/** Viénot's dichromats, as matrices on linear RGB. */
const eyes: [name: string, matrix: number[][]][] = [
  [
    'normal',
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
  ],
  [
    'protan',
    [
      [0.1124, 0.8876, 0],
      [0.1124, 0.8876, 0],
      [0.004, -0.004, 1],
    ],
  ],
  [
    'deutan',
    [
      [0.2928, 0.7072, 0],
      [0.2928, 0.7072, 0],
      [-0.0223, 0.0223, 1],
    ],
  ],
  [
    'tritan',
    [
      [1, 0.1446, -0.1446],
      [0, 0.8592, 0.1408],
      [0, 0.8592, 0.1408],
    ],
  ],
]
const lab = (values: readonly number[]): number[] => {
  const [x = 0, y = 0, z = 0] = [
    dot([0.4124, 0.3576, 0.1805], values) / 0.9505,
    dot([0.2126, 0.7152, 0.0722], values),
    dot([0.0193, 0.1192, 0.9505], values) / 1.089,
  ].map((value) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116))
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}
const seen = (hex: string, matrix: number[][]): number[] =>
  lab(matrix.map((row) => Math.min(1, Math.max(0, dot(row, rgb(hex).map(linear))))))

describe.each(modes)('tokens, %s', (_, tokens) => {
  const weak = (pairs: readonly Pair[], least: number) =>
    pairs.flatMap(([ink, ground]) => {
      const [one, other] = [tokens[ink], tokens[ground]]
      if (!one || !other) return [`${ink} on ${ground}: no such token`]
      return ratio(one, other) < least ? [`${ink} on ${ground}: ${ratio(one, other).toFixed(2)}`] : []
    })

  it('keeps words at 4.5:1', () => expect(weak(words, 4.5)).toEqual([]))
  it('keeps shapes and edges at 3:1', () => expect(weak(shapes, 3)).toEqual([]))
})

describe('place balance', () => {
  it.each(eyes)('is told apart by %s eyes, light and dark', (_, matrix) => {
    for (const tokens of [light, dark]) {
      const fills = ['short', 'surplus', 'tight', 'fine'].map((kind) =>
        seen(tokens[`${kind}-fill`] ?? '#000000', matrix),
      )
      fills.forEach((one, index) => {
        for (const other of fills.slice(index + 1)) {
          expect(Math.hypot(...one.map((value, axis) => value - (other[axis] ?? 0)))).toBeGreaterThanOrEqual(20)
        }
      })
    }
  })
})

it('reads the three blocks of the sheet', () => {
  expect(Object.keys(light).length).toBeGreaterThan(90)
  expect(Object.keys(darkOnly).length).toBeGreaterThan(60)
  expect(Object.keys(elderOnly).length).toBeGreaterThan(3)
})
