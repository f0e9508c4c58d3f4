/** A form as it stands in a page: where it goes, and what its fields hold. */
export interface SentForm {
  action: string
  fields: [name: string, value: string][]
}

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)
  return found?.[1]?.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#x27;', "'")
}

/** The posting forms of a page's HTML. @param path where the page was had from; a form without an action goes there. */
export const formsIn = (html: string, path: string): SentForm[] =>
  [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].flatMap(([, head = '', inside = '']) => {
    if (attribute(head, 'method')?.toLowerCase() !== 'post') return []
    const controls = [...inside.matchAll(/<(?:input|select|textarea|button)\b[^>]*>/g)].map(([tag]) => tag)
    const fields = controls.flatMap((tag): SentForm['fields'] => {
      const name = attribute(tag, 'name')
      return name ? [[name, attribute(tag, 'value') ?? '']] : []
    })
    return [{ action: attribute(head, 'action') ?? path, fields }]
  })

const hostile = [
  '',
  ' ',
  '0',
  '-1',
  '1e309',
  'NaN',
  '99999999999999999999',
  '2026-13-45',
  "' or 1=1 --",
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '𠮷'.repeat(3_000),
  '\ud800',
  'a\u0000b',
  '\u202e\u200b',
  '__proto__',
  '{"$gt":""}',
  'null',
]

/** Each field with each hostile value, each field left out, each one twice, all of them unknown, and nothing at all. */
export const hostileBodies = ({ fields }: SentForm): string[] => {
  const written = (pairs: [string, string][]): string => new URLSearchParams(pairs).toString()
  const names = [...new Set(fields.map(([name]) => name))]
  const replaced = names.flatMap((name) =>
    hostile.map((value) => written(fields.map(([one, old]) => [one, one === name ? value : old]))),
  )
  const without = names.map((name) => written(fields.filter(([one]) => one !== name)))
  const twice = names.map((name) => written([...fields, [name, 'x']]))
  const raw = ['', '&&==&', '%', '%zz=%ff', 'a'.repeat(60_000), '__proto__=1&constructor=2', 'key=%00']
  return [...replaced, ...without, ...twice, ...raw]
}
