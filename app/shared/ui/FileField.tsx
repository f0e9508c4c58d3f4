import { type ChangeEvent, useState } from 'react'
import { words } from '../words'
import { Field } from './Field'

interface FileFieldProps {
  name: string
  label: string
  hint?: string
  /** What the file dialogue offers: `.xlsx,.csv`. The server looks at the bytes. */
  accept: string
  /** In MB; what is larger is told before it is sent, where the page has its script. */
  most: number
  error?: string
}

/** One file to send. The form around it posts `multipart/form-data`. */
export const FileField = ({ most, error, ...rest }: FileFieldProps) => {
  const [large, setLarge] = useState(false)
  const look = (event: ChangeEvent<HTMLInputElement>): void => {
    const size = event.currentTarget.files?.[0]?.size ?? 0
    setLarge(size > most * 1024 * 1024)
  }
  const said = large ? words.field.fileLarge(most) : error
  return <Field {...rest} {...(said ? { error: said } : {})} type="file" onChange={look} />
}
