import type { Category } from '../categories'

/**
 * Which motif, light and corner bit a course gets: pure, small, without the shapes themselves, so that a browser can
 * load it. The shapes are in cover-motifs.ts and reach pages as one cached sprite.
 */

/** Motifs of each category; the names are the ids of the sprite, so no two categories share one. */
export const motifNames = {
  sport: ['ball', 'paddle', 'track', 'rope'],
  art: ['cutout', 'paints', 'brush'],
  music: ['keys', 'drum', 'choir'],
  tech: ['robot', 'planet', 'blocks'],
  read: ['open', 'spines', 'speech'],
  craft: ['sprout', 'vase', 'cook'],
  mind: ['go', 'tangram', 'chess'],
  folk: ['lantern', 'mountain', 'window', 'ink'],
  study: ['pencil', 'lamp'],
  care: ['home', 'garden'],
} as const satisfies Record<Category, readonly string[]>

export type Motif = (typeof motifNames)[Category][number]

export interface CoverPlan {
  motif: Motif
  /** 0–5: where the light falls behind the motif. */
  light: number
  /** 0–5: the small thing in a corner; 5 is none. */
  bit: number
  size: 1 | 1.06 | 1.12
  /** Motifs that a word did not choose may be mirrored. */
  mirrored: boolean
}

/** A word in the name picks the motif where the category has it; else the die does. */
const words: readonly (readonly [words: RegExp, ...motifs: Motif[]])[] = [
  [/乒乓|羽毛球/, 'paddle'],
  [/篮球|足球|排球/, 'ball'],
  [/田径|轮滑|体能/, 'track'],
  [/跳绳/, 'rope'],
  [/版画|水彩|色彩/, 'paints'],
  [/素描|绘本/, 'brush'],
  [/书法/, 'ink', 'brush'],
  [/合唱|朗诵/, 'choir'],
  [/鼓/, 'drum'],
  [/琴/, 'keys'],
  [/机器人|编程/, 'robot'],
  [/天文|科学/, 'planet'],
  [/创客|积木|搭建/, 'blocks'],
  [/英语|口才|演讲|主持/, 'speech'],
  [/阅读/, 'open'],
  [/种植|园艺/, 'sprout'],
  [/陶/, 'vase'],
  [/烹饪|面食|美食/, 'cook'],
  [/围棋/, 'go'],
  [/象棋/, 'chess'],
  [/数独|七巧|思维/, 'tangram'],
  [/国画/, 'mountain'],
  [/剪纸/, 'window'],
  [/灯|民俗/, 'lantern'],
  [/作业/, 'pencil'],
]

const hash = (text: string): number => {
  let sum = 2166136261
  for (const letter of text) sum = Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 16777619) >>> 0
  return sum
}

/** FNV-1a feeds a xorshift die: the same seed rolls the same numbers. */
const dice = (seed: string) => {
  let state = hash(seed) || 1
  return (sides: number): number => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state % sides
  }
}

/** @param seed the section's id. The same input gives the same plan, on the server and in the browser. */
export const planCover = ({
  category,
  seed,
  name = '',
}: {
  category: Category
  seed: string
  name?: string
}): CoverPlan => {
  const motifs: readonly Motif[] = motifNames[category]
  const roll = dice(seed)
  const named = words.flatMap(([word, ...wanted]) =>
    word.test(name) ? wanted.filter((one) => motifs.includes(one)) : [],
  )[0]
  const motif = named ?? motifs[roll(motifs.length)] ?? motifNames.care[0]
  return {
    motif,
    light: roll(6),
    bit: roll(6),
    size: ([1, 1.06, 1.12] as const)[roll(3)] ?? 1,
    mirrored: !named && roll(2) === 1,
  }
}

/** The SVG transform of a plan on the 160 × 120 sheet; empty where nothing moves. */
export const moveOf = ({ size, mirrored }: CoverPlan): string => {
  if (size === 1) return mirrored ? 'matrix(-1 0 0 1 160 0)' : ''
  const [x, y] = [+(80 - 80 * size).toFixed(1), +(60 - 60 * size).toFixed(1)]
  return mirrored ? `matrix(${-size} 0 0 ${size} ${160 - x} ${y})` : `matrix(${size} 0 0 ${size} ${x} ${y})`
}
