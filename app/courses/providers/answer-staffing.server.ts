import type { z } from 'zod/mini'
import { type Actor, requireSchool } from '~/people'
import type { Context } from '~/shared/context'
import { applyProvider } from './apply-provider.server'
import { chooseProvider } from './choose-provider.server'
import type { staffingForm } from './provider-form'
import { recordBackgroundCheck } from './record-background-check.server'
import { removeInstructor, saveInstructor } from './save-instructor.server'

interface StaffingDeed {
  school: string
  term: string
  deed: z.infer<typeof staffingForm>
}

type StaffingAnswer = { ok: true } | { ok: false; errors: Partial<Record<string, string>> }

/** Carries out what a school did on its page of outside teachers. Refuses what the verbs refuse. */
export const answerStaffing = async (
  context: Context,
  actor: Actor,
  { school, term, deed: given }: StaffingDeed,
): Promise<StaffingAnswer> => {
  requireSchool(actor, school)
  switch (given.deed) {
    case 'choose':
    case 'unchoose':
      await chooseProvider(context, actor, {
        school,
        term,
        provider: given.provider,
        chosen: given.deed === 'choose',
      })
      return { ok: true }
    case 'save': {
      const { deed: _, instructor, ...draft } = given
      return saveInstructor(context, actor, { school, instructor, draft })
    }
    case 'remove':
      await removeInstructor(context, actor, { school, instructor: given.instructor })
      return { ok: true }
    case 'check': {
      const { deed: _, instructor, ...draft } = given
      return recordBackgroundCheck(context, actor, { instructor, draft })
    }
    case 'apply': {
      const { deed: _, ...application } = given
      return applyProvider(context, actor, application)
    }
  }
}
