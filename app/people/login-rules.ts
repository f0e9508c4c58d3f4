/** A login as it is looked up: full-width digits, blanks, hyphens and +86 that people type are gone, letters are upper case. */
export const plainLogin = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[\s\-–—]/g, '')
    .replace(/^\+?86(?=1\d{10}$)/, '')
    .toUpperCase()

export const isPhone = (login: string): boolean => /^1\d{10}$/.test(login)

/** A telephone number or a staff number, already plain. */
export const isLogin = (login: string): boolean => isPhone(login) || /^(?!\d{11}$)[A-Z0-9_.]{2,32}$/.test(login)
