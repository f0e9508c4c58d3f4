import { type ChangeEvent, type ReactNode, useState } from 'react'
import { words } from '../words'
import { Field } from './Field'

interface FileFieldProps {
  name: string
  label: ReactNode
  /** The name when left out; error summaries link to it. */
  id?: string
  hint?: ReactNode
  /** What the file dialogue offers: `.xlsx,.csv`. The server looks at the bytes. */
  accept: string
  /** In MB; what is larger is told before it is sent, where the page has its script. */
  most: number
  error?: string
  required?: boolean
}

/** One file to send. The form around it posts `multipart/form-data`. */
export const FileField = ({ most, error, ...rest }: FileFieldProps) => {
  const [large, setLarge] = useState(false)
  const look = (event: ChangeEvent<HTMLInputElement>): void => {
    const input = event.currentTarget
    const tooLarge = (input.files?.[0]?.size ?? 0) > most * 1024 * 1024
    // The browser does not send the form then; without its script the server says the same.
    input.setCustomValidity(tooLarge ? words.field.fileLarge(most) : '')
    setLarge(tooLarge)
  }
  const said = large ? words.field.fileLarge(most) : error
  return <Field {...rest} {...(said ? { error: said } : {})} type="file" onChange={look} />
}
