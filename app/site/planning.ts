import { type Place, place } from './place'

/** 学位规划: projects, capacity, forecasts, warnings. */
export const planningSite = {
  placesDesk: place('/bureau/places', 'places/routes/places-desk.tsx', 'bureau', { GET: 'officer' }),
  placesDeskSheet: place('/bureau/places/sheet', 'places/routes/places-desk-sheet.ts', 'bureau', { GET: 'officer' }),
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
} as const satisfies Record<string, Place>
