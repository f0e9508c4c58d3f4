import type { IncomingMessage } from 'node:http'
import { refuse } from '~/shared/refusal'

/** No form of the portal comes near it. */
export const MOST_BODY_BYTES = 256 * 1024
const FORM_AROUND = 64 * 1024
/** With a file in the form. A sheet may be one byte larger than what is read, so that it is told as a sheet. */
export const MOST_UPLOAD_BYTES = {
  sheet: 16 * 1024 * 1024 + FORM_AROUND,
  picture: 8 * 1024 * 1024 + FORM_AROUND,
  paper: 10 * 1024 * 1024 + FORM_AROUND,
  outline: 2 * 1024 * 1024 + FORM_AROUND,
}
/** How much of a refused body is still taken off the line, so that the sender can read the answer. */
const MOST_DRAINED_BYTES = 4 * 1024 * 1024
/** A browser reads the answer to an upload only when all of it is sent; what is taken off the line is not kept. */
const MOST_DRAINED_UPLOAD = 512 * 1024 * 1024
const LONGEST_DRAIN_MS = 60_000
/** However slowly it is sent: 16 MB come in this time over a line of 1 Mbit/s. */
const LONGEST_UPLOAD_MS = 140_000
const LONGEST_FORM_MS = 30_000

const drain = (request: IncomingMessage, most: number): void => {
  let bytes = 0
  const timer = setTimeout(() => request.destroy(), LONGEST_DRAIN_MS)
  timer.unref()
  request.once('close', () => clearTimeout(timer))
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > most) request.destroy()
  })
  request.resume()
}

/**
 * The whole body of a request. Refuses BODY_TOO_LARGE (UPLOAD_TOO_LARGE where files may be sent) by the announced
 * length or, chunked, as soon as it grows too large; BAD_REQUEST when the sender goes away halfway. Who sends too slowly
 * is cut off.
 */
export const readBody = (request: IncomingMessage, most = MOST_BODY_BYTES): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const upload = most > MOST_BODY_BYTES
    const timer = setTimeout(() => request.destroy(), upload ? LONGEST_UPLOAD_MS : LONGEST_FORM_MS)
    timer.unref()
    const tooLarge = (): void => {
      clearTimeout(timer)
      request.removeAllListeners('data')
      drain(request, upload ? MOST_DRAINED_UPLOAD : MOST_DRAINED_BYTES)
      reject(upload ? refuse('UPLOAD_TOO_LARGE', { most: Math.floor(most / 1024 / 1024) }) : refuse('BODY_TOO_LARGE'))
    }
    if (Number(request.headers['content-length'] ?? 0) > most) {
      tooLarge()
      return
    }
    const chunks: Buffer[] = []
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > most) tooLarge()
      else chunks.push(chunk)
    })
    request.once('end', () => {
      clearTimeout(timer)
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks))
    })
    request.once('error', () => reject(refuse('BAD_REQUEST')))
    request.once('close', () => {
      clearTimeout(timer)
      reject(refuse('BAD_REQUEST'))
    })
  })
