import { redirect } from '@remix-run/node'
import { readForm, refusedForm } from '~/shared/answer.server'
import { type CourseFormValues, courseForm, courseFormLists, valuesOf, valuesTyped } from './course-form'
import type { SectionDraft } from './section-rules'
import type { DraftAnswer } from './section-writes.server'

interface CourseFormAnswer {
  /** What stood in the form before it was sent. */
  before: CourseFormValues
  carryOut(draft: SectionDraft): Promise<DraftAnswer>
  /** Where to go when it is done. */
  to(section: string): string
}

/** Reads the course form, carries it out and goes on; 422 with everything that was typed when something is to be changed. */
export const answerCourseForm = async (
  context: { formRefused?: boolean },
  request: Request,
  { before, carryOut, to }: CourseFormAnswer,
) => {
  const form = await readForm(request, courseForm, { lists: courseFormLists })
  if (!form.ok) return refusedForm(context, { errors: form.errors, values: valuesTyped(form.values, before) })
  const answer = await carryOut(form.value)
  if (answer.ok) return redirect(to(answer.section), 303)
  return refusedForm(context, { errors: sentences(answer.errors), values: valuesOf(form.value) })
}

const sentences = (errors: Partial<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(errors).flatMap(([name, sentence]) => (sentence ? [[name, sentence]] : [])))
