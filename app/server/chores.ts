import type { EnrolmentDesk } from '~/courses'
import { remindExpiringChecks } from '~/courses/index.server'
import { openHandoverChore } from '~/days/index.server'
import { type ChannelAdapter, sendDeliveries } from '~/messages/index.server'
import { openDuesChore } from '~/money/index.server'
import { failStaleWorks } from '~/places/index.server'
import type { Context } from '~/shared/context'
import { clearStaleImports } from '~/shared/sheet/imports.server'

/** Something that the portal sees to by itself. Safe to do at any time, in several processes, and again. */
export type Chore = () => Promise<unknown>

/** Everything that a tick does, in this order: seats first, families wait for them. */
export const openChores = (
  context: Context & { origin: string },
  desk: EnrolmentDesk,
  channels: readonly ChannelAdapter[],
): readonly Chore[] => [
  () => desk.tick(),
  () => remindExpiringChecks(context),
  () => clearStaleImports(context),
  () => failStaleWorks(context),
  openDuesChore(context),
  openHandoverChore(context),
  () => sendDeliveries(context, channels),
]
