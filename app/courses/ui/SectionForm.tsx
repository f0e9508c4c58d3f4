import { zodResolver } from '@hookform/resolvers/zod'
import { Form } from '@remix-run/react'
import { forwardRef, type InputHTMLAttributes, type ReactNode } from 'react'
import { dayInWords, weekdayName } from '~/shared/day'
import { Button, ErrorSummary, errorList, Field, Icon } from '~/shared/ui'
import { useCheckedForm } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { categoryName } from '../categories'
import { type CourseFormValues, courseCategories, courseForm } from '../course-form'
import { gradeName } from '../fit-rules'
import { whyNotWords } from '../providers/provider-words'
import { formWords as words } from '../publishing-words'
import type { FormFrame } from '../section-form-frame'

interface SectionFormProps {
  values: CourseFormValues
  frame: FormFrame
  /** What the server said of the last try. */
  refused?: Readonly<Record<string, string>> | undefined
  /** What the button does. */
  submit: string
  /** Beside the button. */
  beside?: ReactNode
}

const WEEKDAYS = [1, 2, 3, 4, 5]

/** Everything a course is, to be written by a teacher or the school; sent as it is without JavaScript. */
export const SectionForm = ({ values, frame, refused, submit, beside }: SectionFormProps) => {
  const { register, onSubmit, errors } = useCheckedForm(zodResolver(courseForm), refused, values)
  const plain = (name: Exclude<keyof CourseFormValues, 'grades' | 'slots'>) => ({
    ...register(name),
    defaultValue: values[name],
    ...(errors[name] ? { error: errors[name] } : {}),
  })
  const frameOf = (name: 'grades' | 'slots') => ({ name, ...(errors[name] ? { error: errors[name] } : {}) })
  const box = (name: 'grades' | 'slots', value: string) => ({
    ...register(name),
    value,
    defaultChecked: values[name].includes(value),
    'aria-invalid': errors[name] ? (true as const) : undefined,
  })
  const term = words.term(dayInWords(frame.term.startsOn), dayInWords(frame.term.endsOn))
  const dates = { type: 'date', min: frame.term.startsOn, max: frame.term.endsOn } as const
  return (
    <Form method="post" onSubmit={onSubmit} noValidate className="sheaf course">
      <ErrorSummary errors={errorList(inOrder(errors))} />
      <h2>{words.about}</h2>
      <div className="fields">
        <Field {...plain('title')} label={words.title} maxLength={30} />
        <Field {...plain('label')} label={words.label} hint={words.labelHint} maxLength={12} optional />
        <Field
          {...plain('category')}
          type="select"
          label={words.category}
          options={[
            { value: '', label: words.pickCategory },
            ...courseCategories.map((key) => ({ value: key, label: categoryName(key) })),
          ]}
        />
      </div>
      <Field
        {...plain('description')}
        type="textarea"
        label={words.description}
        hint={words.descriptionHint}
        rows={4}
      />
      <Field {...plain('bring')} label={words.bring} maxLength={100} optional />
      <Field {...plain('outline')} type="textarea" label={words.outline} hint={words.outlineHint} rows={5} optional />
      <Boxes {...frameOf('grades')} label={words.grades}>
        <div className="ticks">
          {frame.grades.map((grade, index) => (
            <Tick
              key={grade}
              {...box('grades', String(grade))}
              id={index === 0 ? 'grades' : `grades-${grade}`}
              label={gradeName(grade)}
            />
          ))}
        </div>
      </Boxes>

      <h2>{words.when}</h2>
      <Boxes {...frameOf('slots')} label={words.slots}>
        <table className="slotpick">
          <thead>
            <tr>
              <th scope="col">{words.period}</th>
              {WEEKDAYS.map((weekday) => (
                <th key={weekday} scope="col">
                  {weekdayName(weekday)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {frame.periods.map(({ number, name, startsAt, endsAt }, row) => (
              <tr key={number}>
                <th scope="row">
                  {name}
                  <small>
                    {startsAt}–{endsAt}
                  </small>
                </th>
                {WEEKDAYS.map((weekday) => (
                  <td key={weekday}>
                    <label>
                      <input
                        {...box('slots', String(weekday * 10 + number))}
                        type="checkbox"
                        id={row === 0 && weekday === 1 ? 'slots' : `slots-${weekday}${number}`}
                      />
                      <span className="vh">{words.slot(weekdayName(weekday), name)}</span>
                    </label>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Boxes>
      <div className="fields">
        <Field {...plain('room')} label={words.room} maxLength={30} />
        <InstructorField {...plain('instructor')} instructors={frame.instructors} />
      </div>
      <div className="fields">
        <Field {...plain('startsOn')} {...dates} label={words.startsOn} hint={term} />
        <Field {...plain('endsOn')} {...dates} label={words.endsOn} />
        <Field {...plain('cutOffOn')} {...dates} label={words.cutOffOn} hint={words.cutOffHint} />
      </div>

      <h2>{words.places}</h2>
      <div className="fields">
        <Field {...plain('minimum')} label={words.minimum} hint={words.minimumHint} inputMode="numeric" short />
        <Field {...plain('capacity')} label={words.capacity} inputMode="numeric" short />
        <Field {...plain('lessonFen')} label={words.lessonFen} hint={words.freeHint} inputMode="decimal" short />
        <Field {...plain('materialFen')} label={words.materialFen} hint={words.freeHint} inputMode="decimal" short />
      </div>
      <p className="cap">{words.feeHint}</p>
      <div className="acts">
        <Button tone="go">{submit}</Button>
        {beside}
      </div>
    </Form>
  )
}

/** In the order of the page, whatever order they were found in. */
const ORDER: readonly (keyof CourseFormValues)[] = [
  'title',
  'label',
  'category',
  'description',
  'bring',
  'outline',
  'grades',
  'slots',
  'room',
  'instructor',
  'startsOn',
  'endsOn',
  'cutOffOn',
  'minimum',
  'capacity',
  'lessonFen',
  'materialFen',
]
const inOrder = (errors: Record<string, string>): Record<string, string> =>
  Object.fromEntries(ORDER.flatMap((name) => (errors[name] ? [[name, errors[name]]] : [])))

interface InstructorFieldProps extends Omit<InputHTMLAttributes<HTMLSelectElement>, 'name'> {
  name: string
  instructors: FormFrame['instructors']
  error?: string
}

/** Who of the school's list teaches. */
export const InstructorField = forwardRef<HTMLSelectElement, InstructorFieldProps>(({ instructors, ...rest }, ref) => (
  <Field
    {...rest}
    ref={ref}
    type="select"
    label={words.instructor}
    options={[
      { value: '', label: words.pickInstructor },
      ...instructors.map(({ id, name, provider, whyNot }) => ({
        value: id,
        label: [provider ? words.fromProvider(name, provider) : name, whyNot && whyNotWords[whyNot]]
          .filter(Boolean)
          .join('：'),
        disabled: whyNot !== null && id !== rest.defaultValue,
      })),
    ]}
  />
))
InstructorField.displayName = 'InstructorField'

const Boxes = ({
  name,
  label,
  error,
  children,
}: {
  name: string
  label: string
  error?: string
  children: ReactNode
}) => (
  <fieldset className={error ? 'field wrong' : 'field'} aria-describedby={error ? `${name}-error` : undefined}>
    <legend>{label}</legend>
    {error && (
      <p className="err" id={`${name}-error`}>
        <Icon name="warning" />
        <span>
          <span className="vh">{frameWords.field.error}</span>
          {error}
        </span>
      </p>
    )}
    {children}
  </fieldset>
)

const Tick = forwardRef<HTMLInputElement, InputHTMLAttributes<HTMLInputElement> & { label: string }>(
  ({ label, id, ...rest }, ref) => (
    <label className="tick" htmlFor={id}>
      <input {...rest} id={id} type="checkbox" ref={ref} />
      <span>{label}</span>
    </label>
  ),
)
Tick.displayName = 'Tick'
