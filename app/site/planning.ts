import { type Place, place } from './place'

/** 学位规划: projects, capacity, forecasts, warnings. */
export const planningSite = {
  placesDesk: place('/bureau/places', 'places/routes/places-desk.tsx', 'bureau', { GET: 'officer' }),
  placesDeskSheet: place('/bureau/places/sheet', 'places/routes/places-desk-sheet.ts', 'bureau', { GET: 'officer' }),
  forecasts: place('/bureau/forecasts', 'places/routes/forecasts.tsx', 'bureau', { GET: 'officer', POST: 'officer' }),
  forecastsSheet: place('/bureau/forecasts/sheet', 'places/routes/forecasts-sheet.ts', 'bureau', { GET: 'officer' }),
  forecast: place('/bureau/forecasts/:run', 'places/routes/forecast.tsx', 'bureau', {
    GET: 'officer',
    POST: 'officer',
  }),
  forecastSheet: place('/bureau/forecasts/:run/sheet', 'places/routes/forecast-sheet.ts', 'bureau', { GET: 'officer' }),
  trackRecord: place('/bureau/track-record', 'places/routes/track-record.tsx', 'bureau', { GET: 'officer' }),
  trackRecordSheet: place('/bureau/track-record/sheet', 'places/routes/track-record-sheet.ts', 'bureau', {
    GET: 'officer',
  }),
  projects: place('/bureau/projects', 'places/routes/projects.tsx', 'bureau', { GET: 'officer' }),
  projectsSheet: place('/bureau/projects/sheet', 'places/routes/projects-sheet.ts', 'bureau', { GET: 'officer' }),
  newProject: place('/bureau/projects/new', 'places/routes/new-project.tsx', 'bureau', {
    GET: 'officer',
    POST: 'officer',
  }),
  projectOutline: place(
    '/bureau/projects/outline',
    'places/routes/project-outline.tsx',
    'bureau',
    { GET: 'officer', POST: 'officer' },
    { uploads: 'outline' },
  ),
  project: place('/bureau/projects/:project', 'places/routes/project.tsx', 'bureau', {
    GET: 'officer',
    POST: 'officer',
  }),
  projectDocuments: place(
    '/bureau/projects/:project/documents',
    'places/routes/project-documents.tsx',
    'bureau',
    { GET: 'officer', POST: 'officer' },
    { uploads: 'paper' },
  ),
  deskProjectFile: place(
    '/bureau/projects/:project/files/:document/:size',
    'places/routes/desk-project-file.ts',
    'bureau',
    { GET: 'officer' },
  ),
  capacity: place('/bureau/capacity', 'places/routes/capacity.tsx', 'bureau', { GET: 'officer', POST: 'officer' }),
  capacitySheet: place('/bureau/capacity/sheet', 'places/routes/capacity-sheet.ts', 'bureau', { GET: 'officer' }),
  placesData: place(
    '/bureau/places/data',
    'places/routes/places-data.tsx',
    'bureau',
    { GET: 'officer', POST: 'officer' },
    { uploads: 'sheet' },
  ),
  placesDataSheet: place('/bureau/places/data/sheet', 'places/routes/places-data-sheet.ts', 'bureau', {
    GET: 'officer',
  }),
  placesDataPreview: place('/bureau/places/data/:import', 'places/routes/places-data-preview.tsx', 'bureau', {
    GET: 'officer',
    POST: 'officer',
  }),
  placesLog: place('/bureau/places/log', 'places/routes/places-log.tsx', 'bureau', { GET: 'officer' }),
  placesLogSheet: place('/bureau/places/log/sheet', 'places/routes/places-log-sheet.ts', 'bureau', { GET: 'officer' }),
  placesDecision: place('/bureau/places/decision', 'places/routes/places-decision.tsx', 'bureau', {
    GET: 'officer',
    POST: 'officer',
  }),
  scenarios: place('/bureau/scenarios', 'places/routes/scenarios.tsx', 'bureau', { GET: 'officer', POST: 'officer' }),
  scenariosSheet: place('/bureau/scenarios/sheet', 'places/routes/scenarios-sheet.ts', 'bureau', { GET: 'officer' }),
  newScenario: place('/bureau/scenarios/new', 'places/routes/new-scenario.tsx', 'bureau', {
    GET: 'officer',
    POST: 'officer',
  }),
  compareScenarios: place('/bureau/scenarios/compare', 'places/routes/compare-scenarios.tsx', 'bureau', {
    GET: 'officer',
  }),
  compareSheet: place('/bureau/scenarios/compare/sheet', 'places/routes/compare-sheet.ts', 'bureau', {
    GET: 'officer',
  }),
  assumptions: place('/bureau/scenarios/assumptions', 'places/routes/assumptions.tsx', 'bureau', {
    GET: 'officer',
    POST: 'officer',
  }),
  scenario: place('/bureau/scenarios/:scenario', 'places/routes/scenario.tsx', 'bureau', {
    GET: 'officer',
    POST: 'officer',
  }),
  advice: place('/bureau/advice', 'places/routes/advice.tsx', 'bureau', { GET: 'officer', POST: 'officer' }),
  adviceSheet: place('/bureau/advice/sheet', 'places/routes/advice-sheet.ts', 'bureau', { GET: 'officer' }),
  proposal: place('/bureau/advice/:scenario', 'places/routes/proposal.tsx', 'bureau', {
    GET: 'officer',
    POST: 'officer',
  }),
  proposalSheet: place('/bureau/advice/:scenario/sheet', 'places/routes/proposal-sheet.ts', 'bureau', {
    GET: 'officer',
  }),
  warnings: place('/bureau/warnings', 'places/routes/warnings.tsx', 'bureau', { GET: 'officer', POST: 'officer' }),
  warningsSheet: place('/bureau/warnings/sheet', 'places/routes/warnings-sheet.ts', 'bureau', { GET: 'officer' }),
  prepareWarning: place('/bureau/warnings/prepare', 'places/routes/prepare-warning.tsx', 'bureau', {
    GET: 'officer',
    POST: 'officer',
  }),
  warning: place('/bureau/warnings/:warning', 'places/routes/warning.tsx', 'bureau', {
    GET: 'officer',
    POST: 'officer',
  }),
  streets: place('/streets', 'places/routes/streets.tsx', 'everyone', { GET: 'anyone' }),
  street: place('/streets/:street', 'places/routes/street.tsx', 'everyone', { GET: 'anyone' }),
  projectsImport: place(
    '/bureau/projects-in',
    'places/routes/projects-import.tsx',
    'bureau',
    { GET: 'officer', POST: 'officer' },
    { uploads: 'sheet' },
  ),
  projectsInSheet: place('/bureau/projects-in/sheet', 'places/routes/projects-in-sheet.ts', 'bureau', {
    GET: 'officer',
  }),
  projectsPreview: place('/bureau/projects-in/:import', 'places/routes/projects-preview.tsx', 'bureau', {
    GET: 'officer',
    POST: 'officer',
  }),
  publicProjects: place('/projects', 'places/routes/public-projects.tsx', 'everyone', { GET: 'anyone' }),
  publicProject: place('/projects/:project', 'places/routes/public-project.tsx', 'everyone', { GET: 'anyone' }),
  projectCalendar: place('/projects/:project/calendar.ics', 'places/routes/project-calendar.ts', 'everyone', {
    GET: 'anyone',
  }),
  projectsFeed: place('/projects.json', 'places/routes/projects-feed.ts', 'everyone', { GET: 'anyone' }),
  projectData: place('/projects/:project/oc4ids.json', 'places/routes/project-data.ts', 'everyone', { GET: 'anyone' }),
  projectFile: place('/projects/:project/files/:document', 'places/routes/project-file.ts', 'everyone', {
    GET: 'anyone',
  }),
  oc4ids: place(
    '/bureau/oc4ids',
    'places/routes/oc4ids.tsx',
    'bureau',
    { GET: 'officer', POST: 'officer' },
    { uploads: 'sheet' },
  ),
  oc4idsFile: place('/bureau/oc4ids/projects.json', 'places/routes/oc4ids-file.ts', 'bureau', { GET: 'officer' }),
  oc4idsPreview: place('/bureau/oc4ids/:import', 'places/routes/oc4ids-preview.tsx', 'bureau', {
    GET: 'officer',
    POST: 'officer',
  }),
} as const satisfies Record<string, Place>
