import type { Channel } from '#db/schema/index'
import type { EnrolmentDesk } from '~/courses'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'

/** What the server hands to every loader and action. */
export interface PortalLoadContext extends Context {
  actor: Actor | null
  enrolments: EnrolmentDesk
  /** By which messages can leave the house, as the server is set up. */
  channels: readonly Channel[]
  /** Of the Content-Security-Policy of this answer. */
  nonce: string
  /** The address people type: scheme and host. */
  origin: string
  /** IP address of the caller, through believed proxies only; login limits count by it. Never to be shown or logged. */
  address: string
  /** The number of this request, for the phone and the log. */
  requestNumber: string
  /** Set by an action that refused its form: the loaders of the same answer put it into the page's title. */
  formRefused?: boolean
  /** For Remix: writes an unexpected error to the log, under the number of the request. */
  reportFault: (error: unknown) => void
}

declare module '@remix-run/node' {
  interface AppLoadContext extends PortalLoadContext {}
}
