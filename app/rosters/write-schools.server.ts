import { eq } from 'drizzle-orm'
import type { Tx } from '#db/store'
import type { Context } from '~/shared/context'
import type { SchoolChange } from './staff-diff'

/** Writes schools that are new or changed within the caller's transaction, and the streets they lie in. */
export const writeSchools = async (context: Context, tx: Tx, changes: readonly SchoolChange[]): Promise<void> => {
  const { store, district } = context
  const { school, street } = store.tables
  const written = changes.filter(({ kind }) => kind !== 'same').map(({ line }) => line)
  const known = await tx
    .select({ code: street.code, name: street.name })
    .from(street)
    .where(eq(street.district, district))
  const codes = new Map(known.map(({ code, name }) => [name, code]))
  const made: { district: string; code: string; name: string }[] = []
  for (const { street: name } of written) {
    if (codes.has(name)) continue
    const code = freeCode(district, new Set(codes.values()))
    codes.set(name, code)
    made.push({ district, code, name })
  }
  await tx.writeMany(street, made)
  await tx.writeMany(
    school,
    written.map(({ id, name, street: where, stage, inScope, gate }) => ({
      district,
      id,
      name,
      street: codes.get(where) ?? '',
      stage,
      inScope,
      gate,
      invented: false,
    })),
    {
      key: [school.district, school.id],
      columns: [school.name, school.street, school.stage, school.inScope, school.gate],
    },
  )
}

/** A street that comes by file has no official code: it gets the next one of our own, 370105901 … */
const freeCode = (district: string, taken: ReadonlySet<string>): string => {
  for (let nth = 901; ; nth++) {
    const code = `${district}${nth}`
    if (!taken.has(code)) return code
  }
}
