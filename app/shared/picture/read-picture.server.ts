import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { Refusal, refuse } from '../refusal'
import type { UploadedFile } from '../sheet/sheet'
import { pictureKind } from './picture-kind'
import { notPictures } from './picture-words'

/** A photograph from outside becomes small pictures made anew from its pixels; nothing else of it is kept. */

export interface PictureTarget<Size extends string> {
  size: Size
  width: number
  height: number
  /** `cover` cuts to the shape about what catches the eye; `inside` keeps the whole picture within it. */
  fit: 'cover' | 'inside'
  /** Of the WebP, in bytes. */
  most: number
}

export interface ReadPicture<Size extends string> {
  /** SHA-256 of the upload. */
  name: string
  sizes: readonly { size: Size; width: number; height: number; webp: Buffer }[]
}

const MOST_BYTES = 8 * 1024 * 1024
/** A photograph of 24 megapixels is about 100 MB while it is worked on. */
const MOST_PIXELS = 24_000_000
const SECONDS = 20
const MOST_AT_ONCE = 2
const QUALITIES = [80, 72, 64, 56, 48, 40, 32, 24, 16, 8, 1]

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

/** Upright, in the shape of the target, on white; the pixels only. */
const pixelsOf = (bytes: Uint8Array, { width, height, fit }: PictureTarget<string>) =>
  open(bytes)
    .autoOrient()
    .resize(
      width,
      height,
      fit === 'cover' ? { fit, position: sharp.strategy.attention } : { fit, withoutEnlargement: true },
    )
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })

const webpWithin = async (
  bytes: Uint8Array,
  target: PictureTarget<string>,
): Promise<{ webp: Buffer; width: number; height: number }> => {
  const { data, info } = await pixelsOf(bytes, target)
  const { width, height } = info
  const raw = { width, height, channels: info.channels }
  for (const quality of QUALITIES) {
    const webp = await sharp(data, { raw }).webp({ quality, effort: 4 }).toBuffer()
    if (webp.length <= target.most) return { webp, width, height }
  }
  // Noise at the lowest quality: half the points say as much.
  const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) }
  const small = await sharp(data, { raw }).resize(half.width, half.height, { fit: 'fill' }).blur(2).toBuffer()
  const coarse = { raw: { ...half, channels: raw.channels } }
  const large = await sharp(small, coarse).resize(width, height, { fit: 'fill' }).raw().toBuffer()
  return { webp: await sharp(large, { raw }).webp({ quality: 1, effort: 4 }).toBuffer(), width, height }
}

const told = (error: unknown): Refusal => {
  if (error instanceof Refusal) return error
  const message = error instanceof Error ? error.message : ''
  if (/pixel limit|dimensions|too large/iu.test(message)) return refuse('PICTURE_TOO_LARGE')
  return refuse('PICTURE_BROKEN')
}

/**
 * Makes the wanted sizes of an uploaded photograph: upright, in shape, as WebP within their weights, without anything
 * that stood beside the pixels (place, time, camera). Two uploads at a time; the others wait their turn.
 * Refuses PICTURE_WRONG_KIND, PICTURE_TOO_LARGE, PICTURE_BROKEN.
 */
export const readPicture = async <Size extends string>(
  file: UploadedFile,
  targets: readonly PictureTarget<Size>[],
): Promise<ReadPicture<Size>> => {
  if (file.bytes.length === 0) throw refuse('PICTURE_BROKEN')
  if (file.bytes.length > MOST_BYTES) throw refuse('PICTURE_TOO_LARGE')
  pictureKind(file)
  return inTurn(async () => {
    try {
      const { width, height, pages = 1 } = await open(file.bytes).metadata()
      if (width * height > MOST_PIXELS) throw refuse('PICTURE_TOO_LARGE')
      if (pages > 1) throw refuse('PICTURE_WRONG_KIND', { what: notPictures.animated })
      const sizes: ReadPicture<Size>['sizes'][number][] = []
      for (const target of targets) sizes.push({ size: target.size, ...(await webpWithin(file.bytes, target)) })
      return { name: createHash('sha256').update(file.bytes).digest('hex'), sizes }
    } catch (error) {
      throw told(error)
    }
  })
}
