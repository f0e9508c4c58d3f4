import { zodResolver } from '@hookform/resolvers/zod'
import {
  type ActionFunctionArgs,
  type HeadersFunction,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { ownChild } from '~/people'
import { answered, readForm } from '~/shared/answer.server'
import { refuseDeed } from '~/shared/answer-deed.server'
import { refuse } from '~/shared/refusal'
import { Button, ErrorSummary, errorList, Field } from '~/shared/ui'
import { useCheckedForm } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { careNoteForm, MOST_ALLERGIES, MOST_NOTE, removeCareNoteForm } from '../care-notes/care-note-form'
import { careNoteText, careWords as words } from '../care-notes/care-note-words'
import { careNotesOfFamily } from '../care-notes/care-notes-for.server'
import { removeCareNote, saveCareNote } from '../care-notes/save-care-note.server'
import { Agreement, FamilyDays } from '../ui/FamilyDays'
import daysStyles from '../ui/styles/family-days.css?url'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title(data?.name ?? '')}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: daysStyles }]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { pupil, name } = ownChild(actor, new URL(request.url).searchParams.get('child') ?? '')
  const note = (await careNotesOfFamily(context, [pupil])).get(pupil) ?? null
  return { pupil, name, note, refused: context.formRefused ?? false }
})

export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  if (new URL(request.url).searchParams.get('act') === 'remove') {
    const form = await readForm(request, removeCareNoteForm)
    if (!form.ok) throw refuse('BAD_REQUEST')
    await removeCareNote(context, actor, form.value.pupil)
    return redirect(pathTo('pickup'), 303)
  }
  const form = await readForm(request, careNoteForm)
  if (!form.ok) {
    if (form.errors.pupil) throw refuse('BAD_REQUEST')
    return refuseDeed(context, 'care', { errors: form.errors, values: form.values })
  }
  await saveCareNote(context, actor, form.value)
  return redirect(pathTo('pickup'), 303)
})

export default function CareNotePage() {
  const { pupil, name, note } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { register, onSubmit, errors } = useCheckedForm(zodResolver(careNoteForm), refused?.errors)
  const said = (of: 'allergies' | 'note' | 'agree') => (errors[of] ? { error: errors[of] } : {})
  return (
    <FamilyDays tab="pickup" back={{ to: pathTo('pickup'), label: words.back }}>
      <ErrorSummary errors={errorList(errors)} />
      <h1 className="title">{words.title(name)}</h1>
      {note && <p className="cap">{words.savedAt(note.at)}</p>}
      <h2 className="sub">{words.head}</h2>
      <Agreement lines={careNoteText(name)} />
      <Form
        method="post"
        action={pathTo('careNote', {}, { child: pupil })}
        className="form"
        onSubmit={onSubmit}
        noValidate
      >
        <input type="hidden" {...register('pupil')} value={pupil} />
        <Field
          {...register('allergies')}
          {...said('allergies')}
          label={words.allergies}
          hint={words.allergiesHint}
          defaultValue={refused?.values.allergies ?? note?.allergies ?? ''}
          maxLength={MOST_ALLERGIES}
          autoComplete="off"
        />
        <Field
          {...register('note')}
          {...said('note')}
          type="textarea"
          rows={3}
          label={words.note}
          hint={words.noteHint}
          defaultValue={refused?.values.note ?? note?.note ?? ''}
          maxLength={MOST_NOTE}
        />
        <Field {...register('agree')} {...said('agree')} type="checkbox" value="on" label={words.agree} />
        <p className="acts">
          <Button wide>{words.save}</Button>
        </p>
      </Form>
      {note && (
        <Form method="post" action={pathTo('careNote', {}, { child: pupil, act: 'remove' })} className="removing">
          <p className="cap">{words.removeSays}</p>
          <p className="acts">
            <Button tone="ghost" wide name="pupil" value={pupil}>
              {words.remove}
            </Button>
          </p>
        </Form>
      )}
    </FamilyDays>
  )
}
