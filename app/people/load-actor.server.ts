import { createHash } from 'node:crypto'
import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import { StoreBusyError } from '#db/store'
import type { Context } from '~/shared/context'
import type { Actor, ChildOfActor } from './actor'
import { CONSENT_VERSION } from './consent-text'
import { readSessionToken } from './session-cookie.server'
import { isLive, limitsFor, needsTouch } from './session-rules'

/** What the session table keeps of a token. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

const sessionOf = async ({ store, district }: Context, tokenHash: string) => {
  const { session, account } = store.tables
  const [found] = await store.db
    .select({
      account: account.id,
      name: account.name,
      disabledAt: account.disabledAt,
      createdAt: session.createdAt,
      lastSeenAt: session.lastSeenAt,
    })
    .from(session)
    .innerJoin(account, and(eq(account.district, district), eq(account.id, session.account)))
    .where(and(eq(session.district, district), eq(session.tokenHash, tokenHash)))
  return found
}

const childrenOf = ({ store, district }: Context, account: string): Promise<ChildOfActor[]> => {
  const { guardianship, pupil, homeClass, school } = store.tables
  return store.db
    .select({
      pupil: pupil.id,
      name: pupil.name,
      position: guardianship.position,
      school: pupil.school,
      schoolName: school.name,
      grade: homeClass.grade,
      classNumber: homeClass.number,
      homeClass: homeClass.id,
    })
    .from(guardianship)
    .innerJoin(pupil, and(eq(pupil.district, district), eq(pupil.id, guardianship.pupil)))
    .innerJoin(homeClass, and(eq(homeClass.district, district), eq(homeClass.id, pupil.homeClass)))
    .innerJoin(school, and(eq(school.district, district), eq(school.id, pupil.school)))
    .where(and(eq(guardianship.district, district), eq(guardianship.account, account), isNull(guardianship.endedAt)))
    .orderBy(asc(guardianship.position), asc(pupil.id)) as Promise<ChildOfActor[]>
}

const grantsOf = ({ store, district }: Context, account: string) => {
  const { roleGrant } = store.tables
  return store.db
    .select({ role: roleGrant.role, school: roleGrant.school })
    .from(roleGrant)
    .where(and(eq(roleGrant.district, district), eq(roleGrant.account, account), isNull(roleGrant.endedAt)))
    .orderBy(asc(roleGrant.school))
}

/** True when the last word of an account on the consent text is yes, and was given to the version now in force. */
const hasConsented = async ({ store, district }: Context, account: string): Promise<boolean> => {
  const { consent } = store.tables
  const [last] = await store.db
    .select({ version: consent.version, decision: consent.decision })
    .from(consent)
    .where(and(eq(consent.district, district), eq(consent.account, account)))
    .orderBy(desc(consent.at))
    .limit(1)
  return last?.version === CONSENT_VERSION && last.decision === 'given'
}

/** A session in use lasts on. Not written at every page, and never worth keeping a person waiting. */
const touch = async ({ store, district }: Context, tokenHash: string, now: number): Promise<void> => {
  const { session } = store.tables
  try {
    await store.transaction(async (tx) => {
      await tx
        .update(session)
        .set({ lastSeenAt: now })
        .where(and(eq(session.district, district), eq(session.tokenHash, tokenHash)))
    })
  } catch (error) {
    if (!(error instanceof StoreBusyError)) throw error
  }
}

/** The actor behind an account as it stands now: living guardianships and grants only. */
export const actorOf = async (context: Context, account: string, name: string): Promise<Actor> => {
  const [children, grants, agreed] = await Promise.all([
    childrenOf(context, account),
    grantsOf(context, account),
    hasConsented(context, account),
  ])
  const schoolsOf = (role: string): string[] => grants.filter((one) => one.role === role).map((one) => one.school)
  return {
    account,
    name,
    children,
    teacherAt: schoolsOf('teacher'),
    administers: schoolsOf('school_admin'),
    officer: grants.some(({ role }) => role === 'officer'),
    consented: agreed || children.length === 0,
  }
}

export const isStaff = (actor: Actor): boolean =>
  actor.officer || actor.administers.length > 0 || actor.teacherAt.length > 0

/**
 * Who asks, by the session in the Cookie header; null for a stranger, an ended or outlived session, a disabled account.
 * Read anew at every request: a guardianship or role that ended is lost at once.
 */
export const loadActor = async (
  context: Context & { origin: string },
  cookieHeader: string | null | undefined,
): Promise<Actor | null> => {
  const token = readSessionToken(context.origin, cookieHeader)
  if (!token) return null
  const tokenHash = hashToken(token)
  const session = await sessionOf(context, tokenHash)
  if (!session || session.disabledAt !== null) return null
  const actor = await actorOf(context, session.account, session.name)
  const limits = limitsFor(isStaff(actor))
  const now = context.clock.now()
  if (!isLive(session, limits, now)) return null
  if (needsTouch(session, limits, now)) await touch(context, tokenHash, now)
  return actor
}
