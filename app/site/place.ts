/** What the table of contents says of an address. Pure. */

/**
 * - `anyone`: also without signing in
 * - `person`: anybody signed in
 * - `guardian`: has a living guardianship and has given consent
 * - `teacher`, `school_admin`, `officer`: holds the role (the verb checks *which* school or section)
 */
export type Policy = 'anyone' | 'person' | 'guardian' | 'teacher' | 'school_admin' | 'officer'

export type Audience = 'everyone' | 'family' | 'teacher' | 'school' | 'bureau'

export interface Place {
  /** URL pattern, `:name` for parameters. */
  path: string
  /** Module under app/. */
  file: string
  audience: Audience
  /** Policy of each method the route answers; others get 405. */
  methods: { GET?: Policy; POST?: Policy }
  /** What may be sent along: raises the limit of a body, and asks who sends it before any of it is read. */
  uploads?: 'sheet' | 'picture' | 'paper' | 'outline'
}

/** One line of the table of contents. */
export const place = <const Path extends string>(
  path: Path,
  file: string,
  audience: Audience,
  methods: Place['methods'],
  more: Pick<Place, 'uploads'> = {},
) => ({ path, file, audience, methods, ...more })
