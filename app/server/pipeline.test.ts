import { connect } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { StoreBusyError } from '#db/store'
import { refuse } from '~/shared/refusal'
import { type Place, type PlaceName, site } from '~/site'
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

describe('own origin', () => {
  const foreign: Record<string, Record<string, string>> = {
    missing: {},
    null: { origin: 'null' },
    empty: { origin: '' },
    'another host': { origin: 'https://evil.example' },
    'a host that starts alike': { origin: `${ORIGIN}.evil.example` },
    'another scheme': { origin: 'http://portal.example' },
    'another port': { origin: 'https://portal.example:8443' },
    'with a path': { origin: `${ORIGIN}/` },
    'in capitals': { origin: 'HTTPS://PORTAL.EXAMPLE' },
    'only sec-fetch-site': { 'sec-fetch-site': 'same-origin' },
    'only a referer': { referer: `${ORIGIN}/sign-in` },
  }
  test.each(Object.keys(foreign))('%s is refused on every way to write', async (name) => {
    const { ask, reached } = await start(page, { actor: mother })
    for (const path of ['/sign-in', '/sign-in.data', '/look', '/enrol', '/nowhere', '/?_data=root', '/family?index']) {
      const answer = await ask(path, { method: 'POST', headers: { ...form, ...foreign[name] }, body: 'a=1' })
      expect([path, [400, 403].includes(answer.status)]).toEqual([path, true])
    }
    const answer = await ask('/sign-in', { method: 'POST', headers: { ...form, ...foreign[name] }, body: 'a=1' })
    expect(answer.status).toBe(403)
    expect(reached).toEqual([])
  })

  test('its own passes, and the page behind sees the body and the portal’s own address', async () => {
    const { ask, reached } = await start(page)
    const answer = await ask('/sign-in?back=%2Fweek', { method: 'POST', headers: own, body: 'a=1&b=%E6%98%AF' })
    expect(answer.status).toBe(200)
    const [{ request } = expect.fail()] = reached
    expect(request.url).toBe(`${ORIGIN}/sign-in?back=%2Fweek`)
    expect(await request.text()).toBe('a=1&b=%E6%98%AF')
  })

  test('a demo without ORIGIN answers under the host it was reached by, and only there', async () => {
    const callers = { proxies: proxyList([]), origin: 'http://127.0.0.1:3000', originFixed: false }
    const { ask } = await start(page, { callers })
    const post = (host: string, origin: string) =>
      ask('/sign-in', { method: 'POST', headers: { ...form, host, origin }, body: 'a=1' })
    expect((await post('192.168.1.5:3000', 'http://192.168.1.5:3000')).status).toBe(200)
    expect((await post('localhost:3000', 'http://127.0.0.1:3000')).status).toBe(200)
    expect((await post('192.168.1.5:3000', 'http://192.168.1.6:3000')).status).toBe(403)
    expect((await post('192.168.1.5:3000', 'http://127.0.0.1:3000')).status).toBe(403)
    expect((await post('localhost:3000', 'http://localhost:4000')).status).toBe(403)
    expect((await post('bad host', 'http://bad host')).status).toBe(400)
  })
})

describe('methods', () => {
  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'])('%s is answered nowhere', async (method) => {
    const { ask, reached } = await start(page, { actor: mother })
    expect((await ask('/', { method, headers: own })).status).toBe(405)
    expect(reached).toEqual([])
  })

  test('a place answers only the methods it declares, and says which', async () => {
    const { ask, reached } = await start(page, { actor: mother })
    for (const [name, { path, methods }] of Object.entries(site) as [PlaceName, Place][]) {
      const address = path.replace(/:\w+/g, 'x')
      for (const method of ['GET', 'POST'] as const) {
        if (methods[method]) continue
        for (const asked of [address, address === '/' ? '/_root.data' : `${address}.data`]) {
          const answer = await ask(asked, { method, headers: own, body: method === 'POST' ? 'a=1' : undefined })
          if (method === 'GET' && asked.endsWith('.data')) expect([200, 202, 405]).toContain(answer.status)
          else expect([name, asked, answer.status]).toEqual([name, asked, 405])
        }
      }
    }
    expect(reached).toEqual([])
    expect((await ask('/look')).headers.allow).toBe('POST')
  })

  test('HEAD is GET without its body', async () => {
    const { ask } = await start(page)
    const answer = await ask('/', { method: 'HEAD' })
    expect([answer.status, answer.body, answer.headers['content-type']]).toEqual([200, '', 'text/html; charset=utf-8'])
    expect((await ask('/healthz', { method: 'HEAD' })).status).toBe(200)
    expect((await ask('/nowhere', { method: 'HEAD' })).status).toBe(404)
  })
})

describe('addresses', () => {
  test.each([
    ['//', 404],
    ['//evil.example/', 404],
    ['/sections//x', 404],
    ['/./family', 404],
    ['/sections/../family', 404],
    ['/sections/%2e%2e/family', 404],
    ['/%', 400],
    ['/%zz', 400],
    ['/%ff', 400],
    ['/sections/%00', 400],
    ['/sections/%0d%0aSet-Cookie:x=1', 400],
    ['/sections/a%5cb', 400],
    ['/?q=%', 400],
    ['/?q=%c3%28', 400],
    ['/?q=%00', 400],
    ['/?q=1&q=2', 400],
    ['/?a=1&%61=2', 400],
    ['/?__proto__=1', 400],
    ['/?constructor=1', 400],
    ['/?_data=bureauDesk', 400],
    [`/?${'a'.repeat(5_000)}`, 400],
    [`/?${Array.from({ length: 100 }, (_, i) => `a${i}=1`).join('&')}`, 400],
    ['/BUREAU', 404],
    ['/%62ureau', 404],
    ['/bureau%2Frounds', 404],
    ['/__manifest?p=/bureau', 404],
    ['/_root', 404],
    ['/nowhere.data', 404],
    ['/favicon.ico', 404],
  ])('%s is %i, and never an error', async (path, status) => {
    const { ask, reached } = await start(page)
    expect((await ask(path)).status).toBe(status)
    expect(reached).toEqual([])
  })

  test('what is no address at all', async () => {
    const { raw } = await start(page)
    const head = 'Host: portal.example\r\nConnection: close\r\n\r\n'
    for (const target of ['http://evil.example/', '*', 'family', '/a\\b', '/a"b', '/\xe6\x98\xaf', '/a#b']) {
      expect((await raw(`GET ${target} HTTP/1.1\r\n${head}`)).slice(9, 12), target).toBe('400')
    }
    expect((await raw('GET / HTTP/1.1\r\nConnection: close\r\n\r\n')).slice(9, 12)).toBe('400')
    expect((await raw('nonsense\r\n\r\n')).slice(9, 12)).toBe('400')
  })

  test('good addresses arrive as they were sent', async () => {
    const { ask, reached } = await start(page)
    for (const path of [
      '/',
      '/?q=%E7%BC%96%E7%A8%8B+1&day=2',
      '/_root.data?q=a',
      '/sections/%E4%B8%80.data',
      '/sign-in/',
    ]) {
      expect((await ask(path)).status).toBe(200)
      expect(reached.at(-1)?.request.url).toBe(`${ORIGIN}${path}`)
    }
  })
})

describe('bodies', () => {
  const big = 'a'.repeat(256 * 1024 + 1)
  test.each([false, true])('too large a body is refused before any page sees it (chunked: %s)', async (chunked) => {
    const { ask, reached } = await start(page)
    const answer = await ask('/sign-in', { method: 'POST', headers: own, body: big, chunked })
    expect(answer.status).toBe(413)
    expect(reached).toEqual([])
    const next = await ask('/sign-in', { method: 'POST', headers: own, body: big.slice(1), chunked })
    expect(next.status).toBe(200)
  })

  test('a sender that goes away halfway harms nobody', async () => {
    const { ask, port, reached } = await start(page)
    const head = `POST /sign-in HTTP/1.1\r\nHost: portal.example\r\nOrigin: ${ORIGIN}\r\nContent-Length: 100\r\n\r\nhalf`
    await new Promise<void>((gone) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(head, () => setTimeout(() => socket.destroy(), 50)))
      socket.on('close', () => gone())
    })
    expect((await ask('/')).status).toBe(200)
    expect(reached.length).toBe(1)
  })
})

describe('who calls', () => {
  const forged = {
    'x-forwarded-for': '6.6.6.6',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    forwarded: 'for=6.6.6.6;host=evil.example',
  }
  const callers = (proxies: string[], originFixed = true) => ({
    proxies: proxyList(proxies),
    origin: originFixed ? ORIGIN : 'http://127.0.0.1:1',
    originFixed,
  })

  test('forged forwarded headers are ignored, and not passed on', async () => {
    const { ask, reached } = await start(page, { callers: callers(['10.0.0.1'], false) })
    await ask('/', { headers: forged })
    const [{ request, context } = expect.fail()] = reached
    expect(request.url).toBe('http://portal.example/')
    expect(context.address).toBe('127.0.0.1')
    expect([...request.headers.keys()].filter((name) => name.includes('forwarded'))).toEqual([])
  })

  test('a forged host does not make a foreign origin one’s own', async () => {
    const { ask } = await start(page)
    const headers = { ...form, ...forged, host: 'evil.example', origin: 'https://evil.example' }
    expect((await ask('/sign-in', { method: 'POST', headers, body: 'a=1' })).status).toBe(403)
  })

  test('a configured proxy is believed, and only its own entries', async () => {
    const { ask, reached } = await start(page, { callers: callers(['127.0.0.0/8', '10.0.0.0/8'], false) })
    await ask('/', {
      headers: {
        'x-forwarded-for': '6.6.6.6, 203.0.113.9, 10.1.1.1',
        'x-forwarded-host': 'www.example.cn',
        'x-forwarded-proto': 'https',
      },
    })
    const [{ request, context } = expect.fail()] = reached
    expect(context.address).toBe('203.0.113.9')
    expect(request.url).toBe('https://www.example.cn/')
  })

  test('a proxy list that is none is refused by name', () => {
    expect(() => proxyList(['10.0.0.0/33'])).toThrow('10.0.0.0/33')
    expect(() => proxyList(['proxy.local'])).toThrow('proxy.local')
  })
})

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
