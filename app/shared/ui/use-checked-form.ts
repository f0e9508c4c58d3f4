import { useSubmit } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { type DefaultValues, type FieldValues, type Resolver, useForm } from 'react-hook-form'
import { words } from '../words'

/**
 * A form that the browser checks with the server's own schema before it is sent; without JavaScript it is sent as it is.
 * @param resolver of the shared schema. @param refused what the server said of the last try.
 * @param defaultValues what the controls show at first; only needed where several boxes share one name
 * @returns `register` for fields, `onSubmit` for the form, `errors`: the browser's own, else the server's.
 */
export const useCheckedForm = <Values extends FieldValues, Output = Values>(
  resolver: Resolver<Values, unknown, Output>,
  refused: Readonly<Record<string, string>> | undefined,
  defaultValues?: DefaultValues<Values>,
) => {
  const submit = useSubmit()
  const { register, handleSubmit, formState } = useForm<Values, unknown, Output>({
    resolver,
    shouldFocusError: false,
    ...(defaultValues ? { defaultValues } : {}),
  })
  const own = Object.fromEntries(
    Object.entries(formState.errors).flatMap(([name, error]) =>
      error?.message ? [[name, String(error.message)]] : [],
    ),
  )
  // Once the browser has found something by itself, what the server said of the try before is out of date.
  const [outdated, setOutdated] = useState(false)
  const errors: Record<string, string> = outdated ? own : { ...refused }
  useErrorTitle(Object.keys(errors).length > 0)
  const onSubmit = handleSubmit(
    (_, event) => {
      setOutdated(false)
      const native = event?.nativeEvent
      const button = native instanceof SubmitEvent ? native.submitter : null
      const form = event?.target
      if (button instanceof HTMLButtonElement) submit(button)
      else if (form instanceof HTMLFormElement) submit(form)
    },
    () => setOutdated(true),
  )
  return { register, onSubmit, errors }
}

/** 错误： before the title while something is to be changed. */
export const useErrorTitle = (wrong: boolean): void => {
  useEffect(() => {
    if (!wrong) return
    const { title } = document
    if (!title.startsWith(words.field.error)) document.title = `${words.field.error}${title}`
    return () => {
      document.title = title.replace(words.field.error, '')
    }
  }, [wrong])
}
