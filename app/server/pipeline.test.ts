import { connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { type Place, type PlaceName, site } from '~/site'
import { proxyList } from './caller'
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

describe('files', () => {
  const places = Object.values(site as Record<string, Place>).filter(({ uploads }) => uploads === 'sheet')
  const [place = expect.fail()] = places
  const path = place.path.replace(/:\w+/g, 'x')
  const admin = actorNamed('admin', { administers: ['s'], officer: true, teacherAt: ['s'] })
  const large = Buffer.alloc(5 * 1024 * 1024, 'a')
  const tooLarge = 200 * 1024 * 1024

  test('are taken from people who may send them', async () => {
    const { ask, reached } = await start(page, { actor: admin })
    const answer = await ask(path, { method: 'POST', headers: own, body: large })
    expect(answer.status).toBe(200)
    expect((await reached[0]?.request.arrayBuffer())?.byteLength).toBe(large.length)
  })

  test.each([
    ['nobody', null, 303],
    ['a family', mother, 403],
  ])('of %s are refused before they are read', async (_, actor, status) => {
    const { ask, reached } = await start(page, { actor })
    const answer = await ask(path, { method: 'POST', headers: own, body: large })
    expect(answer.status).toBe(status)
    expect(reached).toEqual([])
  })

  test('of large ones few are taken at once; small ones do not wait for them', async () => {
    let finish = (): void => {}
    const finished = new Promise<void>((done) => {
      finish = done
    })
    const slow = async (request: Request) => {
      if (Number((await request.arrayBuffer()).byteLength) === large.length) await finished
      return page()
    }
    const { ask, reached } = await start(slow, { actor: admin })
    const send = (body: Buffer | string) => ask(path, { method: 'POST', headers: own, body })
    const underWay = Array.from({ length: 4 }, () => send(large))
    while (reached.length < 4) await new Promise((next) => setTimeout(next, 5))
    const fifth = await send(large)
    expect([fifth.status, fifth.body.includes('现在交文件的人多')]).toEqual([503, true])
    expect(Number(fifth.headers['retry-after'])).toBeGreaterThan(0)
    expect((await send('a=1')).status).toBe(200)
    finish()
    expect((await Promise.all(underWay)).map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect((await send(large)).status).toBe(200)
  })

  test('of 200 MB get their sentence, and are not kept', async () => {
    const { port, reached } = await start(page, { actor: admin })
    const before = process.memoryUsage().rss
    const said = await new Promise<string>((told, failed) => {
      const socket = connect(port, '127.0.0.1')
      let answer = ''
      socket.on('data', (chunk) => {
        answer += chunk.toString()
      })
      socket.on('error', failed)
      socket.on('close', () => told(answer))
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: portal.example\r\nOrigin: ${ORIGIN}\r\nContent-Length: ${tooLarge}\r\n\r\n`,
      )
      const part = Buffer.alloc(1024 * 1024)
      let sent = 0
      const more = (): void => {
        while (sent < tooLarge) {
          sent += part.length
          if (!socket.write(part)) return
        }
        // A browser reads the answer when all of the file has gone.
        socket.end()
      }
      socket.on('drain', more)
      more()
    })
    expect(said).toMatch(/^HTTP\/1\.1 413/)
    expect(said).toContain('文件太大了，最大 16 MB')
    expect(reached).toEqual([])
    expect((process.memoryUsage().rss - before) / 1024 / 1024).toBeLessThan(150)
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
