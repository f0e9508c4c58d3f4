import { readSessionToken } from './session-cookie.server'
import { deviceOf } from './session-rules'
import type { FromWhere } from './sign-in.server'

/** Where a posted form comes from. @param context of the server: the portal's address, and the caller's */
export const fromWhere = (request: Request, { origin, address }: { origin: string; address: string }): FromWhere => ({
  address,
  device: deviceOf(request.headers.get('User-Agent')),
  oldToken: readSessionToken(origin, request.headers.get('Cookie')),
})
