import { randomUUID } from 'node:crypto'
import { currentTerm } from '~/courses/calendar-rules'
import { newSlip } from '~/people/slip-code.server'
import { AUDIT_START, writeAudit } from '~/shared/audit.server'
import type { Clock } from '~/shared/clock'
import { DAY_MS, dayOf } from '~/shared/day'
import { pathTo } from '~/site'
import { districtOutline } from './seed/outline/outline'
import type { Store } from './store'

/** 济南市天桥区, the first user; another district changes its row. */
const DISTRICT = { id: '370105', name: '济南市天桥区', portalName: '学在天桥', hotline: '', demo: false, settings: {} }
const FIRST_OFFICER = 'QU0001'
const LIFETIME_MS = 2 * DAY_MS

/**
 * Makes a district for real use: its row, the term it works on, and a first officer with an activation slip.
 * @returns the path with which the first officer activates the account, once, within two days.
 */
export const installEmpty = async ({ store, clock }: { store: Store; clock: Clock }): Promise<{ path: string }> => {
  const now = clock.now()
  const account = randomUUID()
  const slip = newSlip({ district: DISTRICT.id, account, issuedBy: '', now, lifetime: LIFETIME_MS })
  const { tables } = store
  await store.transaction(async (tx) => {
    await tx.insert(tables.district).values(DISTRICT)
    await tx.insert(tables.auditHead).values({ district: DISTRICT.id, sequence: 0, hash: AUDIT_START })
    await tx.insert(tables.term).values({ district: DISTRICT.id, ...currentTerm(dayOf(now)) })
    await tx.insert(tables.mapOutline).values(districtOutline(now))
    await tx.insert(tables.account).values({
      district: DISTRICT.id,
      id: account,
      name: '区教育局',
      phone: null,
      staffNumber: FIRST_OFFICER,
      passwordHash: null,
      disabledAt: null,
      createdAt: now,
    })
    await tx
      .insert(tables.roleGrant)
      .values({ district: DISTRICT.id, account, role: 'officer', school: '', endedAt: null })
    await tx.insert(tables.activationSlip).values(slip.row)
    await writeAudit({ store, clock, district: DISTRICT.id }, tx, [
      { actor: '', action: 'district.installed', subject: `district:${DISTRICT.id}`, detail: { demo: false } },
      { actor: '', action: 'slip.issued', subject: `account:${account}` },
    ])
  })
  return { path: pathTo('activate', {}, { login: FIRST_OFFICER, slip: slip.code }) }
}
