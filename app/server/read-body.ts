import type { IncomingMessage } from 'node:http'
import { refuse } from '~/shared/refusal'

/** No form of the portal comes near it. */
export const MOST_BODY_BYTES = 256 * 1024
/** How much of a refused body is still taken off the line, so that the sender can read the answer. */
const MOST_DRAINED_BYTES = 4 * 1024 * 1024

const drain = (request: IncomingMessage): void => {
  let bytes = 0
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > MOST_DRAINED_BYTES) request.destroy()
  })
  request.resume()
}

/**
 * The whole body of a request. Refuses BODY_TOO_LARGE by the announced length or, chunked, as soon as it grows too large;
 * BAD_REQUEST when the sender goes away halfway.
 */
export const readBody = (request: IncomingMessage, most = MOST_BODY_BYTES): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const tooLarge = (): void => {
      request.removeAllListeners('data')
      drain(request)
      reject(refuse('BODY_TOO_LARGE'))
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
    request.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)))
    request.once('error', () => reject(refuse('BAD_REQUEST')))
    request.once('close', () => reject(refuse('BAD_REQUEST')))
  })
