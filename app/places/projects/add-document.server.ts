import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { Schema } from '#db/schema/index'
import type { Actor } from '~/people'
import { writeAudit } from '~/shared/audit.server'
import type { Context } from '~/shared/context'
import { dayOf } from '~/shared/day'
import { type PictureTarget, readPicture } from '~/shared/picture/read-picture.server'
import { refuse } from '~/shared/refusal'
import type { UploadedFile } from '~/shared/sheet/sheet'
import { checkPaper } from './paper-kind'
import { projectErrors } from './project-error-words'
import type { DocumentDraft } from './project-money-form'
import { openProject, requireOfficer } from './project-record.server'

type PhotoSize = 'small' | 'large'
type FileRow = Pick<Schema['projectDocumentFile']['$inferInsert'], 'size' | 'mime' | 'width' | 'height' | 'bytes'>

/** Small fits a card of a phone, large a page. */
const photoSizes: readonly PictureTarget<PhotoSize>[] = [
  { size: 'small', width: 480, height: 480, fit: 'inside', most: 40 * 1024 },
  { size: 'large', width: 1600, height: 1600, fit: 'inside', most: 240 * 1024 },
]

const filesOf = async (kind: DocumentDraft['kind'], file: UploadedFile): Promise<FileRow[]> => {
  if (kind === 'photo') {
    const { sizes } = await readPicture(file, photoSizes)
    return sizes.map(({ webp, ...size }) => ({ ...size, mime: 'image/webp', bytes: webp }))
  }
  checkPaper(file)
  return [{ size: 'file', mime: 'application/pdf', width: 0, height: 0, bytes: Buffer.from(file.bytes) }]
}

export type AddDocumentAnswer = { ok: true; document: string } | { ok: false; errors: { day: string } }

/**
 * Puts a paper (PDF) or a progress photo to a project. A photo is made anew in two sizes, without place, time and camera.
 * @returns its id, or what has to be changed first.
 * Refuses FORBIDDEN, PROJECT_UNKNOWN, and what `readPicture` and `checkPaper` refuse.
 */
export const addDocument = async (
  context: Context,
  actor: Actor,
  { project, draft, file }: { project: string; draft: DocumentDraft; file: UploadedFile },
): Promise<AddDocumentAnswer> => {
  requireOfficer(actor)
  const { store, district, clock } = context
  const { project: projects, projectDocument, projectDocumentFile } = store.tables
  if (draft.day > dayOf(clock.now())) return { ok: false, errors: { day: projectErrors.dayFuture } }
  // Whether there is such a project, before anybody's file is worked on.
  const known = await store.db.$count(projects, and(eq(projects.district, district), eq(projects.id, project)))
  if (known === 0) throw refuse('PROJECT_UNKNOWN')
  const files = await filesOf(draft.kind, file)
  const id = randomUUID()
  return store.transaction(async (tx): Promise<AddDocumentAnswer> => {
    await openProject(context, tx, project)
    await tx.insert(projectDocument).values({
      ...draft,
      district,
      id,
      project,
      by: actor.account,
      at: clock.now(),
      removedAt: null,
    })
    for (const one of files) await tx.insert(projectDocumentFile).values({ ...one, district, document: id })
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: 'project.document-added',
        subject: `project:${project}/document:${id}`,
        detail: { kind: draft.kind, published: draft.published, bytes: file.bytes.length },
      },
    ])
    return { ok: true, document: id }
  })
}

/**
 * Shows a paper or photo to everybody, keeps it inside, or takes it away with its bytes. Pressing twice changes nothing
 * more. Refuses FORBIDDEN, PROJECT_UNKNOWN, NOT_FOUND (no such paper of this project).
 */
export const changeDocument = async (
  context: Context,
  actor: Actor,
  { project, document, deed }: { project: string; document: string; deed: 'show' | 'hide' | 'remove' },
): Promise<void> => {
  requireOfficer(actor)
  const { store, district, clock } = context
  const { projectDocument, projectDocumentFile } = store.tables
  await store.transaction(async (tx) => {
    await openProject(context, tx, project)
    const own = and(
      eq(projectDocument.district, district),
      eq(projectDocument.project, project),
      eq(projectDocument.id, document),
    )
    const [row] = await tx.select().from(projectDocument).where(own)
    if (!row) throw refuse('NOT_FOUND')
    const published = deed === 'show'
    if (row.removedAt !== null || (deed !== 'remove' && row.published === published)) return
    if (deed === 'remove') {
      await tx
        .update(projectDocument)
        .set({ published: false, removedAt: clock.now() })
        .where(and(own, isNull(projectDocument.removedAt)))
      await tx
        .delete(projectDocumentFile)
        .where(and(eq(projectDocumentFile.district, district), eq(projectDocumentFile.document, document)))
    } else await tx.update(projectDocument).set({ published }).where(own)
    await writeAudit(context, tx, [
      {
        actor: actor.account,
        action: deed === 'remove' ? 'project.document-removed' : 'project.changed',
        subject: `project:${project}/document:${document}`,
        detail: { deed },
      },
    ])
  })
}
