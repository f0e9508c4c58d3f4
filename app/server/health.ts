import { statfs } from 'node:fs/promises'
import { eq } from 'drizzle-orm'
import type { Context } from '~/shared/context'

const KEPT_MS = 2_000
const LEAST_FREE_BYTES = 200 * 1024 * 1024

export interface Readiness {
  ready: boolean
  write: boolean
  schema: boolean
  disk: boolean
  draining: boolean
}

export interface HealthParts {
  context: Context
  /** Folder whose disk must not be full; null when the database stands elsewhere. */
  dataFolder: string | null
  isDraining: () => boolean
  /** True when the database has every migration that this release knows. */
  schemaIsCurrent: () => Promise<boolean>
}

const holds = (check: Promise<boolean>): Promise<boolean> => check.catch(() => false)

/** A write that changes nothing and still has to become durable, on the row every change of state goes through. */
const canWrite = async ({ store, district }: Context): Promise<boolean> => {
  const { auditHead } = store.tables
  await store.transaction(async (tx) => {
    await tx.lock({ district: auditHead.district, key: auditHead.district }, district, [district])
    await tx.update(auditHead).set({ district }).where(eq(auditHead.district, district))
  })
  return true
}

const hasRoom = async (folder: string | null): Promise<boolean> => {
  if (folder === null) return true
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize > LEAST_FREE_BYTES
}

/** Answers whether this process can serve; asked often, it looks at most every two seconds. */
export const openReadiness = ({ context, dataFolder, isDraining, schemaIsCurrent }: HealthParts) => {
  let at = Number.NEGATIVE_INFINITY
  let looked: Promise<[boolean, boolean, boolean]> = Promise.resolve([false, false, false])
  return async (): Promise<Readiness> => {
    const now = performance.now()
    if (now - at > KEPT_MS) {
      at = now
      looked = Promise.all([holds(canWrite(context)), holds(schemaIsCurrent()), holds(hasRoom(dataFolder))])
    }
    const [write, schema, disk] = await looked
    const draining = isDraining()
    return { ready: write && schema && disk && !draining, write, schema, disk, draining }
  }
}
