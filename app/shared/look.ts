/** How a person wants to see the portal; two cookies, read by the server on every page. */
export interface Look {
  elder: boolean
  dark: boolean
}

/** @param header of the request; anything but the two values known counts as not set. */
export const readLook = (header: string | null | undefined): Look => {
  const cookies = (header ?? '').split(/;\s*/)
  return { elder: cookies.includes('elder=1'), dark: cookies.includes('theme=dark') }
}

/** The classes of <html>. */
export const lookClasses = ({ elder, dark }: Look): string =>
  [elder && 'elder', dark && 'dark'].filter(Boolean).join(' ')
