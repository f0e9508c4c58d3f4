import { useEffect, useRef } from 'react'
import { words } from '../words'
import { Icon } from './Icon'

interface ErrorSummaryProps {
  /** In the order of the page; `field` is the id of the control it links to. Empty: nothing is drawn. */
  errors: readonly { field?: string; message: string }[]
  title?: string
}

/** First thing in a form that was refused: takes focus, links to each field, says the same words as the field does. */
export const ErrorSummary = ({ errors, title }: ErrorSummaryProps) => {
  const box = useRef<HTMLElement>(null)
  const said = errors.map(({ message }) => message).join('\n')
  useEffect(() => {
    if (said) box.current?.focus()
  }, [said])
  if (errors.length === 0) return null
  return (
    <section className="errors" role="alert" tabIndex={-1} ref={box}>
      <h2>
        <Icon name="warning" />
        {title ?? words.errors.title(errors.length)}
      </h2>
      <ul>
        {errors.map(({ field, message }) => (
          <li key={`${field ?? ''} ${message}`}>{field ? <a href={`#${field}`}>{message}</a> : message}</li>
        ))}
      </ul>
    </section>
  )
}

/** Field errors as zod's `flatten().fieldErrors` gives them, as a list for the summary. */
export const errorList = (errors: Readonly<Record<string, readonly string[] | string | undefined>> | undefined) =>
  Object.entries(errors ?? {}).flatMap(([field, messages]) => {
    const message = typeof messages === 'string' ? messages : messages?.[0]
    return message ? [{ field, message }] : []
  })
