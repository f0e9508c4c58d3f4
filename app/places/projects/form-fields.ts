import * as z from 'zod/mini'
import { fenOf } from '~/money'
import { isDay } from '~/shared/day'
import { projectErrors as words } from './project-error-words'

/** The fields that a project's forms are made of, as browser and server read them. */

/** A text that may be missing; trimmed, counted in characters. */
export const textField = (most: number, long: string, missing?: string) =>
  z._default(z.string(), '').check(
    z.trim(),
    z.refine((given) => missing === undefined || given !== '', missing ?? ''),
    z.refine((given) => [...given].length <= most, long),
  )

/** The id of something to choose; '' for none. */
export const choiceField = (foreign: string) => z._default(z.string().check(z.maxLength(64, foreign)), '')

/** Why something is changed: 2–200 characters. */
export const whyField = z._default(z.string(), '').check(
  z.trim(),
  z.refine((given) => [...given].length >= 2 && [...given].length <= 200, words.why),
)

const FIRST_DAY = '2000-01-01'
const LAST_DAY = '2099-12-31'

const readDay = (given: string): string | undefined =>
  !isDay(given) ? words.day : given < FIRST_DAY || given > LAST_DAY ? words.dayRange : undefined

/** A field whose text becomes something else; `read` gives the value, or a sentence. */
const readField = <Value>(read: (text: string) => { value: Value } | { wrong: string }) =>
  z.pipe(
    z._default(z.string(), ''),
    z.transform((given, check): Value => {
      const answer = read(given.trim())
      if ('value' in answer) return answer.value
      check.issues.push({ code: 'custom', message: answer.wrong, input: given })
      return z.NEVER
    }),
  )

/** `YYYY-MM-DD` between 2000 and 2099; null where the field is empty. */
export const dayOrNone = readField<string | null>((text) => {
  const wrong = text === '' ? undefined : readDay(text)
  return wrong ? { wrong } : { value: text === '' ? null : text }
})

export const dayField = readField<string>((text) => {
  const wrong = readDay(text)
  return wrong ? { wrong } : { value: text }
})

const amountOf = (text: string): number | undefined => fenOf(text.replaceAll(',', ''))

/** 元 → 分; null where the field is empty. */
export const fenOrNone = readField<number | null>((text) => {
  const fen = text === '' ? null : amountOf(text)
  return fen === undefined ? { wrong: words.yuan } : { value: fen }
})

/** 元 → 分, more than nothing. */
export const fenField = readField<number>((text) => {
  const fen = amountOf(text)
  if (fen === undefined) return { wrong: words.yuan }
  return fen === 0 ? { wrong: words.positive } : { value: fen }
})

/** 元 → 分 with a sign; both − and - are taken. */
export const signedFenField = readField<number>((text) => {
  const found = /^([−-]?)(.*)$/su.exec(text)
  const fen = amountOf(found?.[2] ?? '')
  if (fen === undefined) return { wrong: words.signedYuan }
  return { value: found?.[1] === '' || fen === 0 ? fen : -fen }
})

/** A whole number within a range, with a sign. @param empty what an empty field means; left out: it is wrong. */
export const wholeField = ({ from, to, wrong, empty }: { from: number; to: number; wrong: string; empty?: number }) =>
  readField<number>((text) => {
    if (text === '' && empty !== undefined) return { value: empty }
    const plain = text.replace('−', '-')
    const number = /^-?\d{1,6}$/u.test(plain) ? Number(plain) || 0 : Number.NaN
    return number >= from && number <= to ? { value: number } : { wrong }
  })

/** A whole number without a sign; null where nothing is written. */
export const wholeOrNone = ({ from, to, wrong }: { from: number; to: number; wrong: string }) =>
  readField<number | null>((text) => {
    if (text === '') return { value: null }
    const number = /^\d{1,6}$/u.test(text) ? Number(text) : Number.NaN
    return number >= from && number <= to ? { value: number } : { wrong }
  })

/** Degrees with a point; null where the field is empty. */
export const degreesOrNone = (from: number, to: number) =>
  readField<number | null>((text) => {
    if (text === '') return { value: null }
    const degrees = /^\d{1,3}(?:\.\d{1,8})?$/u.test(text) ? Number(text) : Number.NaN
    return degrees >= from && degrees <= to ? { value: degrees } : { wrong: words.place }
  })

/** The state of a project that a page had shown: its `changedAt`. */
export const seenField = z.pipe(
  z.string().check(z.regex(/^\d{1,16}$/)),
  z.transform((given) => Number(given)),
)

/** A box to tick: `on` as a form sends it, true or false as a script reads it. */
export const tickField = z.pipe(
  z._default(z.union([z.enum(['on', '']), z.boolean()]), ''),
  z.transform((given) => given === true || given === 'on'),
)
