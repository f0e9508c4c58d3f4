import { redirect } from '@remix-run/node'
import type { Actor } from '~/people'
import { readForm, refusedForm } from '~/shared/answer.server'
import type { Context } from '~/shared/context'
import { Refusal, refuse } from '~/shared/refusal'
import { pathTo } from '~/site'
import { answerCourseForm } from './answer-course-form.server'
import { changeSection, type SectionChange } from './change-section.server'
import { adjustForm, adjustNoPlacesForm, type CourseFormValues, valuesTyped } from './course-form'
import type { EditSectionPage } from './load-edit-section.server'
import type { DraftAnswer } from './section-writes.server'

/**
 * Carries out what the school wrote on a section's page: everything before publication, afterwards room, teacher and
 * places. Refuses what `changeSection` refuses, WRONG_STATE where nothing is open; places that cannot be are an answer.
 */
export const answerEditForm = async (
  context: Context & { formRefused?: boolean },
  actor: Actor,
  page: EditSectionPage,
  request: Request,
) => {
  const here = pathTo('editSection', { section: page.id })
  if (page.open === 'none') throw refuse('WRONG_STATE')
  if (page.open === 'all')
    return answerCourseForm(context, request, {
      before: page.values,
      carryOut: (draft) =>
        changeWithAnswer(context, actor, {
          section: page.id,
          adjust: { room: draft.room, instructor: draft.instructor, capacity: draft.capacity },
          draft,
        }),
      to: () => here,
    })
  const form = await readForm<SectionChange['adjust']>(
    request,
    page.capacity === null ? adjustNoPlacesForm : adjustForm,
  )
  if (!form.ok) return refusedForm(context, { errors: form.errors, values: valuesTyped(form.values, page.values) })
  const answer = await changeWithAnswer(context, actor, { section: page.id, adjust: form.value })
  if (answer.ok) return redirect(here, 303)
  const values: CourseFormValues = {
    ...page.values,
    room: form.value.room,
    instructor: form.value.instructor,
    capacity: String(form.value.capacity ?? ''),
  }
  return refusedForm(context, { errors: { ...answer.errors } as Record<string, string>, values })
}

/** Too few places is something to change in the form, not the end of the page. */
const changeWithAnswer = async (context: Context, actor: Actor, change: SectionChange): Promise<DraftAnswer> => {
  try {
    return await changeSection(context, actor, change)
  } catch (error) {
    if (error instanceof Refusal && (error.code === 'CAPACITY_BELOW_TAKEN' || error.code === 'CAPACITY_ONLY_UP'))
      return { ok: false, errors: { capacity: error.message } }
    throw error
  }
}
