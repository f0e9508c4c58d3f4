// @ts-check
/**
 * Children of grid cells moved on a year at a time, a thousand times over. Plain JavaScript without imports: a worker runs
 * it as it stands. What is drawn depends on the seed and on which cell, grade and year it is for, never on who computes it:
 * any number of workers gives the same numbers.
 */

/**
 * @typedef {object} SimulatedArea
 * @property {number} index of the area in the district: names its draws
 * @property {number[]} cells indices of its cells in the district: name their draws
 * @property {Float32Array} children [cell][grade] at the origin
 * @property {Float32Array} entries [cell][year] expected in the first grade
 * @property {Float32Array} entryBelow [year] standard deviation of a factor on the area's entries where it is below 1, 0–0.3; one draw for all years
 * @property {Float32Array} entryAbove [year] where it is above 1
 * @property {Float32Array} progression [grade][year] share of the grade below that stands in the grade that year; the first is unused
 * @property {Float32Array} cellSpread [cell] standard deviation of a cell's yearly factor, 0–0.3
 * @property {Float32Array} places [grade][year] that there are for certain
 * @property {SimulatedOpening[]} openings places that may come
 */

/**
 * @typedef {object} SimulatedOpening
 * @property {number} index of the project in the district: names its draw
 * @property {Float32Array} chanceBy [opening] of being in use by then, never falling: the years in which it may open, in order
 * @property {Float32Array} places [opening][grade][year] if it opens then
 */

/**
 * @typedef {object} Spreads
 * @property {number} district standard deviation of the yearly factor that all cells share
 * @property {number} area of the factor that the cells of an area share
 */

/**
 * @typedef {object} AreaOutcome
 * @property {number} index
 * @property {Float32Array} p10 [grade][year]
 * @property {Float32Array} p50
 * @property {Float32Array} p90
 * @property {Float32Array} pShort share of the draws in which children exceed places
 * @property {Float32Array} pEver [group][year] share of the draws in which any grade of the group has lacked by then
 */

/**
 * @typedef {object} Simulation
 * @property {Spreads} spreads
 * @property {number} seed the same seed gives the same numbers, with any number of workers
 * @property {number} grades
 * @property {number} years
 * @property {number} draws
 * @property {number[]} groups [grade] 0, 1 … : grades that are asked about together
 */

/** Normals kept in a table: every cell, grade and year reads a stretch of its own. */
const TABLE = 1 << 16
/** Beyond it a factor could turn negative; one draw in a thousand is cut. */
const FURTHEST = 3.3

/** A well-mixed 32-bit number of some whole numbers (murmur3's finish). @param {number} seed @param {number[]} of */
const mix = (seed, ...of) => {
  let h = seed | 0
  for (const one of of) {
    h = Math.imul(h ^ one, 0x85ebca6b)
    h ^= h >>> 13
    h = Math.imul(h, 0xc2b2ae35)
    h ^= h >>> 16
  }
  return h >>> 0
}

/** Uniform numbers in [0, 1). @param {number} seed @returns {() => number} */
const uniform = (seed) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Standard normals by Box and Muller, cut far out, then brought to mean 0 and spread 1. @param {number} seed @param {number} many */
const normals = (seed, many) => {
  const next = uniform(seed)
  const drawn = new Float64Array(many)
  for (let i = 0; i < many; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - next()))
    const angle = 2 * Math.PI * next()
    drawn[i] = radius * Math.cos(angle)
    if (i + 1 < many) drawn[i + 1] = radius * Math.sin(angle)
  }
  for (let i = 0; i < many; i++) drawn[i] = Math.max(-FURTHEST, Math.min(FURTHEST, drawn[i] ?? 0))
  const mean = drawn.reduce((sum, one) => sum + one, 0) / many
  const spread = Math.sqrt(drawn.reduce((sum, one) => sum + (one - mean) ** 2, 0) / many)
  return Float32Array.from(drawn, (one) => (one - mean) / spread)
}

/** @type {Map<string, Float32Array>} */
const tables = new Map()

/** The table of a seed; its head stands once more behind its end, so that a stretch never wraps. @param {number} seed @param {number} draws */
const tableOf = (seed, draws) => {
  const key = `${seed} ${draws}`
  const known = tables.get(key)
  if (known) return known
  const own = normals(seed, TABLE)
  const table = new Float32Array(TABLE + draws)
  table.set(own)
  for (let i = 0; i < draws; i++) table[TABLE + i] = own[i % TABLE] ?? 0
  tables.clear()
  tables.set(key, table)
  return table
}

/**
 * The k-th smallest of a stretch, which is left with smaller ones before it and larger ones behind (Hoare's selection).
 * @param {Float32Array} of @param {number} from @param {number} to the last one @param {number} k
 */
export const select = (of, from, to, k) => {
  let low = from
  let high = to
  while (low < high) {
    const pivot = of[(low + high) >> 1] ?? 0
    let i = low
    let j = high
    while (i <= j) {
      while ((of[i] ?? 0) < pivot) i++
      while ((of[j] ?? 0) > pivot) j--
      if (i <= j) {
        const kept = of[i] ?? 0
        of[i] = of[j] ?? 0
        of[j] = kept
        i++
        j--
      }
    }
    if (k <= j) high = j
    else if (k >= i) low = i
    else break
  }
  return of[k] ?? 0
}

/** @param {Spreads} spreads @param {number} seed @param {number} area @param {number} years @param {number} draws */
const sharedFactors = (spreads, seed, area, years, draws) => {
  const table = tableOf(seed, draws)
  const shared = new Float32Array(years * draws)
  for (let t = 0; t < years; t++) {
    // 0 names the district, areas are named from 1 on.
    const whole = mix(seed, 0, t) % TABLE
    const own = mix(seed, area + 1, t) % TABLE
    for (let d = 0; d < draws; d++)
      shared[t * draws + d] =
        (1 + spreads.district * (table[whole + d] ?? 0)) * (1 + spreads.area * (table[own + d] ?? 0))
  }
  return shared
}

/**
 * What the cells of an area share in their first grade: how far capture strays is not drawn anew each year, but goes on.
 * @param {SimulatedArea} area @param {Float32Array} shared @param {number} seed @param {number} years @param {number} draws
 */
const enteringFactors = ({ index, entryBelow, entryAbove }, shared, seed, years, draws) => {
  const table = tableOf(seed, draws)
  const off = mix(seed, 0x0e17, index) % TABLE
  const entering = new Float32Array(years * draws)
  for (let t = 0; t < years; t++)
    for (let d = 0; d < draws; d++) {
      const z = table[off + d] ?? 0
      entering[t * draws + d] = (shared[t * draws + d] ?? 0) * (1 + ((z < 0 ? entryBelow[t] : entryAbove[t]) ?? 0) * z)
    }
  return entering
}

/**
 * What all cells of an area have in common, along each cohort: progression, errors of district and area, of intakes. It is
 * worked into the sums once, not into every cell.
 * @param {SimulatedArea} area @param {Spreads} spreads @param {number} seed @param {number} grades @param {number} years @param {number} draws
 */
const commonFactors = (area, spreads, seed, grades, years, draws) => {
  const shared = sharedFactors(spreads, seed, area.index, years, draws)
  const common = enteringFactors(area, shared, seed, years, draws)
  const all = new Float32Array(grades * years * draws)
  all.set(common)
  for (let g = 1; g < grades; g++)
    for (let t = 0; t < years; t++) {
      const now = (g * years + t) * draws
      // Who is in a grade in the first year was there at the origin, one grade below.
      const before = now - (years + 1) * draws
      const rho = area.progression[g * years + t] ?? 1
      for (let d = 0; d < draws; d++)
        all[now + d] = (t === 0 ? 1 : (all[before + d] ?? 0)) * rho * (shared[t * draws + d] ?? 0)
    }
  return all
}

/**
 * Every cell of an area through all years and draws, summed by grade and year. The loop of a cohort is what the time goes
 * into: it walks three arrays side by side and calls nothing.
 * @param {SimulatedArea} area @param {Spreads} spreads @param {number} seed @param {number} grades @param {number} years @param {number} draws
 */
const sumsOf = (area, spreads, seed, grades, years, draws) => {
  const table = tableOf(seed, draws)
  const sums = new Float32Array(grades * years * draws)
  const cohort = new Float32Array(draws)
  for (let c = 0; c < area.cells.length; c++) {
    const spread = area.cellSpread[c] ?? 0
    const name = area.cells[c] ?? 0
    // A cohort is known by the grade it is in when the years begin: 0, −1, … are those who enter later.
    for (let first = grades - 1; first > -years; first--) {
      const begins = Math.max(0, -first)
      cohort.fill(first > 0 ? (area.children[c * grades + first - 1] ?? 0) : (area.entries[c * years + begins] ?? 0))
      for (let t = begins; t < years && first + t < grades; t++) {
        const g = first + t
        const off = mix(seed, 0x5bd1, name, g, t) % TABLE
        const sum = (g * years + t) * draws
        for (let d = 0; d < draws; d++) {
          const children = (cohort[d] ?? 0) * (1 + spread * (table[off + d] ?? 0))
          cohort[d] = children
          sums[sum + d] = (sums[sum + d] ?? 0) + children
        }
      }
    }
  }
  const common = commonFactors(area, spreads, seed, grades, years, draws)
  for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] ?? 0) * (common[i] ?? 0)
  return sums
}

/** When each project opens in each draw: the place of the year in its `chanceBy`, −1 for never. One draw for all years. @param {SimulatedArea} area @param {number} seed @param {number} draws */
const openedIn = ({ openings }, seed, draws) =>
  openings.map(({ index, chanceBy }) => {
    const next = uniform(mix(seed, 0x0bed, index))
    return Int8Array.from({ length: draws }, () => {
      const luck = next()
      return chanceBy.findIndex((chance) => luck < chance)
    })
  })

/** Places of each draw in a grade and year. @param {SimulatedArea} area @param {Float32Array} into @param {Int8Array[]} opened @param {number} at @param {number} cells grades × years */
const placesOf = (area, into, opened, at, cells) => {
  into.fill(area.places[at] ?? 0)
  for (const [i, { places }] of area.openings.entries()) {
    const own = opened[i] ?? new Int8Array()
    for (let d = 0; d < into.length; d++) {
      const when = own[d] ?? -1
      if (when >= 0) into[d] = (into[d] ?? 0) + (places[when * cells + at] ?? 0)
    }
  }
}

/** Less than half a child is none. */
const HALF_A_CHILD = 0.5

/**
 * Percentiles of children and the chance of a shortage, by grade and year, of one area.
 * @param {SimulatedArea} area
 * @param {Simulation} wanted
 * @returns {AreaOutcome}
 */
export const simulateArea = (area, { spreads, seed, grades, years, draws, groups }) => {
  const sums = sumsOf(area, spreads, seed, grades, years, draws)
  const cells = grades * years
  const many = Math.max(-1, ...groups) + 1
  const outcome = {
    index: area.index,
    p10: new Float32Array(cells),
    p50: new Float32Array(cells),
    p90: new Float32Array(cells),
    pShort: new Float32Array(cells),
    pEver: new Float32Array(many * years),
  }
  const opened = openedIn(area, seed, draws)
  const places = new Float32Array(draws)
  const lacked = new Uint8Array(many * draws)
  for (let t = 0; t < years; t++) {
    for (let g = 0; g < grades; g++) {
      const at = g * years + t
      const first = at * draws
      const last = first + draws - 1
      const own = (groups[g] ?? 0) * draws
      placesOf(area, places, opened, at, cells)
      let short = 0
      for (let d = 0; d < draws; d++)
        if ((sums[first + d] ?? 0) - (places[d] ?? 0) >= HALF_A_CHILD) {
          short++
          lacked[own + d] = 1
        }
      outcome.pShort[at] = short / draws
      const middle = first + Math.floor(draws / 2)
      outcome.p50[at] = select(sums, first, last, middle)
      outcome.p10[at] = select(sums, first, middle, first + Math.floor(draws / 10))
      outcome.p90[at] = select(sums, middle, last, first + Math.floor((draws * 9) / 10))
    }
    for (let group = 0; group < many; group++) {
      let ever = 0
      for (let d = 0; d < draws; d++) ever += lacked[group * draws + d] ?? 0
      outcome.pEver[group * years + t] = ever / draws
    }
  }
  return outcome
}
