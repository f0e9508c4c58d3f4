import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

const BACKLOG = 4_096
/** A request must be with us after this time, however slowly it is sent: a file on a slow line. Forms have less (read-body.ts). */
const REQUEST_MS = 150_000
const HEADERS_MS = 10_000
/** Longer than a proxy keeps its end (60 s is usual), so that it never writes into a connection just closed. */
const KEEP_ALIVE_MS = 65_000
const LOOK_AFTER_SLOW_MS = 5_000
/** An orderly stop waits this long for answers under way. */
const DRAIN_MS = 25_000

/** An HTTP server with limits on slow senders, not yet listening. */
export const newHttpServer = (listener: RequestListener): Server => {
  const server = createServer(
    {
      headersTimeout: HEADERS_MS,
      requestTimeout: REQUEST_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: LOOK_AFTER_SLOW_MS,
      maxHeaderSize: 16 * 1024,
    },
    listener,
  )
  // Idle connections are welcome; a request that stalls is not.
  server.maxHeadersCount = 100
  return server
}

/** @returns the port, which the system chose when 0 was asked for. */
export const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host, backlog: BACKLOG }, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })

/** Takes no new connection, lets answers under way finish, then resolves; after 25 seconds it cuts what is left. */
export const drain = (server: Server, most = DRAIN_MS): Promise<void> =>
  new Promise((resolve) => {
    const idle = setInterval(() => server.closeIdleConnections(), 50)
    const cut = setTimeout(() => server.closeAllConnections(), most)
    server.close(() => {
      clearInterval(idle)
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
