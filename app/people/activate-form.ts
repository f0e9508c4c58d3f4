export const SLIP_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
export const SLIP_LENGTH = 8

/** A code as it is hashed: upper case, without the blanks and hyphens people type. */
export const plainCode = (typed: string): string => typed.toUpperCase().replace(/[\s\-–—－]/g, '')
