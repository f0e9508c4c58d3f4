import { createHash, randomFillSync } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askRoutes } from '#db/makers/ask-routes'
import { DISTRICT } from '#db/makers/rows'
import { type Scenario, startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import { verifyAudit } from '~/shared/audit.server'
import { fixedClock } from '~/shared/clock'
import { instantOf } from '~/shared/day'
import { Refusal } from '~/shared/refusal'
import type { EnrolmentDesk } from '../enrolment'
import * as coverRoute from '../routes/cover'
import * as sectionPage from '../routes/section'
import * as sectionCover from '../routes/section-cover'
import { readCover } from './read-cover.server'

const photo = (width = 1600, height = 1200) => sharp({ create: { width, height, channels: 3, background: '#3a7d5c' } })
const refusedAs = async (name: string, bytes: Uint8Array): Promise<string> => {
  try {
    await readCover({ name, bytes })
    return 'taken'
  } catch (error) {
    if (error instanceof Refusal) return `${error.code} ${error.message}`
    throw error
  }
}

const frameOf = (background: string) =>
  sharp({ create: { width: 20, height: 20, channels: 3, background } })
    .png()
    .toBuffer()

const chunk = (type: string, data: Buffer): Buffer => {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(data.length)
  head.write(type, 4, 'latin1')
  const table = Array.from({ length: 256 }, (_, n) => {
    let c = n
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
    return c >>> 0
  })
  let crc = 0xffffffff
  for (const byte of Buffer.concat([head.subarray(4), data])) crc = (table[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8)
  const tail = Buffer.alloc(4)
  tail.writeUInt32BE((crc ^ 0xffffffff) >>> 0)
  return Buffer.concat([head, data, tail])
}

/** A PNG of a few kilobytes that says it is side × side points. */
const bomb = (side: number): Buffer => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header[8] = 8
  header[9] = 2
  const lines = deflateSync(Buffer.alloc((side * 3 + 1) * 64), { level: 9 })
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', lines),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

describe('an uploaded photograph', () => {
  it('becomes two small pictures made anew, named by the upload', async () => {
    const bytes = await photo().jpeg().toBuffer()
    const { name, sizes } = await readCover({ name: '课程 照片.JPG', bytes })
    expect(name).toBe(createHash('sha256').update(bytes).digest('hex'))
    const found = await Promise.all(sizes.map(async ({ webp }) => sharp(webp).metadata()))
    expect(found.map(({ format, width, height }) => [format, width, height])).toEqual([
      ['webp', 480, 320],
      ['webp', 1200, 675],
    ])
  })

  it('loses place, time and camera, and stands upright', async () => {
    const half = await photo(600, 400).png().toBuffer()
    const upright = sharp({ create: { width: 600, height: 800, channels: 3, background: '#ffffff' } })
    const bytes = await upright
      .composite([{ input: half, top: 0, left: 0 }])
      .withExif({
        IFD0: { Make: 'Phone', DateTime: '2026:09:01 12:00:00' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '36/1 40/1 0/1' },
      })
      .withMetadata({ orientation: 3 })
      .jpeg()
      .toBuffer()
    const before = await sharp(bytes).metadata()
    expect(before.exif?.length ?? 0).toBeGreaterThan(50)
    expect(before.orientation).toBe(3)
    const { sizes } = await readCover({ name: 'a.jpg', bytes })
    for (const { webp } of sizes) {
      const after = await sharp(webp).metadata()
      expect([after.exif, after.xmp, after.iptc, after.icc, after.orientation]).toEqual(Array(5).fill(undefined))
      expect(webp.includes('GPS')).toBe(false)
      expect(webp.includes('Phone')).toBe(false)
    }
  })

  it('is small even when it is nothing but noise', async () => {
    const side = 1400
    const raw = randomFillSync(Buffer.alloc(side * side * 3))
    const bytes = await sharp(raw, { raw: { width: side, height: side, channels: 3 } })
      .jpeg({ quality: 60 })
      .toBuffer()
    const { sizes } = await readCover({ name: 'a.jpeg', bytes })
    const [card, page] = sizes.map(({ webp }) => webp.length / 1024)
    expect(card).toBeLessThanOrEqual(40)
    expect(page).toBeLessThanOrEqual(160)
  })

  it('may be called by the name of another kind', async () => {
    expect(await refusedAs('a.jpg', await photo(300, 200).png().toBuffer())).toBe('taken')
    expect(await refusedAs('a.png', await photo(300, 200).webp().toBuffer())).toBe('taken')
    const alpha = sharp({ create: { width: 300, height: 200, channels: 4, background: '#ff000080' } })
    expect(await refusedAs('a.png', await alpha.png().toBuffer())).toBe('taken')
    expect(await refusedAs('a.png', await photo(300, 200).greyscale().png().toBuffer())).toBe('taken')
  })

  const kinds: [string, string, () => Promise<Buffer> | Buffer, string][] = [
    ['an executable', 'a.png', () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)]), '程序'],
    [
      'an SVG with a script',
      'a.svg',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      'SVG',
    ],
    ['an SVG called .png', 'a.png', () => Buffer.from('<?xml version="1.0"?>\n<svg width="9"/>'), 'SVG'],
    ['a GIF', 'a.gif', () => photo(30, 20).gif().toBuffer(), 'GIF'],
    ['a GIF called .jpg', 'a.jpg', () => photo(30, 20).gif().toBuffer(), 'GIF'],
    ['a PDF', 'a.jpg', () => Buffer.from('%PDF-1.7\n'), 'PDF'],
    ['a web page', 'a.jpg', () => Buffer.from('<!doctype html><title>x</title>'), '网页'],
    ['a HEIC', 'a.heic', () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1'), 'HEIC'],
    [
      'a moving PNG',
      'a.png',
      async () => {
        const still = await photo(30, 20).png().toBuffer()
        return Buffer.concat([still.subarray(0, 33), chunk('acTL', Buffer.alloc(8)), still.subarray(33)])
      },
      '动图',
    ],
    ['an AVIF', 'a.avif', () => photo(30, 20).avif().toBuffer(), 'avif'],
    ['a JPEG called .exe', 'a.exe', () => photo(30, 20).jpeg().toBuffer(), 'exe'],
    [
      'a JPEG with a script in it',
      'a.jpg',
      async () => Buffer.concat([await photo(30, 20).jpeg().toBuffer(), Buffer.from('<script>alert(1)</script>')]),
      '夹带',
    ],
    [
      'a PNG with a ZIP behind it',
      'a.png',
      async () => Buffer.concat([await photo(30, 20).png().toBuffer(), Buffer.from('PK\x05\x06'), Buffer.alloc(18)]),
      '夹带',
    ],
    [
      'a JPEG that is a ZIP',
      'a.jpg',
      async () => Buffer.concat([await photo(30, 20).jpeg().toBuffer(), Buffer.from('PK\x05\x06'), Buffer.alloc(18)]),
      '夹带',
    ],
    [
      'a moving WebP',
      'a.webp',
      async () => {
        const frames = await Promise.all(['#ff0000', '#0000ff'].map(frameOf))
        return sharp(frames, { join: { animated: true } })
          .webp({ loop: 0, delay: [100, 100] })
          .toBuffer()
      },
      '动图',
    ],
  ]
  it.each(kinds)('is not %s', async (_, name, bytes, what) => {
    const told = await refusedAs(name, await bytes())
    expect(told).toMatch(/^PICTURE_WRONG_KIND 这是/)
    expect(told).toContain(what)
  })

  it('is not a bomb, and no memory is spent on one', async () => {
    const before = process.memoryUsage().rss
    expect(await refusedAs('a.png', bomb(12_000))).toMatch(/^PICTURE_TOO_LARGE/)
    expect(await refusedAs('a.png', bomb(60_000))).toMatch(/^PICTURE_TOO_LARGE/)
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
    expect(await refusedAs('a.jpg', Buffer.alloc(8 * 1024 * 1024 + 1))).toMatch(/^PICTURE_TOO_LARGE/)
  })

  it('is not half a photograph', async () => {
    const noise = randomFillSync(Buffer.alloc(400 * 300 * 3))
    const whole = sharp(noise, { raw: { width: 400, height: 300, channels: 3 } })
    for (const [name, bytes] of [
      ['a.jpg', await whole.clone().jpeg().toBuffer()],
      ['a.png', await whole.clone().png().toBuffer()],
      ['a.webp', await whole.clone().webp().toBuffer()],
    ] as const) {
      expect(await refusedAs(name, bytes), name).toBe('taken')
      expect(await refusedAs(name, bytes.subarray(0, bytes.length >> 1)), name).toMatch(/^PICTURE_BROKEN/)
      expect(await refusedAs(name, bytes.subarray(0, 20)), name).toMatch(/^PICTURE_BROKEN/)
    }
    expect(await refusedAs('a.jpg', Buffer.alloc(0))).toMatch(/^PICTURE_BROKEN/)
  })
})

const NOON = instantOf('2026-09-01', '12:00')
const ORIGIN = 'https://portal.example'

describe.each(testEngines)('the cover of a course, on %s', (engine) => {
  let opened: TestStore
  let world: Scenario
  const clock = fixedClock(NOON)
  const base = () => ({ store: opened.store, clock, district: DISTRICT, origin: ORIGIN })
  beforeEach(async () => {
    opened = await openTestStore(engine)
    world = await startScenario(opened.store)
    for (const id of ['s1', 's2']) {
      await world.school(id)
      await world.staff(`a-${id}`, 'school_admin', id)
    }
    await world.section('noodle', { school: 's1', slots: [12] })
    await world.section('chess', { school: 's1', slots: [22] })
  })
  afterEach(async () => {
    const record = await verifyAudit(opened.store, DISTRICT)
    await opened.drop()
    expect(record.brokenAt).toBeNull()
  })
  const ask = askRoutes(() => ({ context: base(), world, enrolments: {} as EnrolmentDesk }), 'a-s1')
  const put = (section: string, name: string, bytes: Uint8Array, as = 'a-s1') =>
    ask(sectionCover.action, { as, params: { section }, form: { deed: 'put' }, files: { cover: { name, bytes } } })
  const takeAway = (section: string) =>
    ask(sectionCover.action, { params: { section }, form: { deed: 'takeAway' }, files: {} })
  const kept = async () => {
    const { coverImage } = opened.store.tables
    const rows = await opened.store.db.select({ name: coverImage.name, size: coverImage.size }).from(coverImage)
    return rows.map(({ name, size }) => `${name}-${size}.webp`).sort()
  }
  const answerOf = async (name: string): Promise<Response | number> => {
    try {
      return (await coverRoute.loader({
        request: new Request(ORIGIN),
        params: { name },
        context: base(),
      } as never)) as Response
    } catch (thrown) {
      return (thrown as { init?: { status?: number } }).init?.status ?? 0
    }
  }

  it('is put on, shown to anyone for ever, and taken away with its picture', async () => {
    const bytes = await photo().jpeg().toBuffer()
    expect((await put('noodle', 'a.jpg', bytes)).status).toBe(303)
    const name = createHash('sha256').update(bytes).digest('hex')
    expect(await kept()).toEqual([`${name}-card.webp`, `${name}-page.webp`])
    const answer = await answerOf(`${name}-card.webp`)
    if (typeof answer === 'number') throw new Error(`status ${answer}`)
    expect(answer.headers.get('content-type')).toBe('image/webp')
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).width).toBe(480)
    expect(
      ((await ask(sectionPage.loader, { as: '', params: { section: 'noodle' } })).body as { cover: string }).cover,
    ).toBe(name)
    expect((await takeAway('noodle')).status).toBe(303)
    expect((await takeAway('noodle')).status).toBe(303)
    expect(await kept()).toEqual([])
    expect(await answerOf(`${name}-card.webp`)).toBe(404)
  })

  it('keeps a picture while another course shows it', async () => {
    const bytes = await photo().jpeg().toBuffer()
    await Promise.all([put('noodle', 'a.jpg', bytes), put('chess', 'b.jpg', bytes)])
    await put('noodle', 'c.png', await photo(640, 480).png().toBuffer())
    expect(await kept()).toHaveLength(4)
    await takeAway('chess')
    expect(await kept()).toHaveLength(2)
  })

  it('says beside the field what is wrong with a file, and changes nothing', async () => {
    const answer = await put('noodle', 'a.png', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(99)]))
    expect(answer).toMatchObject({
      status: 422,
      body: { error: '这是程序，不能用。请用 JPG、PNG 或 WebP 的照片。' },
    })
    expect(
      await ask(sectionCover.action, { params: { section: 'noodle' }, form: { deed: 'put' }, files: {} }),
    ).toMatchObject({
      status: 422,
      body: { error: '先选一张照片。' },
    })
    expect(await kept()).toEqual([])
  })

  it('is nobody else’s to change, and no other name is answered', async () => {
    const bytes = await photo(300, 200).png().toBuffer()
    expect((await put('noodle', 'a.png', bytes, 'a-s2')).status).toBe(403)
    expect((await put('nothing', 'a.png', bytes)).status).toBe(404)
    for (const name of [
      '',
      '../portal.db',
      `${'a'.repeat(64)}-card.webp`,
      `${'A'.repeat(64)}-card.webp`,
      'x-page.webp',
    ])
      expect(await answerOf(name), name).toBe(404)
  })
})
