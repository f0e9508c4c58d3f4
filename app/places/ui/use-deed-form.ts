import { zodResolver } from '@hookform/resolvers/zod'
import type { FieldValues, Path, Resolver } from 'react-hook-form'
import { useCheckedForm } from '~/shared/ui/use-checked-form'

/** What a form of a page with several is given back when something is to be changed. */
export interface RefusedDeed {
  /** Which of the page's forms it was. */
  form: string
  errors: Readonly<Record<string, string>>
  values: Readonly<Record<string, string>>
}

interface DeedForm {
  /** Names the form among those of its page; its fields' ids carry it. */
  deed: string
  /** What the fields show at first. */
  before: Readonly<Record<string, string>>
  refused: RefusedDeed | undefined
}

/** The errors of a form as the summary lists them. */
export const summaryOf = (errors: Readonly<Record<string, string>>, deed: string) =>
  Object.entries(errors).map(([name, message]) =>
    name === 'form' ? { message } : { field: `${name}-${deed}`, message },
  )

/**
 * One of several forms of a page, checked in the browser with the server's own schema; without JavaScript it is sent as
 * it is. `field` gives a Field its parts, `hidden` an input that only goes along.
 */
export const useDeedForm = (schema: Parameters<typeof zodResolver>[0], { deed, before, refused }: DeedForm) => {
  const mine = refused?.form === deed ? refused : undefined
  const resolver = zodResolver(schema) as unknown as Resolver<FieldValues>
  const { register, onSubmit, errors } = useCheckedForm<FieldValues>(resolver, mine?.errors)
  const shown = (name: string): string => mine?.values[name] ?? before[name] ?? ''
  const field = (name: string) => ({
    ...register(name as Path<FieldValues>),
    id: `${name}-${deed}`,
    defaultValue: shown(name),
    ...(errors[name] ? { error: errors[name] } : {}),
  })
  const tick = (name: string) => {
    const { defaultValue, ...rest } = field(name)
    return { ...rest, value: 'on', defaultChecked: defaultValue === 'on' }
  }
  const hidden = (name: string, value: string) => ({
    ...register(name as Path<FieldValues>),
    type: 'hidden' as const,
    defaultValue: value,
  })
  return { field, tick, hidden, onSubmit, summary: summaryOf(errors, deed), refused: mine !== undefined }
}
