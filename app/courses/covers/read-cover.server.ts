import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { Refusal, refuse } from '~/shared/refusal'
import type { UploadedFile } from '~/shared/sheet/sheet'
import { notPictures } from './cover-words'
import { pictureKind } from './picture-kind'

/** A photograph from outside becomes two small pictures made anew from its pixels; nothing else of it is kept. */

export type CoverSize = 'card' | 'page'

export interface ReadCover {
  /** SHA-256 of the upload. */
  name: string
  sizes: readonly { size: CoverSize; width: number; height: number; webp: Buffer }[]
}

const MOST_BYTES = 8 * 1024 * 1024
/** A photograph of 24 megapixels is about 100 MB while it is worked on. */
const MOST_PIXELS = 24_000_000
const SECONDS = 20
const MOST_AT_ONCE = 2
const QUALITIES = [80, 72, 64, 56, 48, 40, 32, 24, 16, 8, 1]

const targets = [
  { size: 'card', width: 480, height: 320, most: 40 * 1024 },
  { size: 'page', width: 1200, height: 675, most: 160 * 1024 },
] as const

// One thread a picture, and none kept: what is in memory is what is being read.
sharp.concurrency(1)
sharp.cache(false)

const waiting: (() => void)[] = []
let working = 0

const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
  if (working >= MOST_AT_ONCE) await new Promise<void>((next) => waiting.push(next))
  working += 1
  try {
    return await work()
  } finally {
    working -= 1
    waiting.shift()?.()
  }
}

const open = (bytes: Uint8Array) =>
  sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true }).timeout({ seconds: SECONDS })

/** Upright, cut to the target about what catches the eye, on white; the pixels only. */
const pixelsOf = (bytes: Uint8Array, { width, height }: (typeof targets)[number]) =>
  open(bytes)
    .autoOrient()
    .resize(width, height, { fit: 'cover', position: sharp.strategy.attention })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })

const webpWithin = async (bytes: Uint8Array, target: (typeof targets)[number]): Promise<Buffer> => {
  const { data, info } = await pixelsOf(bytes, target)
  const raw = { width: info.width, height: info.height, channels: info.channels }
  let webp: Buffer = Buffer.alloc(0)
  for (const quality of QUALITIES) {
    webp = await sharp(data, { raw }).webp({ quality, effort: 4 }).toBuffer()
    if (webp.length <= target.most) return webp
  }
  // Noise at the lowest quality: half the points say as much.
  const half = { width: Math.round(raw.width / 2), height: Math.round(raw.height / 2) }
  const small = await sharp(data, { raw }).resize(half).blur(2).toBuffer()
  const coarse = { raw: { ...half, channels: raw.channels } }
  const large = await sharp(small, coarse).resize(raw.width, raw.height).raw().toBuffer()
  return sharp(large, { raw }).webp({ quality: 1, effort: 4 }).toBuffer()
}

const told = (error: unknown): Refusal => {
  if (error instanceof Refusal) return error
  const message = error instanceof Error ? error.message : ''
  if (/pixel limit|dimensions|too large/iu.test(message)) return refuse('PICTURE_TOO_LARGE')
  return refuse('PICTURE_BROKEN')
}

/**
 * Makes the two sizes of a cover from an uploaded photograph: upright, cut to shape, as WebP of at most 40 and 160 KB,
 * without anything that stood beside the pixels (place, time, camera). Two at a time; the others wait their turn.
 * Refuses PICTURE_WRONG_KIND, PICTURE_TOO_LARGE, PICTURE_BROKEN.
 */
export const readCover = async (file: UploadedFile): Promise<ReadCover> => {
  if (file.bytes.length === 0) throw refuse('PICTURE_BROKEN')
  if (file.bytes.length > MOST_BYTES) throw refuse('PICTURE_TOO_LARGE')
  pictureKind(file)
  return inTurn(async () => {
    try {
      const { width, height, pages = 1 } = await open(file.bytes).metadata()
      if (width * height > MOST_PIXELS) throw refuse('PICTURE_TOO_LARGE')
      if (pages > 1) throw refuse('PICTURE_WRONG_KIND', { what: notPictures.animated })
      const sizes: ReadCover['sizes'][number][] = []
      for (const target of targets)
        sizes.push({
          size: target.size,
          width: target.width,
          height: target.height,
          webp: await webpWithin(file.bytes, target),
        })
      return { name: createHash('sha256').update(file.bytes).digest('hex'), sizes }
    } catch (error) {
      throw told(error)
    }
  })
}
