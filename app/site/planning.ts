import { type Place, place } from './place'

/** 学位规划: projects, capacity, forecasts, warnings. */
export const planningSite = {
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
} as const satisfies Record<string, Place>
