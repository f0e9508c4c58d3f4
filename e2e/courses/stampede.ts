import { createHash, randomBytes } from 'node:crypto'
import { type ClientRequest, request as httpRequest } from 'node:http'
import { accountRow, DISTRICT, guardianshipRow, homeClassRow, pupilRow } from '#db/makers/rows'
import type { Store } from '#db/store'
import { consentRow, hashToken } from '~/people/index.server'

/** A family with one child, signed in. */
export interface Racer {
  pupil: string
  cookie: string
}

/** Many families of one class, each with consent and a session, without going through the pages. */
export const makeRacers = async (store: Store, school: string, howMany: number): Promise<Racer[]> => {
  const { homeClass, pupil, account, guardianship, session, consent, district } = store.tables
  const [row] = await store.db.select().from(district)
  if (!row) throw new Error('no district')
  const ids = Array.from({ length: howMany }, (_, i) => `${school}-${i}`)
  const racers = ids.map((id) => ({ pupil: id, account: `g-${id}`, token: randomBytes(32).toString('base64url') }))
  const at = Date.now()
  await store.transaction(async (tx) => {
    await tx.insert(homeClass).values(homeClassRow({ id: `${school}-c`, school }))
    await tx.writeMany(
      pupil,
      ids.map((id) => pupilRow({ id, school, homeClass: `${school}-c` })),
    )
    await tx.writeMany(
      account,
      racers.map((one) => accountRow({ id: one.account })),
    )
    await tx.writeMany(
      guardianship,
      racers.map((one) => guardianshipRow({ account: one.account, pupil: one.pupil })),
    )
    await tx.writeMany(
      consent,
      racers.map((one) => consentRow(row, { account: one.account, decision: 'given', at })),
    )
    await tx.writeMany(
      session,
      racers.map((one) => ({
        district: DISTRICT,
        tokenHash: hashToken(one.token),
        account: one.account,
        createdAt: at,
        lastSeenAt: at,
        device: '',
      })),
    )
  })
  return racers.map(({ pupil: id, token }) => ({ pupil: id, cookie: `session=${token}` }))
}

export interface Press {
  racer: Racer
  key: string
  sections: string[]
  origin: string
}

export interface PressAnswer {
  status: number
  body: string
}

/** A key as the page makes it, the same for the same seed. */
export const keyOf = (seed: string): string => createHash('sha256').update(seed).digest('base64url').slice(0, 32)

const bodyOf = ({ key, racer, sections }: Press): string => {
  const lines = sections.map((section) => `${racer.pupil}:${section}`)
  return JSON.stringify([['key', key], ...lines.flatMap((line) => [['line', line] as const, ['wait', line] as const])])
}

/**
 * Opens a connection for every press and sends its head; when all are open, the barrier lifts and all bodies go at once.
 * @returns the answers in the order of the presses.
 */
export const pressTogether = async (presses: readonly Press[]): Promise<PressAnswer[]> => {
  const opened = await Promise.all(presses.map(openPress))
  return Promise.all(opened.map(({ send }) => send()))
}

const openPress = (press: Press): Promise<{ send(): Promise<PressAnswer> }> =>
  new Promise((ready, failed) => {
    const body = bodyOf(press)
    const request: ClientRequest = httpRequest(`${press.origin}/enrol`, {
      method: 'POST',
      agent: false,
      headers: {
        cookie: press.racer.cookie,
        origin: press.origin,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      },
    })
    request.once('error', failed)
    request.flushHeaders()
    const answer = new Promise<PressAnswer>((resolve, reject) => {
      request.once('error', reject)
      request.once('response', (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
        )
        response.on('error', reject)
      })
    })
    request.once('socket', (socket) => {
      const open = (): void =>
        ready({
          send: () => {
            request.end(body)
            return answer
          },
        })
      if (socket.connecting) socket.once('connect', open)
      else open()
    })
  })
