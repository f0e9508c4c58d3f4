import { zodResolver } from '@hookform/resolvers/zod'
import { Form } from '@remix-run/react'
import { Button, ErrorSummary, errorList, Field } from '~/shared/ui'
import { useCheckedForm } from '~/shared/ui/use-checked-form'
import { adjustForm, adjustNoPlacesForm, type CourseFormValues } from '../course-form'
import { formWords, sectionWords as words } from '../publishing-words'
import type { FormFrame } from '../section-form-frame'
import { InstructorField } from './SectionForm'

interface AdjustFormProps {
  values: CourseFormValues
  frame: FormFrame
  /** Base care has no end of places. */
  places: boolean
  /** Families are told. */
  tells: boolean
  refused: Readonly<Record<string, string>> | undefined
}

/** Room, teacher and places: what stays open after publication. */
export const AdjustForm = ({ values, frame, places, tells, refused }: AdjustFormProps) => {
  const { register, onSubmit, errors } = useCheckedForm<
    { room?: string; instructor?: string; capacity?: string },
    object
  >(zodResolver(places ? adjustForm : adjustNoPlacesForm), refused)
  const plain = (name: 'room' | 'instructor' | 'capacity') => ({
    ...register(name),
    defaultValue: values[name],
    ...(errors[name] ? { error: errors[name] } : {}),
  })
  return (
    <Form method="post" onSubmit={onSubmit} noValidate className="sheaf course">
      <ErrorSummary errors={errorList(errors)} />
      <div className="fields">
        <Field {...plain('room')} label={formWords.room} maxLength={30} />
        <InstructorField {...plain('instructor')} instructors={frame.instructors} />
        {places && <Field {...plain('capacity')} label={formWords.capacity} inputMode="numeric" short />}
      </div>
      {tells && <p className="cap">{words.tells}</p>}
      <div className="acts">
        <Button tone="go">{tells ? words.saveAdjust : words.save}</Button>
      </div>
    </Form>
  )
}
