/** Who is asking, as far as rules need to know. Loaded once a request by the server (people/load-actor.server.ts). */
export interface Actor {
  account: string
  name: string
  /** Living guardianships in the family's order. */
  children: readonly ChildOfActor[]
  /** Schools where the person teaches. */
  teacherAt: readonly string[]
  /** Schools the person administers. */
  administers: readonly string[]
  officer: boolean
  /** The current version of the consent text has been accepted; staff without children need none. */
  consented: boolean
}

export interface ChildOfActor {
  pupil: string
  name: string
  position: number
  school: string
  schoolName: string
  grade: number
  classNumber: number
  homeClass: string
}
