/**
 * The table of contents: every address of the portal, the file behind it, and who may use it by which method.
 * Pure data: the routes, the server, the fast lane, the links and the access tests all read it.
 */

import { daysSite } from './site/days'
import { type Place, place } from './site/place'
import { planningSite } from './site/planning'

export type { Audience, Place, Policy } from './site/place'

export const site = {
  // everyone
  shelf: place('/', 'courses/routes/shelf.tsx', 'everyone', { GET: 'anyone' }),
  section: place('/sections/:section', 'courses/routes/section.tsx', 'everyone', { GET: 'anyone' }),
  cover: place('/covers/:name', 'courses/routes/cover.ts', 'everyone', { GET: 'anyone' }),
  seats: place('/seats.json', 'courses/routes/seats.ts', 'everyone', { GET: 'anyone' }),
  look: place('/look', 'people/routes/look.ts', 'everyone', { POST: 'anyone' }),
  signIn: place('/sign-in', 'people/routes/sign-in.tsx', 'everyone', { GET: 'anyone', POST: 'anyone' }),
  activate: place('/activate', 'people/routes/activate.tsx', 'everyone', { GET: 'anyone', POST: 'anyone' }),
  consentText: place('/consent', 'people/routes/consent-text.tsx', 'everyone', { GET: 'anyone' }),
  calendarFeed: place('/calendar/:secret', 'courses/routes/calendar-feed.ts', 'everyone', { GET: 'anyone' }),

  // anybody signed in
  signOut: place('/sign-out', 'people/routes/sign-out.ts', 'everyone', { POST: 'person' }),
  me: place('/me', 'people/routes/me.tsx', 'everyone', { GET: 'person', POST: 'person' }),
  contactWays: place('/notices/ways', 'messages/routes/contact-ways.tsx', 'everyone', {
    GET: 'person',
    POST: 'person',
  }),
  notices: place('/notices', 'messages/routes/notices.tsx', 'everyone', { GET: 'person', POST: 'person' }),

  // families
  family: place('/family', 'courses/routes/family.tsx', 'family', { GET: 'guardian' }),
  basket: place('/basket', 'courses/routes/basket.tsx', 'family', { GET: 'guardian', POST: 'guardian' }),
  enrol: place('/enrol', 'courses/routes/enrol.tsx', 'family', { POST: 'guardian' }),
  confirmation: place('/enrolled/:reference', 'courses/routes/confirmation.tsx', 'family', { GET: 'guardian' }),
  placeOf: place('/family/:pupil/:section', 'courses/routes/place.tsx', 'family', {
    GET: 'guardian',
    POST: 'guardian',
  }),
  week: place('/week', 'courses/routes/week.tsx', 'family', { GET: 'guardian', POST: 'guardian' }),
  statement: place('/family/money', 'money/routes/statement.tsx', 'family', { GET: 'guardian' }),

  // teachers
  teacherDesk: place('/teacher', 'courses/routes/teacher-desk.tsx', 'teacher', { GET: 'teacher' }),
  teacherDeskSheet: place('/teacher/sheet', 'courses/routes/teacher-desk-sheet.ts', 'teacher', { GET: 'teacher' }),
  propose: place('/teacher/propose', 'courses/routes/propose.tsx', 'teacher', { GET: 'teacher', POST: 'teacher' }),

  teacherRoster: place('/teacher/sections/:section', 'courses/routes/teacher-roster.tsx', 'teacher', {
    GET: 'teacher',
  }),
  teacherRosterSheet: place('/teacher/sections/:section/sheet', 'courses/routes/teacher-roster-sheet.ts', 'teacher', {
    GET: 'teacher',
  }),

  // school administrators
  schoolDesk: place('/school', 'courses/routes/school-desk.tsx', 'school', {
    GET: 'school_admin',
    POST: 'school_admin',
  }),
  schoolDeskSheet: place('/school/sheet', 'courses/routes/school-desk-sheet.ts', 'school', { GET: 'school_admin' }),
  newSection: place('/school/sections/new', 'courses/routes/new-section.tsx', 'school', {
    GET: 'school_admin',
    POST: 'school_admin',
  }),
  sectionsImport: place(
    '/school/sections-in',
    'courses/routes/sections-import.tsx',
    'school',
    { GET: 'school_admin', POST: 'school_admin' },
    { uploads: 'sheet' },
  ),
  sectionsTemplate: place('/school/sections-in/template', 'courses/routes/sections-template.ts', 'school', {
    GET: 'school_admin',
  }),
  sectionsSheet: place('/school/sections-in/sheet', 'courses/routes/sections-sheet.ts', 'school', {
    GET: 'school_admin',
  }),
  sectionsPreview: place('/school/sections-in/:import', 'courses/routes/sections-preview.tsx', 'school', {
    GET: 'school_admin',
    POST: 'school_admin',
  }),
  copySections: place('/school/copy', 'courses/routes/copy-sections.tsx', 'school', {
    GET: 'school_admin',
    POST: 'school_admin',
  }),
  sectionCover: place(
    '/school/sections/:section/cover',
    'courses/routes/section-cover.tsx',
    'school',
    { GET: 'school_admin', POST: 'school_admin' },
    { uploads: 'picture' },
  ),
  editSection: place('/school/sections/:section', 'courses/routes/edit-section.tsx', 'school', {
    GET: 'school_admin',
    POST: 'school_admin',
  }),
  schoolPlan: place('/school/plan', 'courses/routes/school-plan.tsx', 'school', {
    GET: 'school_admin',
    POST: 'school_admin',
  }),
  afternoon: place('/school/afternoon', 'courses/routes/afternoon.tsx', 'school', {
    GET: 'school_admin',
    POST: 'school_admin',
  }),
  sectionRoster: place('/school/sections/:section/roster', 'courses/routes/section-roster.tsx', 'school', {
    GET: 'school_admin',
    POST: 'school_admin',
  }),
  sectionRosterSheet: place(
    '/school/sections/:section/roster/sheet',
    'courses/routes/section-roster-sheet.ts',
    'school',
    { GET: 'school_admin' },
  ),
  rosters: place('/school/section-rosters', 'courses/routes/school-rosters-sheet.ts', 'school', {
    GET: 'school_admin',
  }),
  rosterImport: place(
    '/school/rosters',
    'rosters/routes/roster-import.tsx',
    'school',
    { GET: 'school_admin', POST: 'school_admin' },
    { uploads: 'sheet' },
  ),
  rosterPreview: place('/school/rosters/:import', 'rosters/routes/roster-preview.tsx', 'school', {
    GET: 'school_admin',
    POST: 'school_admin',
  }),
  rosterSheet: place('/school/rosters/sheet', 'rosters/routes/roster-sheet.ts', 'school', { GET: 'school_admin' }),
  slipsSheet: place('/school/slips/sheet', 'people/routes/slips-sheet.ts', 'school', { GET: 'school_admin' }),
  paper: place('/school/paper', 'courses/routes/paper.tsx', 'school', { GET: 'school_admin' }),
  paperOf: place('/school/paper/:pupil', 'courses/routes/paper-of.tsx', 'school', {
    GET: 'school_admin',
    POST: 'school_admin',
  }),
  paperReceipt: place('/school/paper/:pupil/:reference', 'courses/routes/paper-receipt.tsx', 'school', {
    GET: 'school_admin',
  }),
  decisions: place('/school/decisions', 'courses/routes/decisions.tsx', 'school', {
    GET: 'school_admin',
    POST: 'school_admin',
  }),
  slips: place('/school/slips', 'people/routes/slips.tsx', 'school', { GET: 'school_admin', POST: 'school_admin' }),

  staffing: place('/school/instructors', 'courses/routes/staffing.tsx', 'school', {
    GET: 'school_admin',
    POST: 'school_admin',
  }),
  staffingSheet: place('/school/instructors/sheet', 'courses/routes/staffing-sheet.ts', 'school', {
    GET: 'school_admin',
  }),
  fees: place('/school/fees', 'money/routes/fees.tsx', 'school', { GET: 'school_admin', POST: 'school_admin' }),
  feesSheet: place('/school/fees/sheet', 'money/routes/fees-sheet.ts', 'school', { GET: 'school_admin' }),
  feesOf: place('/school/fees/:pupil', 'money/routes/fees-of.tsx', 'school', {
    GET: 'school_admin',
    POST: 'school_admin',
  }),
  feesImport: place(
    '/school/fees-in',
    'money/routes/fees-import.tsx',
    'school',
    { GET: 'school_admin', POST: 'school_admin' },
    { uploads: 'sheet' },
  ),
  feesPreview: place('/school/fees-in/:import', 'money/routes/fees-preview.tsx', 'school', {
    GET: 'school_admin',
    POST: 'school_admin',
  }),

  // the bureau
  bureauDesk: place('/bureau', 'courses/routes/bureau-desk.tsx', 'bureau', { GET: 'officer' }),
  bureauDeskSheet: place('/bureau/sheet', 'courses/routes/bureau-desk-sheet.ts', 'bureau', { GET: 'officer' }),
  filingSheet: place('/bureau/plans/:school/sheet', 'courses/routes/filing-sheet.ts', 'bureau', { GET: 'officer' }),
  roundsSheet: place('/bureau/rounds/sheet', 'courses/routes/rounds-sheet.ts', 'bureau', { GET: 'officer' }),
  schoolsImport: place(
    '/bureau/schools',
    'rosters/routes/schools-import.tsx',
    'bureau',
    { GET: 'officer', POST: 'officer' },
    { uploads: 'sheet' },
  ),
  schoolsPreview: place('/bureau/schools/:import', 'rosters/routes/schools-preview.tsx', 'bureau', {
    GET: 'officer',
    POST: 'officer',
  }),
  schoolsSheet: place('/bureau/schools/sheet', 'rosters/routes/schools-sheet.ts', 'bureau', { GET: 'officer' }),
  staffSlipsSheet: place('/bureau/slips/sheet', 'people/routes/staff-slips-sheet.ts', 'bureau', { GET: 'officer' }),
  filing: place('/bureau/plans/:school', 'courses/routes/filing.tsx', 'bureau', { GET: 'officer', POST: 'officer' }),
  rounds: place('/bureau/rounds', 'courses/routes/rounds.tsx', 'bureau', { GET: 'officer', POST: 'officer' }),
  providers: place('/bureau/providers', 'courses/routes/providers.tsx', 'bureau', { GET: 'officer', POST: 'officer' }),
  providersSheet: place('/bureau/providers/sheet', 'courses/routes/providers-sheet.ts', 'bureau', { GET: 'officer' }),
  provider: place('/bureau/providers/:provider', 'courses/routes/provider.tsx', 'bureau', {
    GET: 'officer',
    POST: 'officer',
  }),
  withdrawProvider: place('/bureau/providers/:provider/withdraw', 'courses/routes/withdraw-provider.tsx', 'bureau', {
    GET: 'officer',
    POST: 'officer',
  }),
  districtSettings: place('/bureau/settings', 'people/routes/district-settings.tsx', 'bureau', {
    GET: 'officer',
    POST: 'officer',
  }),
  calendar: place('/bureau/calendar', 'courses/routes/calendar.tsx', 'bureau', { GET: 'officer', POST: 'officer' }),
  rules: place('/bureau/rules', 'courses/routes/rules.tsx', 'bureau', { GET: 'officer', POST: 'officer' }),
  staffSlips: place('/bureau/slips', 'people/routes/staff-slips.tsx', 'bureau', { GET: 'officer', POST: 'officer' }),
  channels: place('/bureau/channels', 'messages/routes/channels.tsx', 'bureau', { GET: 'officer', POST: 'officer' }),
  officers: place('/bureau/officers', 'people/routes/officers.tsx', 'bureau', { GET: 'officer', POST: 'officer' }),
  bureauFees: place('/bureau/fees', 'money/routes/bureau-fees.tsx', 'bureau', { GET: 'officer' }),
  bureauFeesSheet: place('/bureau/fees/sheet', 'money/routes/bureau-fees-sheet.ts', 'bureau', { GET: 'officer' }),

  ...planningSite,
  ...daysSite,
} as const satisfies Record<string, Place>

export type PlaceName = keyof typeof site

type Parameters<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Parameters<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

/** A place whose address has no parameters. */
export type PlainPlaceName = {
  [Name in PlaceName]: Parameters<(typeof site)[Name]['path']> extends never ? Name : never
}[PlaceName]

type Query = Record<string, string | number | boolean | undefined | null>

/**
 * The address of a place: `pathTo('section', { section: id }, { child })`.
 * @param parameters every `:name` of its path; they are encoded. @param query left out where empty.
 */
export const pathTo = <Name extends PlaceName>(
  name: Name,
  ...[parameters, query]: Parameters<(typeof site)[Name]['path']> extends never
    ? [parameters?: Record<string, never>, query?: Query]
    : [parameters: Record<Parameters<(typeof site)[Name]['path']>, string>, query?: Query]
): string => {
  const values = (parameters ?? {}) as Record<string, string>
  const path = site[name].path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(values[key] ?? ''))
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const search = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString()
  return search ? `${path}?${search}` : path
}

const patterns = Object.entries(site).map(([name, entry]) => ({
  name: name as PlaceName,
  pattern: new RegExp(`^${entry.path.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+')}/?$`),
  literal: !entry.path.includes(':'),
}))

/** The place an address belongs to, literal paths before parameters; undefined when there is none. */
export const placeAt = (pathname: string): PlaceName | undefined => {
  const path = pathname.endsWith('.data') ? dataPath(pathname) : pathname
  const hits = patterns.filter(({ pattern }) => pattern.test(path))
  return (hits.find(({ literal }) => literal) ?? hits[0])?.name
}

/** Single fetch asks for `/x.data`, and for `/` as `/_root.data`: the same place, the same policy. */
const dataPath = (pathname: string): string => (pathname === '/_root.data' ? '/' : pathname.slice(0, -'.data'.length))
