import { safeRedirect } from '~/shared/safe-redirect'

/**
 * Last net under every redirect: whatever a route returned, the browser is only sent within the portal.
 * @param origin the portal's own address; an absolute Location of its own is cut down to its path.
 */
export const netted = (location: string, origin: string): string =>
  safeRedirect(location.startsWith(`${origin}/`) ? location.slice(origin.length) : location)
