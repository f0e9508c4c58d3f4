import {
  forwardRef,
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react'
import { words } from '../words'
import { Icon } from './Icon'

export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

export interface Option {
  value: string
  label: ReactNode
  /** A second, smaller line (radios only). */
  small?: ReactNode
  /** A picture before the words (radios only). */
  picture?: ReactNode
  /** Shown, and cannot be picked (selects only). */
  disabled?: boolean
}

interface Common {
  name: string
  label: ReactNode
  /** The name when left out; error summaries link to it. */
  id?: string
  hint?: ReactNode
  /** The sentence that says what to change; the summary shows the same words. */
  error?: string
  /** Says so beside the label. */
  optional?: boolean
}

type InputType =
  | 'file'
  | 'text'
  | 'password'
  | 'tel'
  | 'number'
  | 'date'
  | 'time'
  | 'datetime-local'
  | 'search'
  | 'email'

interface InputField extends Common, Omit<InputHTMLAttributes<HTMLInputElement>, keyof Common> {
  type?: InputType
  /** Narrow, for numbers and times. */
  short?: boolean
}
interface TextareaField extends Common, Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, keyof Common> {
  type: 'textarea'
}
interface SelectField extends Common, Omit<SelectHTMLAttributes<HTMLSelectElement>, keyof Common> {
  type: 'select'
  options: readonly Option[]
  short?: boolean
}
interface CheckboxField extends Common, Omit<InputHTMLAttributes<HTMLInputElement>, keyof Common | 'type'> {
  type: 'checkbox'
}
interface RadiosField extends Common, Omit<InputHTMLAttributes<HTMLInputElement>, keyof Common | 'type' | 'value'> {
  type: 'radios'
  options: readonly Option[]
}

export type FieldProps = InputField | TextareaField | SelectField | CheckboxField | RadiosField

/** What each control is given so that label, hint and error belong to it. */
const wiring = ({ name, id = name, hint, error }: Common) => ({
  id,
  name,
  'aria-invalid': error ? (true as const) : undefined,
  'aria-describedby': [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined,
})

const Says = ({ id, hint, error }: { id: string; hint?: ReactNode; error?: string }) => (
  <>
    {hint && (
      <p className="hint" id={`${id}-hint`}>
        {hint}
      </p>
    )}
    {error && (
      <p className="err" id={`${id}-error`}>
        <Icon name="warning" />
        <span>
          <span className="vh">{words.field.error}</span>
          {error}
        </span>
      </p>
    )}
  </>
)

const Words = ({ label, optional }: { label: ReactNode; optional?: boolean }) => (
  <>
    {label}
    {optional && <span className="opt-word">（{words.field.optional}）</span>}
  </>
)

/**
 * One question of a form, on native HTML. Owns id, label, hint, error and their ARIA; everything else is passed to the
 * control, so `{...register('name')}` of react-hook-form works.
 */
export const Field = forwardRef<Control, FieldProps>((props, ref) => {
  const { name, id = name, label, hint, error, optional } = props
  const frame = error ? 'field wrong' : 'field'
  const wires = wiring(props)

  if (props.type === 'checkbox') {
    const { label: _l, hint: _h, error: _e, optional: _o, ...rest } = props
    return (
      <div className={frame}>
        <Says id={id} error={error} />
        <label className="tick" htmlFor={id}>
          <input {...rest} {...wires} ref={ref as Ref<HTMLInputElement>} />
          <span>{label}</span>
        </label>
        <Says id={id} hint={hint} />
      </div>
    )
  }

  if (props.type === 'radios') {
    const { label: _l, hint: _h, error: _e, optional: _o, type: _t, options, defaultValue, ...rest } = props
    return (
      <fieldset className={frame} aria-describedby={wires['aria-describedby']}>
        <legend>
          <Words label={label} optional={optional} />
        </legend>
        <Says id={id} hint={hint} error={error} />
        {options.map((option, index) => (
          <label className="opt" key={option.value}>
            <input
              {...rest}
              type="radio"
              id={index === 0 ? id : `${id}-${option.value}`}
              value={option.value}
              defaultChecked={defaultValue === undefined ? undefined : option.value === defaultValue}
              aria-invalid={wires['aria-invalid']}
              ref={ref as Ref<HTMLInputElement>}
            />
            {option.picture}
            <span>
              <b>{option.label}</b>
              {option.small && <small>{option.small}</small>}
            </span>
          </label>
        ))}
      </fieldset>
    )
  }

  return (
    <div className={frame}>
      <label htmlFor={id}>
        <Words label={label} optional={optional} />
      </label>
      <Says id={id} hint={hint} error={error} />
      <Box {...props} ref={ref} />
    </div>
  )
})
Field.displayName = 'Field'

const Box = forwardRef<Control, InputField | TextareaField | SelectField>((props, ref) => {
  const wires = wiring(props)
  if (props.type === 'textarea') {
    const { label: _l, hint: _h, error: _e, optional: _o, type: _t, className: _c, ...rest } = props
    return <textarea {...rest} {...wires} className="input" ref={ref as Ref<HTMLTextAreaElement>} />
  }
  if (props.type === 'select') {
    const { label: _l, hint: _h, error: _e, optional: _o, type: _t, className: _c, options, short, ...rest } = props
    return (
      <select {...rest} {...wires} className={short ? 'input short' : 'input'} ref={ref as Ref<HTMLSelectElement>}>
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    )
  }
  const { label: _l, hint: _h, error: _e, optional: _o, className: _c, short, type = 'text', ...rest } = props
  return (
    <input
      {...rest}
      {...wires}
      type={type}
      className={short ? 'input short' : 'input'}
      ref={ref as Ref<HTMLInputElement>}
    />
  )
})
Box.displayName = 'Box'
