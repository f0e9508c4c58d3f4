import { refuse } from '../refusal'
import { notPictures } from './picture-words'

/** What a file from outside is by its name and by its bytes. Pure. */

export type PictureKind = 'jpeg' | 'png' | 'webp'

const EXTENSIONS = new Set(['jpg', 'jpeg', 'png', 'webp'])

const ascii = (bytes: Uint8Array, from: number, length: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + from, Math.max(0, Math.min(length, bytes.length - from))).toString(
    'latin1',
  )

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean => mark.every((byte, i) => bytes[i] === byte)

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** What a file is by its first bytes when it is no photograph: the word for the sentence; undefined where nobody knows. */
export const otherKind = (bytes: Uint8Array): string | undefined => {
  const head = ascii(bytes, 0, 1024)
  if (head.startsWith('GIF8')) return notPictures.gif
  if (head.startsWith('MZ') || head.startsWith('\x7fELF') || head.startsWith('#!')) return notPictures.program
  if (head.startsWith('%PDF')) return notPictures.pdf
  if (head.startsWith('PK')) return notPictures.zip
  if (/^....ftyp(?:hei|hev|mif|msf)/su.test(head)) return notPictures.heic
  if (/<svg[\s>]/iu.test(head)) return notPictures.svg
  if (/^\s*<(?:!doctype|html|\?xml)/iu.test(head)) return notPictures.page
  return undefined
}

const kindOfBytes = (bytes: Uint8Array): PictureKind | undefined => {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (startsWith(bytes, PNG)) return 'png'
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP') return 'webp'
  return undefined
}

/**
 * @returns the kind by the first bytes; a PNG called .jpg is fine.
 * Refuses PICTURE_WRONG_KIND: another kind by name or by bytes, or something else hidden in it.
 */
export const pictureKind = ({ name, bytes }: { name: string; bytes: Uint8Array }): PictureKind => {
  const wrong = (what: string) => refuse('PICTURE_WRONG_KIND', { what })
  const other = otherKind(bytes)
  const extension = /\.([a-z0-9]{1,5})$/iu.exec(name)?.[1]?.toLowerCase() ?? ''
  if (extension === 'heic' || extension === 'heif') throw wrong(notPictures.heic)
  const kind = kindOfBytes(bytes)
  if (!kind) throw wrong(other ?? notPictures.named(extension))
  if (!EXTENSIONS.has(extension)) throw wrong(notPictures.named(extension))
  if (kind === 'png' && isMovingPng(bytes)) throw wrong(notPictures.animated)
  if (hidesMore(bytes, kind)) throw wrong(notPictures.twoInOne)
  return kind
}

/** A file that is a picture and something else besides. Phones put films behind photographs: those are let by. */
const hidesMore = (bytes: Uint8Array, kind: PictureKind): boolean => {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (kind === 'webp' && all.length > all.readUInt32LE(4) + 8 + 1) return true
  if (kind === 'png' && endOfPng(all) < all.length) return true
  if (ascii(bytes, 0, 1024).includes('%PDF-')) return true
  return ['<script', '<?php', '<html'].some((mark) => all.includes(mark)) || endsAsZip(all)
}

/** Says of its frames before its pixels begin. */
const isMovingPng = (bytes: Uint8Array): boolean => {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const pixels = all.indexOf('IDAT', 0, 'latin1')
  return all.subarray(0, Math.max(0, pixels)).includes('acTL')
}

/** Where the last chunk of a PNG ends; the end of the file where there is none. */
const endOfPng = (all: Buffer): number => {
  for (let at = PNG.length; at + 12 <= all.length; ) {
    const length = all.readUInt32BE(at)
    const end = at + 12 + length
    if (all.toString('latin1', at + 4, at + 8) === 'IEND') return end
    at = end
  }
  return all.length
}

/** A ZIP is read from its end: its last record says how much follows it. */
const endsAsZip = (all: Buffer): boolean => {
  const from = Math.max(0, all.length - 22 - 0xffff)
  for (let at = all.indexOf('PK\x05\x06', from, 'latin1'); at >= 0; at = all.indexOf('PK\x05\x06', at + 1, 'latin1'))
    if (at + 22 <= all.length && at + 22 + all.readUInt16LE(at + 20) === all.length) return true
  return false
}
