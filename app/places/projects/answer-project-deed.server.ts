import type { z } from 'zod/mini'
import type { Actor } from '~/people'
import type { Context } from '~/shared/context'
import { changeDocument } from './add-document.server'
import { changeProject } from './change-project.server'
import { datesOfDraft } from './dates-draft'
import { moveMilestones } from './move-milestones.server'
import type { projectPageForm } from './project-page-form'
import { addFunding, recordPayment, recordVariation, removeFunding } from './record-money.server'
import { setProjectPlaces } from './set-project-places.server'

type DeedAnswer = { ok: true } | { ok: false; errors: Partial<Record<string, string>> }

/** Carries out what an officer did on the page of a project. Refuses what the verbs refuse. */
export const answerProjectDeed = async (
  context: Context,
  actor: Actor,
  project: string,
  given: z.infer<typeof projectPageForm>,
): Promise<DeedAnswer> => {
  switch (given.deed) {
    case 'facts': {
      const { deed: _, seen, why, ...draft } = given
      return changeProject(context, actor, { project, seen, draft, why })
    }
    case 'places': {
      const { deed: _, seen, why, ...draft } = given
      return setProjectPlaces(context, actor, { project, seen, draft, why })
    }
    case 'dates': {
      const { deed: _, seen, why, ...draft } = given
      return moveMilestones(context, actor, { project, seen, dates: datesOfDraft(draft), why })
    }
    case 'fund':
      await addFunding(context, actor, { project, seen: given.seen, draft: given })
      return { ok: true }
    case 'unfund':
      await removeFunding(context, actor, { project, seen: given.seen, number: given.number })
      return { ok: true }
    case 'pay':
      return recordPayment(context, actor, { project, seen: given.seen, draft: given })
    case 'vary':
      return recordVariation(context, actor, { project, seen: given.seen, draft: given })
    case 'show':
    case 'hide':
    case 'remove':
      await changeDocument(context, actor, { project, document: given.document, deed: given.deed })
      return { ok: true }
  }
}
