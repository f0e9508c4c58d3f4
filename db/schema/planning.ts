import { sql } from 'drizzle-orm'
import type { Kit } from '../columns'
import type { Phase } from './projects'

/** 标准, 实际, 应急. */
export type CapacityTier = 'standard' | 'actual' | 'emergency'
export type CapacityChange = 'exists' | 'added' | 'removed' | 'temporary'
export type ForecastLevel = 'grade' | 'school' | 'area' | 'district'

/** Places and children: the capacity ledger, what demand is reckoned from, runs, scenarios, warnings. An area is a street. */
export const planningTables = (kit: Kit) => {
  const { table, text, int, real, bool, time, json, primaryKey, foreignKey, index, uniqueIndex, check } = kit

  /** ± places from a day on. Nothing here is changed or deleted: a mistake is taken back by another event. */
  const capacityEvent = table(
    'capacity_event',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      street: text('street').notNull(),
      /** '' for a school that has no entry yet. */
      school: text('school').notNull(),
      phase: text('phase').$type<Phase>().notNull(),
      tier: text('tier').$type<CapacityTier>().notNull(),
      change: text('change').$type<CapacityChange>().notNull(),
      /** −2 … 9; null: spread evenly over the grades of the phase. */
      grade: int('grade'),
      /** Negative where places go. */
      places: int('places').notNull(),
      /** Classes behind it; 0 where unknown. */
      classes: int('classes').notNull().default(0),
      /** In use by 1 September decides the year. */
      from: text('from').notNull(),
      /** The last day of a temporary change; null: stays. */
      until: text('until'),
      /** The new school starts with its entry grades and grows a grade a year. */
      ramp: bool('ramp').notNull().default(false),
      /** The event that this one takes back; '' for none. */
      takesBack: text('takes_back').notNull().default(''),
      why: text('why').notNull(),
      by: text('by').notNull(),
      at: time('at').notNull(),
      invented: bool('invented').notNull().default(false),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.id] }),
      index('capacity_event_of_street').on(t.district, t.street, t.phase),
      check('capacity_event_not_zero', sql`${t.places} <> 0`),
    ],
  )

  /** The rooms that cap a school's classes. */
  const schoolRooms = table(
    'school_rooms',
    {
      district: text('district').notNull(),
      school: text('school').notNull(),
      rooms: int('rooms').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.school] })],
  )

  /** 班额标准 with the paper it stands in. */
  const placeStandard = table(
    'place_standard',
    {
      district: text('district').notNull(),
      phase: text('phase').$type<Phase>().notNull(),
      /** −2 … 9; 99: every grade of the phase. */
      grade: int('grade').notNull(),
      /** Pupils a class. */
      classSize: int('class_size').notNull(),
      document: text('document').notNull(),
      effectiveFrom: text('effective_from').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.phase, t.grade, t.effectiveFrom] })],
  )

  /** 出生数 of a calendar year or month, by street of registration. */
  const birthCount = table(
    'birth_count',
    {
      district: text('district').notNull(),
      /** '' for the whole district. */
      street: text('street').notNull(),
      year: int('year').notNull(),
      /** 1–12; 0: the whole year. */
      month: int('month').notNull(),
      births: int('births').notNull(),
      invented: bool('invented').notNull().default(false),
    },
    (t) => [primaryKey({ columns: [t.district, t.street, t.year, t.month] })],
  )

  /** 住宅项目: dwellings and the years in which people move in. */
  const dwellingScheme = table(
    'dwelling_scheme',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      name: text('name').notNull(),
      street: text('street').notNull(),
      /** Key of the yield curve. */
      kind: text('kind').notNull(),
      dwellings: int('dwellings').notNull(),
      /** The year by whose 1 September the first people live there. */
      firstYear: int('first_year').notNull(),
      /** Over how many years it fills, evenly. */
      years: int('years').notNull(),
      invented: bool('invented').notNull().default(false),
    },
    (t) => [primaryKey({ columns: [t.district, t.id] }), check('dwelling_scheme_years', sql`${t.years} >= 1`)],
  )

  /** 户均曲线: children of a phase per 100 dwellings, by years since people moved in. */
  const yieldCurve = table(
    'yield_curve',
    {
      district: text('district').notNull(),
      kind: text('kind').notNull(),
      phase: text('phase').$type<Phase>().notNull(),
      yearsSince: int('years_since').notNull(),
      perHundred: real('per_hundred').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.kind, t.phase, t.yearsSince] })],
  )

  /** Where the pupils of a last primary grade went: the feeder matrix, counted. */
  const feederCount = table(
    'feeder_count',
    {
      district: text('district').notNull(),
      from: text('from').notNull(),
      to: text('to').notNull(),
      /** The autumn in which they began there. */
      year: int('year').notNull(),
      pupils: int('pupils').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.from, t.to, t.year] })],
  )

  /** 基础网格. */
  const gridCell = table(
    'grid_cell',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      street: text('street').notNull(),
      community: text('community').notNull(),
      /** 小区 that must not be cut; '' for none. */
      compound: text('compound').notNull(),
      /** Metres east and north of the district's south-west corner. */
      x: int('x').notNull(),
      y: int('y').notNull(),
      invented: bool('invented').notNull().default(false),
    },
    (t) => [primaryKey({ columns: [t.district, t.id] }), index('grid_cell_of_street').on(t.district, t.street)],
  )

  /** Children living in a cell in the autumn of a year. */
  const gridCount = table(
    'grid_count',
    {
      district: text('district').notNull(),
      cell: text('cell').notNull(),
      year: int('year').notNull(),
      /** −2 … 9: the grade of their age. */
      grade: int('grade').notNull(),
      children: int('children').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.cell, t.year, t.grade] })],
  )

  /** Where a school stands, in the grid's metres. */
  const schoolSite = table(
    'school_site',
    {
      district: text('district').notNull(),
      school: text('school').notNull(),
      x: int('x').notNull(),
      y: int('y').notNull(),
      invented: bool('invented').notNull().default(false),
    },
    (t) => [primaryKey({ columns: [t.district, t.school] })],
  )

  /** 招生范围: a version with the day from which it holds. */
  const catchment = table(
    'catchment',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      name: text('name').notNull(),
      phase: text('phase').$type<Phase>().notNull(),
      effectiveFrom: text('effective_from').notNull(),
      by: text('by').notNull(),
      at: time('at').notNull(),
      invented: bool('invented').notNull().default(false),
    },
    (t) => [primaryKey({ columns: [t.district, t.id] })],
  )

  const catchmentCell = table(
    'catchment_cell',
    {
      district: text('district').notNull(),
      catchment: text('catchment').notNull(),
      cell: text('cell').notNull(),
      school: text('school').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.catchment, t.cell] }),
      foreignKey({ columns: [t.district, t.catchment], foreignColumns: [catchment.district, catchment.id] }),
    ],
  )

  /** 假设集: read by the rules of the room; missing keys take the documented defaults. */
  const assumptionSet = table(
    'assumption_set',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      name: text('name').notNull(),
      assumptions: json('assumptions').notNull(),
      reason: text('reason').notNull(),
      by: text('by').notNull(),
      at: time('at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.id] })],
  )

  /** 情景: edits on top of the assumptions and the projects' dates. */
  const scenario = table(
    'scenario',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      name: text('name').notNull(),
      assumptionSet: text('assumption_set').notNull(),
      edits: json('edits').$type<unknown[]>().notNull(),
      source: text('source').$type<'planner' | 'advice'>().notNull(),
      state: text('state').$type<'draft' | 'accepted' | 'left'>().notNull(),
      /** What the portal worked out beside the edits: a timetable, or cells and their schools. null: made by a person. */
      advice: json('advice'),
      reason: text('reason').notNull(),
      by: text('by').notNull(),
      at: time('at').notNull(),
      decidedBy: text('decided_by'),
      decidedAt: time('decided_at'),
    },
    (t) => [primaryKey({ columns: [t.district, t.id] })],
  )

  /** 预测版本: never changed but for its publishing, by a second person. */
  const forecastRun = table(
    'forecast_run',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      /** 第 n 版. */
      number: int('number').notNull(),
      /** The last autumn whose rolls it knows. */
      origin: int('origin').notNull(),
      horizon: int('horizon').notNull(),
      /** SHA-256 of every input row and the assumptions, hex. */
      dataHash: text('data_hash').notNull(),
      assumptionSet: text('assumption_set').notNull(),
      assumptions: json('assumptions').notNull(),
      /** '' for the projects as they stand. */
      scenario: text('scenario').notNull(),
      author: text('author').notNull(),
      reason: text('reason').notNull(),
      at: time('at').notNull(),
      /** The errors that its intervals come from, and its scores against the past. */
      errors: json('errors').notNull(),
      publishedBy: text('published_by'),
      publishedAt: time('published_at'),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.id] }),
      uniqueIndex('forecast_run_number').on(t.district, t.number),
      check('forecast_run_second_person', sql`${t.publishedBy} is null or ${t.publishedBy} <> ${t.author}`),
    ],
  )

  /** Children expected: kept for ever, to be scored against what came. */
  const forecastLine = table(
    'forecast_line',
    {
      district: text('district').notNull(),
      run: text('run').notNull(),
      level: text('level').$type<ForecastLevel>().notNull(),
      /** School, street or 'district'. */
      subject: text('subject').notNull(),
      /** −2 … 9 as text; '' for all grades of the phase. */
      grade: text('grade').notNull(),
      phase: text('phase').$type<Phase | ''>().notNull(),
      year: int('year').notNull(),
      p10: real('p10').notNull(),
      p50: real('p50').notNull(),
      p90: real('p90').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.run, t.level, t.subject, t.phase, t.grade, t.year] }),
      foreignKey({ columns: [t.district, t.run], foreignColumns: [forecastRun.district, forecastRun.id] }),
    ],
  )

  /** Children against places, as the run saw them. */
  const forecastBalance = table(
    'forecast_balance',
    {
      district: text('district').notNull(),
      run: text('run').notNull(),
      street: text('street').notNull(),
      phase: text('phase').$type<Phase>().notNull(),
      year: int('year').notNull(),
      /** The whole phase, or its entry grade only. */
      scope: text('scope').$type<'phase' | 'intake'>().notNull(),
      demandP10: real('demand_p10').notNull(),
      demandP50: real('demand_p50').notNull(),
      demandP90: real('demand_p90').notNull(),
      /** Places if every project keeps its present date. */
      promised: real('promised').notNull(),
      /** Places weighed with P(in use by 1 September). */
      probable: real('probable').notNull(),
      /** Σ over grades of max(0, children − places): spare seats of one grade never help another. */
      short: real('short').notNull(),
      surplus: real('surplus').notNull(),
      pShort: real('p_short').notNull(),
      pSurplus: real('p_surplus').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.run, t.street, t.phase, t.year, t.scope] }),
      foreignKey({ columns: [t.district, t.run], foreignColumns: [forecastRun.district, forecastRun.id] }),
    ],
  )

  /** 学位预警 of one street, phase and year. */
  const placeWarning = table(
    'place_warning',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      run: text('run').notNull(),
      street: text('street').notNull(),
      phase: text('phase').$type<Phase>().notNull(),
      year: int('year').notNull(),
      kind: text('kind').$type<'short' | 'surplus'>().notNull(),
      /** Registered children of age, and the normal intake plan they are held against. */
      registered: int('registered').notNull(),
      plan: int('plan').notNull(),
      colour: text('colour').$type<'green' | 'yellow' | 'red'>().notNull(),
      /** What families read. */
      sentence: text('sentence').notNull(),
      alternatives: text('alternatives').notNull(),
      preparedBy: text('prepared_by').notNull(),
      preparedAt: time('prepared_at').notNull(),
      publishedBy: text('published_by'),
      publishedAt: time('published_at'),
      withdrawnBy: text('withdrawn_by'),
      withdrawnAt: time('withdrawn_at'),
      withdrawnWhy: text('withdrawn_why').notNull().default(''),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.id] }),
      index('place_warning_of_street').on(t.district, t.street),
      check('place_warning_second_person', sql`${t.publishedBy} is null or ${t.publishedBy} <> ${t.preparedBy}`),
    ],
  )

  /** 留痕: who changed what, why, and what it does to the places. Also a decision written down. */
  const placesChange = table(
    'places_change',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      subject: text('subject')
        .$type<
          'project' | 'capacity' | 'standard' | 'demand' | 'scenario' | 'run' | 'warning' | 'catchment' | 'decision'
        >()
        .notNull(),
      /** The id of the subject; '' for a decision that stands alone. */
      of: text('of').notNull(),
      /** '' for the whole district. */
      street: text('street').notNull(),
      /** What, as the log says it. */
      title: text('title').notNull(),
      reason: text('reason').notNull(),
      /** ± places it moves in `effectYear`; null where it moves none. */
      effectPlaces: int('effect_places'),
      effectYear: int('effect_year'),
      by: text('by').notNull(),
      at: time('at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.id] }), index('places_change_at').on(t.district, t.at)],
  )

  /** A long reckoning that somebody waits for. */
  const planningWork = table(
    'planning_work',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      kind: text('kind').$type<'forecast' | 'timing' | 'catchments'>().notNull(),
      state: text('state').$type<'running' | 'done' | 'failed'>().notNull(),
      done: int('done').notNull(),
      total: int('total').notNull(),
      /** Run or scenario that came out; '' until then. */
      result: text('result').notNull(),
      /** Of a failure. */
      sentence: text('sentence').notNull(),
      by: text('by').notNull(),
      at: time('at').notNull(),
      changedAt: time('changed_at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.id] })],
  )

  /** A GeoJSON that the bureau brought: street outlines, or anything to be drawn under the projects. */
  const mapOutline = table(
    'map_outline',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      name: text('name').notNull(),
      /** FeatureCollection of polygons, checked. */
      outline: json('outline').notNull(),
      source: text('source').notNull(),
      by: text('by').notNull(),
      at: time('at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.district, t.id] })],
  )

  return {
    capacityEvent,
    schoolRooms,
    placeStandard,
    birthCount,
    dwellingScheme,
    yieldCurve,
    feederCount,
    gridCell,
    gridCount,
    schoolSite,
    catchment,
    catchmentCell,
    assumptionSet,
    scenario,
    forecastRun,
    forecastLine,
    forecastBalance,
    placeWarning,
    placesChange,
    planningWork,
    mapOutline,
  }
}
