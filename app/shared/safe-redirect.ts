const INSIDE = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/

/**
 * The place to go next when it lies within the portal, else the fallback.
 * @param target anything a person or a stranger put into a form or an address.
 * Refuses other hosts (`//evil`, `/\evil`), schemes, backslashes, control characters and blanks.
 */
export const safeRedirect = (target: unknown, fallback = '/'): string => {
  if (typeof target !== 'string' || target.length > 2_000 || !INSIDE.test(target)) return fallback
  let decoded = target
  try {
    decoded = decodeURI(target)
  } catch {
    return fallback
  }
  return decoded.startsWith('//') || decoded.includes('\\') ? fallback : target
}
