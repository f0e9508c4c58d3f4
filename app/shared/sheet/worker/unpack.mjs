// @ts-check
import { inflateRawSync } from 'node:zlib'
import { SheetProblem } from './sheet-problem.mjs'

/** @typedef {import('./table-of.mjs').Limits} Limits */

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
/** A part of a sheet shrinks to a tenth, of empty lines to a hundredth; a bomb to a thousandth. */
const MOST_RATIO = 300
/** So much may come out of however little went in. */
const FREE_OF_RATIO = 16 * 1024 * 1024

/**
 * The files of a zip by name, unpacked only when asked for. Everything is counted against one budget for the whole file.
 * @param {Uint8Array} bytes @param {Limits} limits
 */
export const openPackage = (bytes, limits) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.length - 22
  while (end >= 0 && end > bytes.length - 66_000 && view.getUint32(end, true) !== END) end -= 1
  if (end < 0 || view.getUint32(end, true) !== END) throw new SheetProblem('SHEET_BROKEN')
  const many = view.getUint16(end + 10, true)
  if (many > limits.entries) throw new SheetProblem('SHEET_TOO_LARGE', { what: `里面有 ${many} 个文件` })
  let at = view.getUint32(end + 16, true)
  let declared = 0
  /** @type {Map<string, { offset: number, packed: number, method: number }>} */
  const entries = new Map()
  for (let i = 0; i < many; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) throw new SheetProblem('SHEET_BROKEN')
    const flags = view.getUint16(at + 8, true)
    if (flags & 1) throw new SheetProblem('SHEET_LOCKED')
    const length = view.getUint16(at + 28, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length))
    declared += view.getUint32(at + 24, true)
    entries.set(name.replace(/^\//u, ''), {
      offset: view.getUint32(at + 42, true),
      packed: view.getUint32(at + 20, true),
      method: view.getUint16(at + 10, true),
    })
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  const tooMuch = () =>
    new SheetProblem('SHEET_TOO_LARGE', { what: `解开以后超过 ${Math.round(limits.unpacked / 1024 / 1024)} MB` })
  if (declared > limits.unpacked) throw tooMuch()
  let spent = 0

  /** @param {string} name @returns {Uint8Array | undefined} */
  const read = (name) => {
    const entry = entries.get(name)
    if (!entry) return undefined
    const { offset, packed, method } = entry
    if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL) throw new SheetProblem('SHEET_BROKEN')
    const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
    const data = bytes.subarray(start, start + packed)
    if (method === 0) {
      spent += data.length
      if (spent > limits.unpacked) throw tooMuch()
      return data
    }
    if (method !== 8) throw new SheetProblem('SHEET_BROKEN')
    const most = Math.min(limits.unpacked - spent, Math.max(FREE_OF_RATIO, packed * MOST_RATIO))
    try {
      // Stops at the limit while unpacking: what the header says of the size is not believed.
      const whole = inflateRawSync(data, { maxOutputLength: Math.max(1, most) })
      spent += whole.length
      return whole
    } catch (error) {
      const full = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
      throw full ? tooMuch() : new SheetProblem('SHEET_BROKEN')
    }
  }
  return { names: [...entries.keys()], read }
}
