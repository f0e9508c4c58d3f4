export { checkAccess, ownChild, requireSchool } from './access-rules'
export type { Actor, ChildOfActor } from './actor'
