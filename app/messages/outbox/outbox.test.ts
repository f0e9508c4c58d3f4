import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { createServer as createSocketServer } from 'node:net'
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { fixedClock } from '~/shared/clock'
import { instantOf } from '~/shared/day'
import { type ChannelAdapter, type OutMessage, Undeliverable } from '../channels/channel'
import { emailChannel } from '../channels/email-channel.server'
import { gatewayChannel } from '../channels/gateway-channel.server'
import { localChannel } from '../channels/local-channel.server'
import { writeNotices } from '../write-notices.server'
import { pauseAfter } from './outbox-rules'
import { sendDeliveries } from './send-deliveries.server'

const NOON = instantOf('2026-11-23', '12:00')
const MINUTE = 60_000

const openPort = async (server: {
  listen(port: number, host: string, done: () => void): unknown
  address(): unknown
}) => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return (server.address() as { port: number }).port
}

describe.each(testEngines)('the outbox on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  let clock: ReturnType<typeof fixedClock>
  const context = () => ({ store: opened.store, clock, district: DISTRICT, origin: 'http://127.0.0.1:1' })
  const deliveries = async () => {
    const { delivery } = opened.store.tables
    return opened.store.db.select().from(delivery)
  }
  const tell = (account: string, title: string, link = '/week') =>
    opened.store.transaction((tx) =>
      writeNotices(context(), tx, [{ account, kind: 'section-changed', title, body: '换到三楼。', link }]),
    )
  /** Notes what it is given; fails as it is told to. */
  const trying = (failures: unknown[] = []): ChannelAdapter & { given: OutMessage[] } => {
    const given: OutMessage[] = []
    return {
      channel: 'sms',
      given,
      send: async (message) => {
        const failure = failures.shift()
        if (failure) throw failure
        given.push(message)
      },
    }
  }

  beforeAll(async () => {
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    await world.guardian('mother', [], { phone: '13800000001' })
  })
  beforeEach(async () => {
    clock = fixedClock(NOON)
    const { channelSetting, delivery, notice, localMessage, contactWay } = opened.store.tables
    await opened.store.transaction(async (tx) => {
      for (const table of [delivery, notice, localMessage, contactWay, channelSetting]) await tx.delete(table)
      await tx.insert(channelSetting).values(
        (['sms', 'local'] as const).map((channel) => ({
          ...{ district: DISTRICT, channel, on: true, settings: {}, changedBy: 'officer', changedAt: 0 },
        })),
      )
    })
  })
  afterAll(() => opened.drop())

  test('what is told in the app leaves the house once, with a whole address to go to', async () => {
    await tell('mother', '换教室')
    const sms = trying()
    expect(await sendDeliveries(context(), [sms])).toBe(1)
    expect(await sendDeliveries(context(), [sms])).toBe(0)
    expect(sms.given).toMatchObject([
      { address: '13800000001', title: '换教室', body: '换到三楼。', link: 'http://127.0.0.1:1/week' },
    ])
    // The local one waits for its own adapter.
    expect((await deliveries()).map(({ channel, state }) => [channel, state]).sort()).toEqual([
      ['local', 'waiting'],
      ['sms', 'sent'],
    ])
  })

  test('a notice that is taken back with its change leaves nothing behind', async () => {
    const failing = opened.store.transaction(async (tx) => {
      await writeNotices(context(), tx, [
        { account: 'mother', kind: 'section-changed', title: '没有了', body: '', link: '/week' },
      ])
      throw new Error('the change fails')
    })
    await expect(failing).rejects.toThrow('the change fails')
    expect(await deliveries()).toEqual([])
  })

  test('of one matter only the newest message waits', async () => {
    await tell('mother', '第一次')
    await tell('mother', '第二次')
    await tell('mother', '别的事', '/family')
    const sms = trying()
    await sendDeliveries(context(), [sms])
    expect(sms.given.map(({ title }) => title).sort()).toEqual(['别的事', '第二次'])
  })

  test('a failure is tried again after longer and longer pauses, then given up', async () => {
    await tell('mother', '换教室')
    const sms = trying(Array.from({ length: 9 }, () => new Error('down')))
    let tries = 0
    for (let minute = 0; minute < 24 * 60; minute++) {
      await sendDeliveries(context(), [sms])
      const [row] = (await deliveries()).filter(({ channel }) => channel === 'sms')
      tries = row?.tries ?? 0
      if (row?.state === 'given_up') break
      clock.set(Math.max(clock.now() + MINUTE, row?.dueAt ?? 0))
    }
    expect(tries).toBe(6)
    expect(sms.given).toEqual([])
    expect((await deliveries()).find(({ channel }) => channel === 'sms')).toMatchObject({
      state: 'given_up',
      lastError: 'unreachable',
    })
  })

  test('what comes right in the end is sent; what can never be is given up at once', async () => {
    await tell('mother', '换教室')
    const sms = trying([new Error('down')])
    expect(await sendDeliveries(context(), [sms])).toBe(0)
    expect(await sendDeliveries(context(), [sms])).toBe(0)
    clock.advance(MINUTE)
    expect(await sendDeliveries(context(), [sms])).toBe(1)
    await tell('mother', '再换', '/family')
    expect(await sendDeliveries(context(), [trying([new Undeliverable('refused')])])).toBe(0)
    expect((await deliveries()).filter(({ lastError }) => lastError === 'refused')).toHaveLength(1)
  })

  test('a sender that died holds nothing for ever, and sends under the same id again', async () => {
    await tell('mother', '换教室')
    const ids: string[] = []
    const dying: ChannelAdapter = {
      channel: 'sms',
      send: ({ id }) => {
        ids.push(id)
        return new Promise(() => undefined)
      },
    }
    void sendDeliveries(context(), [dying])
    await expect.poll(() => ids.length).toBe(1)
    const sms = trying()
    expect(await sendDeliveries(context(), [sms])).toBe(0)
    clock.advance(3 * MINUTE)
    expect(await sendDeliveries(context(), [sms])).toBe(1)
    expect(sms.given.map(({ id }) => id)).toEqual(ids)
  })

  test('two senders at once send each message once', async () => {
    for (let i = 0; i < 20; i++) await tell('mother', `第 ${i} 条`, `/sections/${i}`)
    const sms = trying()
    await Promise.all([1, 2, 3].map(() => sendDeliveries(context(), [sms])))
    expect(sms.given).toHaveLength(20)
    expect(new Set(sms.given.map(({ id }) => id)).size).toBe(20)
  })

  test('nothing leaves at night; it waits for the morning', async () => {
    clock.set(instantOf('2026-11-23', '22:00'))
    await tell('mother', '换教室')
    const sms = trying()
    expect(await sendDeliveries(context(), [sms])).toBe(0)
    clock.set(instantOf('2026-11-24', '06:59'))
    expect(await sendDeliveries(context(), [sms])).toBe(0)
    clock.set(instantOf('2026-11-24', '07:00'))
    expect(await sendDeliveries(context(), [sms])).toBe(1)
  })

  test('who wants none gets none', async () => {
    const { contactWay } = opened.store.tables
    await opened.store.transaction(async (tx) => {
      await tx
        .insert(contactWay)
        .values({ district: DISTRICT, account: 'mother', channel: 'sms', address: '', wanted: false, changedAt: 0 })
    })
    await tell('mother', '换教室')
    const sms = trying()
    expect(await sendDeliveries(context(), [sms])).toBe(0)
    expect(sms.given).toEqual([])
  })

  test('the local channel keeps each message once', async () => {
    await tell('mother', '换教室')
    const local = localChannel(context())
    await sendDeliveries(context(), [local])
    const { delivery, localMessage } = opened.store.tables
    await opened.store.transaction(async (tx) => {
      await tx.update(delivery).set({ state: 'waiting' }).where(eq(delivery.channel, 'local'))
    })
    await sendDeliveries(context(), [local])
    expect(await opened.store.db.select().from(localMessage)).toMatchObject([{ title: '换教室', account: 'mother' }])
  })

  test('a channel that is off leaves nothing to send', async () => {
    const { channelSetting } = opened.store.tables
    await opened.store.transaction(async (tx) => {
      await tx.update(channelSetting).set({ on: false })
    })
    await tell('mother', '换教室')
    expect(await deliveries()).toEqual([])
  })
})

test('pauses grow, and end', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), (tries) => {
      const [now, next] = [pauseAfter(tries), pauseAfter(tries + 1)]
      expect(now).not.toBeNull()
      if (next !== null) expect(next).toBeGreaterThan(now ?? 0)
    }),
  )
  expect(pauseAfter(6)).toBeNull()
})

describe('a gateway', () => {
  let server: Server
  let asked: { headers: Record<string, unknown>; body: string }[]
  let status = 200
  let url = ''
  const message: OutMessage = { id: 'n1-sms', address: '13800000001', title: '换教室', body: '', link: 'http://x/' }

  beforeEach(async () => {
    asked = []
    server = createServer((request, response) => {
      let body = ''
      request.on('data', (part) => {
        body += String(part)
      })
      request.on('end', () => {
        asked.push({ headers: request.headers, body })
        response.writeHead(status, status === 302 ? { Location: 'http://127.0.0.1:1/' } : {}).end()
      })
    })
    url = `http://127.0.0.1:${await openPort(server)}/send`
  })
  afterEach(() => new Promise<void>((done) => server.close(() => done())))

  test('is asked with the id and a signature of the very body', async () => {
    status = 200
    await gatewayChannel('sms', { url, key: 'sixteen-characters' }).send(message)
    const [one] = asked
    expect(JSON.parse(one?.body ?? '')).toMatchObject({ channel: 'sms', address: '13800000001', title: '换教室' })
    expect(one?.headers['idempotency-key']).toBe('n1-sms')
    expect(one?.headers['x-signature']).toBe(
      createHmac('sha256', 'sixteen-characters')
        .update(one?.body ?? '')
        .digest('hex'),
    )
  })

  test.each([
    [400, true],
    [404, true],
    [429, false],
    [500, false],
    [503, false],
    [302, false],
  ])('that answers %i: given up at once %s', async (given, atOnce) => {
    status = given
    const error = await gatewayChannel('wechat', { url, key: 'k' })
      .send(message)
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(Error)
    expect(error instanceof Undeliverable).toBe(atOnce)
  })

  test('is not asked for somebody without an address', async () => {
    await expect(gatewayChannel('sms', { url, key: 'k' }).send({ ...message, address: '' })).rejects.toThrow(
      Undeliverable,
    )
    expect(asked).toEqual([])
  })
})

describe('mail', () => {
  /** The smallest mail server there is. @param refuses recipients */
  const mailServer = (refuses = false) => {
    const letters: string[] = []
    const server = createSocketServer((socket) => {
      let letter: string[] | null = null
      socket.write('220 test\r\n')
      let rest = ''
      socket.on('data', (part) => {
        rest += part.toString()
        for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
          const line = rest.slice(0, end)
          rest = rest.slice(end + 2)
          if (letter) {
            if (line !== '.') letter.push(line)
            else {
              letters.push(letter.join('\n'))
              letter = null
              socket.write('250 kept\r\n')
            }
          } else if (/^EHLO|^HELO/u.test(line)) socket.write('250 test\r\n')
          else if (/^RCPT/u.test(line) && refuses) socket.write('550 nobody here\r\n')
          else if (/^DATA/u.test(line)) {
            letter = []
            socket.write('354 go on\r\n')
          } else if (/^QUIT/u.test(line)) socket.end('221 bye\r\n')
          else socket.write('250 ok\r\n')
        }
      })
      socket.on('error', () => undefined)
    })
    return { server, letters }
  }
  const message: OutMessage = {
    id: 'n1-email',
    address: 'wang@example.com',
    title: '换教室',
    body: '换到三楼。',
    link: 'http://x/week',
  }
  const channelTo = (port: number) =>
    emailChannel({ url: `smtp://127.0.0.1:${port}`, from: 'portal@example.com', host: 'portal.example' })

  test('leaves with title, text, where to go and an id that stays the same', async () => {
    const { server, letters } = mailServer()
    const port = await openPort(server)
    await channelTo(port).send(message)
    server.close()
    expect(letters[0]).toContain('To: wang@example.com')
    expect(letters[0]).toContain('Message-ID: <n1-email@portal.example>')
    expect(letters[0]).toMatch(/Subject: =\?UTF-8\?/u)
  })

  test('that a server refuses for good is given up; that cannot be reached is tried again', async () => {
    const { server } = mailServer(true)
    const port = await openPort(server)
    await expect(channelTo(port).send(message)).rejects.toThrow(Undeliverable)
    await new Promise<void>((done) => server.close(() => done()))
    const error = await channelTo(port)
      .send(message)
      .catch((thrown: unknown) => thrown)
    expect(error instanceof Undeliverable).toBe(false)
    expect(error).toBeInstanceOf(Error)
    await expect(channelTo(port).send({ ...message, address: '' })).rejects.toThrow(Undeliverable)
  })
})
