import type { EnrolmentDesk } from '~/courses'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'

/** What the server hands to every loader and action. */
export interface PortalLoadContext extends Context {
  actor: Actor | null
  enrolments: EnrolmentDesk
  /** Of the Content-Security-Policy of this answer. */
  nonce: string
  /** The address people type: scheme and host. */
  origin: string
}

declare module '@remix-run/node' {
  interface AppLoadContext extends PortalLoadContext {}
}
