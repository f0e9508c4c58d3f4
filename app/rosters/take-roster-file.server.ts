import type { Actor } from '~/people'
import { readForm, refusedForm } from '~/shared/answer.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { discardImport } from '~/shared/sheet/imports.server'
import { readUpload } from '~/shared/sheet/read-upload.server'
import { applyRoster, type RosterConfirmed } from './apply-roster.server'
import { loadRosterPreview } from './load-roster-page.server'
import { previewRoster } from './preview-roster.server'
import { loadPromotions, promoteAllSchools, promoteSchool } from './promote-school.server'
import { promotionWords } from './promotion-words'
import { confirmForm, rosterDeedForm } from './roster-form'
import { rosterWords as words } from './roster-words'

type Asking = Context & { formRefused?: boolean; reportFault?: (error: unknown) => void }

/**
 * What a press on a roster page asks: a file to look at, or a new school year.
 * @returns the import to look at, null when there is nothing to look at, or the form with what is missing.
 * Refuses BAD_REQUEST and what the verbs refuse.
 */
export const takeRosterDeed = async (context: Asking, actor: Actor, request: Request, school: string) => {
  const form = await readUpload(request, { file: 'sheet', schema: rosterDeedForm })
  if (!form.ok) throw refuse('BAD_REQUEST')
  const { value, file } = form
  if (value.intent === 'promote-all') {
    await promoteAllSchools(context, actor)
    return { done: null }
  }
  if (value.intent === 'promote') {
    const pressed = await importedSince(context, value)
    if (pressed) return { refused: refusedForm(context, { promotion: pressed, file: '' }) }
    await promoteSchool(context, actor, { school: value.school, seen: value.seen })
    return { done: null }
  }
  if (!file) return { refused: refusedForm(context, { promotion: '', file: words.noFile }) }
  return { done: await previewRoster(context, actor, { school, file }) }
}

/** A roster of the new year may be in already: then the tick is needed. */
const importedSince = async (
  context: Context,
  { school, sure }: { school: string; sure?: 'on' | undefined },
): Promise<string> => {
  const [now] = await loadPromotions(context, context.store.db, [school])
  return now && now.importedAt !== null && sure !== 'on' ? promotionWords.sureMissing : ''
}

export type Confirmed =
  | { done: 'applied' | 'discarded' }
  | { refused: ReturnType<typeof refusedForm<{ errors: Partial<Record<keyof RosterConfirmed, string>> }>> }

/** 确认 or 不办了 under a preview. Refuses BAD_REQUEST and what the verbs refuse. */
export const takeConfirmation = async (
  context: Asking,
  actor: Actor,
  request: Request,
  id: string,
): Promise<Confirmed> => {
  const form = await readForm(request, confirmForm)
  if (!form.ok) throw refuse('BAD_REQUEST')
  const { deed, onlyRight, manyLeave } = form.value
  if (deed === 'discard') {
    await loadRosterPreview(context, actor, id)
    await discardImport(context, id)
    return { done: 'discarded' }
  }
  const answer = await applyRoster(context, actor, {
    id,
    confirmed: { onlyRight: onlyRight === 'on', manyLeave: manyLeave === 'on' },
  })
  return answer.ok ? { done: 'applied' } : { refused: refusedForm(context, { errors: answer.errors }) }
}
