/** The cookie that carries a session's token: its name and flags follow the scheme of the portal's address. */

const nameFor = (origin: string): string => (origin.startsWith('https:') ? '__Host-session' : 'session')

const TOKEN = /^[A-Za-z0-9_-]{43}$/

/** The token in a Cookie header; null when there is none, more than one, or one of another shape. */
export const readSessionToken = (origin: string, header: string | null | undefined): string | null => {
  const name = `${nameFor(origin)}=`
  const found = (header ?? '').split(/;\s*/).filter((pair) => pair.startsWith(name))
  const token = found.length === 1 ? found[0]?.slice(name.length) : undefined
  return token && TOKEN.test(token) ? token : null
}

const written = (origin: string, value: string, maxAge: number): string =>
  `${nameFor(origin)}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${origin.startsWith('https:') ? '; Secure' : ''}`

/** `Set-Cookie` of a new session. @param lifetime ms until the session ends whatever happens */
export const sessionCookie = (origin: string, token: string, lifetime: number): string =>
  written(origin, token, Math.floor(lifetime / 1_000))

/** `Set-Cookie` that takes the session's cookie away. */
export const noSessionCookie = (origin: string): string => written(origin, '', 0)
