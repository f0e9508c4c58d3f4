import { request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { Writable } from 'node:stream'
import type { AppLoadContext } from '@remix-run/node'
import type { Actor } from '~/people'
import { proxyList } from './caller'
import { drain, listen, newHttpServer } from './http-server'
import { createPipeline, type PipelineParts } from './pipeline'
import { openLog } from './request-log'

export const ORIGIN = 'https://portal.example'

export const actorNamed = (name: string, given: Partial<Actor> = {}): Actor => ({
  account: name,
  name,
  children: [],
  teacherAt: [],
  administers: [],
  officer: false,
  consented: true,
  ...given,
})

export const mother = actorNamed('mother', {
  children: [
    {
      pupil: 'p1',
      name: '小禾',
      position: 1,
      school: 's1',
      schoolName: '一小',
      grade: 4,
      classNumber: 2,
      homeClass: 's1-4-2',
    },
  ],
})

export interface Answered {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

export interface Asking {
  method?: string
  headers?: OutgoingHttpHeaders
  body?: string | Buffer
  /** Sent without Content-Length. */
  chunked?: boolean
}

export interface TestServer {
  port: number
  /** What reached the pages behind the pipeline. */
  reached: { request: Request; context: AppLoadContext }[]
  /** Lines of the log. */
  lines: string[]
  ask(path: string, asking?: Asking): Promise<Answered>
  /** Sends bytes as they are and returns all that comes back. */
  raw(text: string): Promise<string>
  stop(): Promise<void>
}

/** The real server and pipeline on a port of its own, with a stub behind them in place of Remix. */
export const startTestServer = async (
  pages: (request: Request) => Promise<Response> | Response,
  given: Partial<PipelineParts> & { actor?: Actor | null; proxies?: string[] } = {},
): Promise<TestServer> => {
  const reached: TestServer['reached'] = []
  const lines: string[] = []
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString())
      done()
    },
  })
  const parts: PipelineParts = {
    callers: { proxies: proxyList(given.proxies ?? []), origin: ORIGIN, originFixed: true },
    files: new Map(),
    facts: { portalName: '学在天桥', hotline: '0531-0000-0000', demo: true, stylesheets: ['/assets/portal-1.css'] },
    log: openLog('debug', sink),
    readiness: async () => ({ ready: true, write: true, schema: true, disk: true, draining: false }),
    isDraining: () => false,
    loadActor: async () => given.actor ?? null,
    pages: async (request, context) => {
      reached.push({ request, context })
      return pages(request)
    },
    loadContext: (exchange) => ({ ...exchange, address: exchange.caller.address }) as unknown as AppLoadContext,
    ...given,
  }
  const server = newHttpServer(createPipeline(parts))
  const port = await listen(server, 0, '127.0.0.1')

  const ask = (path: string, { method = 'GET', headers = {}, body, chunked = false }: Asking = {}): Promise<Answered> =>
    new Promise((resolve, reject) => {
      const length = body === undefined || chunked ? {} : { 'content-length': Buffer.byteLength(body) }
      const sent = httpRequest(
        { port, path, method, headers: { host: 'portal.example', ...length, ...headers } },
        (answer) => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers,
              body: Buffer.concat(chunks).toString(),
            }),
          )
        },
      )
      sent.on('error', reject)
      if (chunked && body !== undefined) {
        const bytes = Buffer.from(body)
        for (let i = 0; i < bytes.length; i += 16_384) sent.write(bytes.subarray(i, i + 16_384))
        sent.end()
      } else sent.end(body)
    })

  const raw = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(text, 'latin1'))
      let answer = ''
      socket.setTimeout(2_000, () => socket.destroy())
      socket.on('data', (chunk) => {
        answer += chunk.toString()
      })
      socket.on('close', () => resolve(answer))
      socket.on('error', reject)
    })

  return { port, reached, lines, ask, raw, stop: () => drain(server) }
}
