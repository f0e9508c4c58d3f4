import { openStore } from '#db/store'
import { checkInvariants } from '~/courses/index.server'
import { checkLedger } from '~/money/index.server'
import { parseEnv } from '~/shared/env'

/** `npm run check-invariants`: I1–I9 on the live database of the settings. Exit code 0: all hold; 1: something is broken. */
const store = await openStore({ url: parseEnv(process.env).databaseUrl })
try {
  let broken = 0
  for (const { id } of await store.db.select({ id: store.tables.district.id }).from(store.tables.district)) {
    for (const report of [...(await checkInvariants(store, id)), ...(await checkLedger(store, id))]) {
      broken += report.broken.length
      console.log(
        `${report.id}  ${report.broken.length === 0 ? 'holds ' : 'BROKEN'}  ${report.checked} checked  ${report.says}`,
      )
      for (const one of report.broken) console.log(`    ${one}`)
    }
  }
  console.log(broken === 0 ? 'all invariants hold' : `${broken} broken`)
  process.exitCode = broken === 0 ? 0 : 1
} finally {
  await store.close()
}
