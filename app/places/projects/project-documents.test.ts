import { asc } from 'drizzle-orm'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DISTRICT } from '#db/makers/rows'
import { startScenario } from '#db/makers/scenario'
import { openTestStore, type TestStore, testEngines } from '#db/makers/test-store'
import type { Actor } from '~/people'
import { verifyAudit } from '~/shared/audit.server'
import { fixedClock } from '~/shared/clock'
import type { Context } from '~/shared/context'
import { instantOf } from '~/shared/day'
import { Refusal } from '~/shared/refusal'
import { addDocument, changeDocument } from './add-document.server'
import { createProject } from './create-project.server'
import { loadDocumentFile } from './load-document-file.server'
import { newProjectForm } from './project-form'

const NOON = instantOf('2026-11-23', '12:00')
const officer = (): Actor => ({
  account: 'o1',
  name: 'o1',
  children: [],
  teacherAt: [],
  administers: [],
  officer: true,
  consented: true,
})

describe.each(testEngines)('papers and photos of a project, on %s', (engine) => {
  let opened: TestStore
  let context: Context
  beforeEach(async () => {
    opened = await openTestStore(engine)
    const world = await startScenario(opened.store)
    await world.staff('o1', 'officer')
    context = { store: opened.store, clock: fixedClock(NOON), district: DISTRICT }
    const { street } = opened.store.tables
    await opened.store.transaction(async (tx) => {
      await tx.insert(street).values({ district: DISTRICT, code: '370105015', name: '泺口街道' })
    })
  })
  afterEach(async () => {
    const record = await verifyAudit(opened.store, DISTRICT)
    await opened.drop()
    expect(record.brokenAt).toBeNull()
  })

  const create = async (): Promise<string> => {
    const typed = newProjectForm.parse({
      deed: 'create',
      title: '泺口示例小学',
      kind: 'new',
      stage: 'building',
      street: '370105015',
      why: '区政府 2025 年批复',
    })
    const answer = await createProject(context, officer(), typed)
    if (!answer.ok) throw new Error(JSON.stringify(answer.errors))
    return answer.project
  }
  const audited = async () => {
    const { auditEntry } = opened.store.tables
    const rows = await opened.store.db.select().from(auditEntry).orderBy(asc(auditEntry.sequence))
    return rows.map(({ action }) => action)
  }
  const refusedAs = async (deed: Promise<unknown>): Promise<string> => {
    try {
      await deed
      return 'done'
    } catch (error) {
      if (error instanceof Refusal) return error.code
      throw error
    }
  }

  const paper = Buffer.from('%PDF-1.7\n1 0 obj\n%%EOF\n')
  const draft = { kind: 'document' as const, title: '可研批复', day: '2026-05-01', published: false }
  const photo = () =>
    sharp({ create: { width: 2400, height: 1200, channels: 3, background: '#3a7d5c' } })
      .withExif({ IFD0: { Make: 'Phone' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '36/1 40/1 0/1' } })
      .jpeg()
      .toBuffer()
  const put = async (id: string, name: string, bytes: Uint8Array, kind: 'document' | 'photo' = 'document') =>
    addDocument(context, officer(), { project: id, draft: { ...draft, kind }, file: { name, bytes } })

  it('are kept, shown, and taken away with their bytes', async () => {
    const id = await create()
    const answer = await put(id, '批复.PDF', paper)
    if (!answer.ok) throw new Error('refused')
    const { document } = answer
    const file = await loadDocumentFile(context, { project: id, document, size: 'file' })
    expect(Buffer.from(file.bytes).equals(paper)).toBe(true)
    expect(file).toMatchObject({ mime: 'application/pdf', title: '可研批复', published: false })
    await changeDocument(context, officer(), { project: id, document, deed: 'show' })
    await changeDocument(context, officer(), { project: id, document, deed: 'show' })
    expect((await loadDocumentFile(context, { project: id, document, size: 'file' })).published).toBe(true)
    for (const of of [
      { project: 'other', document, size: 'file' },
      { project: id, document, size: 'small' },
      { project: id, document, size: '../file' },
    ])
      expect(await refusedAs(loadDocumentFile(context, of))).toBe('NOT_FOUND')
    await changeDocument(context, officer(), { project: id, document, deed: 'remove' })
    await changeDocument(context, officer(), { project: id, document, deed: 'remove' })
    expect(await refusedAs(loadDocumentFile(context, { project: id, document, size: 'file' }))).toBe('NOT_FOUND')
    expect(await opened.store.db.$count(opened.store.tables.projectDocumentFile)).toBe(0)
    expect(await audited()).toEqual([
      'project.created',
      'project.document-added',
      'project.changed',
      'project.document-removed',
    ])
  })

  it('have photos made anew in two sizes, without place and camera', async () => {
    const id = await create()
    const answer = await put(id, 'a.jpg', await photo(), 'photo')
    if (!answer.ok) throw new Error('refused')
    for (const [size, width, height] of [
      ['small', 480, 240],
      ['large', 1600, 800],
    ] as const) {
      const file = await loadDocumentFile(context, { project: id, document: answer.document, size })
      const found = await sharp(Buffer.from(file.bytes)).metadata()
      expect([file.mime, found.format, found.width, found.height, found.exif]).toEqual([
        'image/webp',
        'webp',
        width,
        height,
        undefined,
      ])
    }
  })

  it('are not what they are not', async () => {
    const id = await create()
    const jpeg = await photo()
    const cases: [string, string, Uint8Array, 'document' | 'photo'][] = [
      ['PAPER_WRONG_KIND', 'a.exe', paper, 'document'],
      ['PAPER_WRONG_KIND', 'a.pdf', Buffer.from('MZ…'), 'document'],
      ['PAPER_WRONG_KIND', 'a.pdf', jpeg, 'document'],
      ['PAPER_WRONG_KIND', 'a.pdf', Buffer.from('<html>'), 'document'],
      ['PAPER_BROKEN', 'a.pdf', Buffer.alloc(0), 'document'],
      ['PAPER_BROKEN', 'a.pdf', Buffer.from('%PDF-1.7 and nothing more'), 'document'],
      ['PAPER_TOO_LARGE', 'a.pdf', Buffer.alloc(10 * 1024 * 1024 + 1, '%PDF-'), 'document'],
      ['PICTURE_WRONG_KIND', 'a.pdf', paper, 'photo'],
      ['PICTURE_BROKEN', 'a.jpg', jpeg.subarray(0, 40), 'photo'],
    ]
    for (const [code, name, bytes, kind] of cases) expect(await refusedAs(put(id, name, bytes, kind)), name).toBe(code)
    expect(await refusedAs(put('none', 'a.pdf', paper))).toBe('PROJECT_UNKNOWN')
    const future = await addDocument(context, officer(), {
      project: id,
      draft: { ...draft, day: '2026-11-24' },
      file: { name: 'a.pdf', bytes: paper },
    })
    expect(future).toEqual({ ok: false, errors: { day: '这一天还没到。' } })
    expect(await audited()).toEqual(['project.created'])
  })
})
