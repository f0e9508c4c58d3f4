import { connect } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { StoreBusyError } from '#db/store'
import { refuse } from '~/shared/refusal'
import { type Place, site } from '~/site'
import { proxyList } from './caller'
import { drain, listen, newHttpServer } from './http-server'
import { actorNamed, mother, ORIGIN, startTestServer, type TestServer } from './start-test-server'

const page = () => new Response('<p>page</p>', { headers: { 'Content-Type': 'text/html; charset=utf-8' } })

let server: TestServer | undefined
const start: typeof startTestServer = async (...given) => {
  server = await startTestServer(...given)
  return server
}
afterEach(async () => {
  await server?.stop()
  server = undefined
})

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const own = { ...form, origin: ORIGIN }

describe('headers', () => {
  test('every answer carries them: page, error, file, health', async () => {
    const files = new Map([
      [
        '/assets/a.js',
        { bytes: Buffer.from('1'), squeezed: null, type: 'text/javascript', etag: '"x"', cache: 'public' },
      ],
    ])
    const { ask } = await start(page, { files })
    for (const path of ['/', '/nowhere', '/%', '/assets/a.js', '/healthz', '/family', '/look']) {
      const { headers } = await ask(path)
      expect(headers['x-content-type-options'], path).toBe('nosniff')
      expect(headers['referrer-policy']).toBe('same-origin')
      expect(headers['strict-transport-security']).toContain('max-age=31536000')
      expect(headers['permissions-policy']).toContain('camera=()')
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
      expect(headers['x-powered-by']).toBeUndefined()
    }
  })

  test('a page’s policy allows its own nonce and nothing else inline', async () => {
    const { ask, reached } = await start(page)
    const policies = [(await ask('/')).headers, (await ask('/')).headers].map((headers) =>
      String(headers['content-security-policy']),
    )
    expect(policies[0]).toContain(`script-src 'self' 'nonce-${reached[0]?.context.nonce}';`)
    expect(policies[0]).not.toContain('unsafe')
    for (const rule of [
      "default-src 'self'",
      "style-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "object-src 'none'",
    ])
      expect(policies[0]).toContain(rule)
    expect(policies[0]).not.toBe(policies[1])
  })

  test('no HSTS over http', async () => {
    const callers = { proxies: proxyList([]), origin: 'http://127.0.0.1:3000', originFixed: true }
    const { ask } = await start(page, { callers })
    expect((await ask('/')).headers['strict-transport-security']).toBeUndefined()
  })

  test('a page of somebody signed in is never kept', async () => {
    const cached = () =>
      new Response('x', { headers: { 'Content-Type': 'text/html', 'Cache-Control': 'public, max-age=60' } })
    const signedIn = await start(cached, { actor: mother })
    expect((await signedIn.ask('/')).headers['cache-control']).toBe('no-store')
    await signedIn.stop()
    const { ask } = await start(cached)
    expect((await ask('/')).headers['cache-control']).toBe('private, no-cache')
  })

  test('pages are compressed for those who can read it', async () => {
    const { port } = await start(() => new Response('是'.repeat(3_000), { headers: { 'Content-Type': 'text/html' } }))
    const answer = await fetch(`http://127.0.0.1:${port}/`, { headers: { 'accept-encoding': 'gzip' } })
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect(answer.headers.get('vary')).toBe('Cookie, Accept-Encoding')
    expect(await answer.text()).toBe('是'.repeat(3_000))
    const plain = await server?.ask('/', { headers: { 'accept-encoding': 'gzip;q=0, br' } })
    expect(plain?.headers['content-encoding']).toBeUndefined()
    expect(plain?.body).toBe('是'.repeat(3_000))
    expect(gunzipSync).toBeTypeOf('function')
  })
})

describe('redirects', () => {
  const corpus = [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '/\t/evil.example',
    '/%2f%2fevil.example/..//',
    `${ORIGIN}.evil.example/`,
    `${ORIGIN}@evil.example/`,
    `${ORIGIN}//evil.example`,
    '///evil.example',
    'evil.example',
    '',
  ]
  test.each(corpus)('a route that sends people to %j sends them home', async (to) => {
    const { ask } = await start(() => {
      const answer = new Response(null, { status: 302 })
      // Headers would already refuse some of these; the net must hold without that.
      Object.defineProperty(answer.headers, 'get', { value: (name: string) => (name === 'location' ? to : null) })
      return answer
    })
    const { status, headers } = await ask('/')
    const landed = new URL(String(headers.location), `${ORIGIN}/`)
    expect([status, landed.origin]).toEqual([302, ORIGIN])
    if (!to.startsWith('/%2f')) expect(headers.location).toBe('/')
  })

  test('within the portal they pass, absolute ones cut to their path', async () => {
    const { ask } = await start((request) =>
      Response.redirect(request.url.endsWith('week') ? `${ORIGIN}/week?child=1` : `${ORIGIN}/`, 303),
    )
    expect((await ask('/sign-in?to=week')).headers.location).toBe('/week?child=1')
  })

  test('a redirect written as data is netted, too', async () => {
    const evil = '[["SingleFetchRedirect",1],{"_2":3,"_4":5},"redirect","//evil.example","status",302]\n'
    const { ask } = await start(() => new Response(evil, { status: 202, headers: { 'Content-Type': 'text/x-script' } }))
    const answer = await ask('/_root.data')
    expect(answer.body).not.toContain('evil')
    expect(answer.body).toContain('"redirect","/"')
  })
})

describe('access', () => {
  test('a stranger is sent to sign in, and back afterwards', async () => {
    const { ask, reached } = await start(page)
    const document = await ask('/week?child=2')
    expect([document.status, document.headers.location]).toEqual([302, '/sign-in?back=%2Fweek%3Fchild%3D2'])
    const data = await ask('/week.data?child=2')
    expect(data.status).toBe(202)
    expect(data.body).toContain('/sign-in?back=%2Fweek%3Fchild%3D2')
    const posted = await ask('/week', { method: 'POST', headers: own, body: 'a=1' })
    expect([posted.status, posted.headers.location]).toEqual([303, '/sign-in?back=%2Fweek'])
    const json = await ask('/week', { headers: { accept: 'application/json' } })
    expect([json.status, JSON.parse(json.body).code]).toEqual([401, 'NOT_SIGNED_IN'])
    expect(reached).toEqual([])
  })

  test('who has not agreed yet is asked first', async () => {
    const { ask } = await start(page, { actor: { ...mother, consented: false } })
    expect((await ask('/family')).headers.location).toBe('/activate?back=%2Ffamily')
  })

  test('every place × role × method, document and data alike', async () => {
    const roles = {
      stranger: null,
      guardian: mother,
      teacher: actorNamed('teacher', { teacherAt: ['s1'] }),
      school_admin: actorNamed('school_admin', { administers: ['s1'] }),
      officer: actorNamed('officer', { officer: true }),
    }
    let actor: (typeof roles)[keyof typeof roles] = null
    const { ask, reached } = await start(page, { loadActor: async () => actor })
    for (const [role, who] of Object.entries(roles)) {
      actor = who
      for (const { path, methods } of Object.values(site) as Place[]) {
        for (const method of ['GET', 'HEAD', 'POST'] as const) {
          const policy = methods[method === 'HEAD' ? 'GET' : method]
          const may = policy === 'anyone' || (policy === 'person' && who !== null) || policy === role
          const address = path.replace(/:\w+/g, 'x')
          for (const asked of [address, address === '/' ? '/_root.data' : `${address}.data`]) {
            const before = reached.length
            const body = method === 'POST' ? 'a=1' : undefined
            const answer = await ask(asked, { method, headers: own, body })
            expect([role, method, asked, reached.length > before]).toEqual([role, method, asked, may])
            if (!may) expect(answer.status, `${role} ${method} ${asked}`).not.toBe(200)
          }
        }
      }
    }
  })

  test('a refusal is a page in plain words, in the look that was chosen', async () => {
    const { ask } = await start(page, { actor: mother })
    const { status, body, headers } = await ask('/bureau', { headers: { cookie: 'elder=1; theme=dark' } })
    expect(status).toBe(403)
    expect(body).toContain('<html lang="zh-CN" class="elder dark">')
    expect(body).toContain('<title>错误：')
    expect(body).toContain('这一页不归您看')
    expect(body).not.toContain('<script')
    expect(headers['cache-control']).toBe('no-store')
  })

  test('the fast lane comes after every check', async () => {
    const seen: string[] = []
    let actor: typeof mother | null = null
    const { ask, reached } = await start(page, {
      loadActor: async () => actor,
      fastLane: (exchange, body) => {
        if (exchange.place !== 'enrol') return undefined
        seen.push(body.toString())
        exchange.response.statusCode = 204
        exchange.response.end()
        return Promise.resolve()
      },
    })
    await ask('/enrol', { method: 'POST', headers: own, body: 'a=0' })
    actor = mother
    await ask('/enrol', { method: 'POST', headers: form, body: 'a=1' })
    expect(seen).toEqual([])
    expect((await ask('/enrol', { method: 'POST', headers: own, body: 'a=2' })).status).toBe(204)
    expect(seen).toEqual(['a=2'])
    expect(reached).toEqual([])
  })
})

describe('faults', () => {
  const secret = '13800001111'
  const broken = () => {
    throw new Error(`no such table for '小禾' ${secret}`)
  }

  test('a 500 tells a number, the log tells where, neither tells data', async () => {
    const { ask, lines } = await start(broken)
    const answer = await ask(`/?q=${secret}`, {
      headers: { cookie: 'session=verysecret', authorization: 'Bearer verysecret' },
    })
    const number = String(answer.headers['x-request-number'])
    expect(answer.status).toBe(500)
    expect(answer.body).toContain(number)
    expect(answer.body).not.toMatch(/no such table|小禾|at /)
    const log = lines.join('')
    expect(log).toContain(number)
    expect(log).toContain('no such table')
    expect(log).not.toMatch(/verysecret|13800001111|小禾/)
    expect((await ask('/_root.data')).body).toMatch(/^\{"number":"\d{8}"\}$/)
  })

  test('the log names the place, not the address', async () => {
    const { ask, lines } = await start(page)
    await ask('/calendar/verysecret')
    await ask('/sections/abc123?q=%E5%B0%8F%E7%A6%BE')
    await ask('/verysecret')
    const log = lines.join('')
    expect(log).toContain('/calendar/:secret')
    expect(log).toContain('/sections/:section')
    expect(log).not.toMatch(/verysecret|abc123|%E5|127\.0\.0\.1/)
  })

  test('a busy database is 503 with a time to come back', async () => {
    const { ask } = await start(page, {
      loadActor: () => Promise.reject(new StoreBusyError(null)),
    })
    const answer = await ask('/')
    expect([answer.status, Number(answer.headers['retry-after']) > 0]).toEqual([503, true])
  })

  test('a refusal thrown by the pages’ side keeps its status', async () => {
    const { ask } = await start(() => Promise.reject(refuse('CLASH', { weekday: '周三', course: '面食工坊' })))
    const answer = await ask('/')
    expect([answer.status, answer.body.includes('面食工坊')]).toEqual([409, true])
  })
})

describe('health and the end', () => {
  test('ready or not', async () => {
    let ready = true
    const { ask } = await start(page, {
      readiness: async () => ({ ready, write: ready, schema: true, disk: true, draining: false }),
    })
    expect((await ask('/healthz')).body).toBe('ok\n')
    expect((await ask('/readyz')).status).toBe(200)
    ready = false
    expect((await ask('/readyz')).status).toBe(503)
    expect((await ask('/healthz')).status).toBe(200)
  })

  test('a stop lets answers under way finish and takes nothing new', async () => {
    let finish = (): void => {}
    const slow = await startTestServer(async () => {
      await new Promise<void>((done) => {
        finish = done
      })
      return page()
    })
    const underWay = slow.ask('/')
    while (slow.reached.length === 0) await new Promise((next) => setTimeout(next, 5))
    const stopped = slow.stop()
    await expect(slow.ask('/')).rejects.toThrow(/ECONNREFUSED|ECONNRESET|hang up/)
    finish()
    expect((await underWay).status).toBe(200)
    await stopped
  })

  test('an idle connection does not hold up the stop, a stuck one not for ever', async () => {
    const stuck = newHttpServer(() => {})
    const port = await listen(stuck, 0, '127.0.0.1')
    const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'))
    const gone = new Promise<void>((done) => socket.on('close', () => done()))
    await new Promise((next) => setTimeout(next, 50))
    await drain(stuck, 200)
    await gone
  })
})
