import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { answered, refusedForm } from '~/shared/answer.server'
import { Refusal, refuse } from '~/shared/refusal'
import { readUpload } from '~/shared/sheet/read-upload.server'
import { Button, ButtonLink, DeskPage, ErrorSummary, errorList, Field, FileField } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { addDocument } from '../projects/add-document.server'
import { loadProject } from '../projects/load-project.server'
import { MOST_PAPER_MB } from '../projects/paper-limits'
import { uploadWords as words } from '../projects/project-detail-words'
import { projectErrors } from '../projects/project-error-words'
import { addDocumentForm } from '../projects/project-money-form'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title(data?.page.title ?? '')}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ params, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { line, today } = await loadProject(context, actor, params.project ?? '')
  return { page: { id: line.id, title: line.title, today }, refused: context.formRefused ?? false }
})

/** A paper or a photo. What is wrong with a file is said beside its field. */
export const action = answered(async ({ request, params, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const project = params.project ?? ''
  const form = await readUpload(request, { file: 'file', schema: addDocumentForm })
  const { values } = form
  if (!form.ok) {
    if (form.errors.kind) throw refuse('BAD_REQUEST')
    return refusedForm(context, { errors: form.errors, values })
  }
  if (!form.file) return refusedForm(context, { errors: { file: projectErrors.noFile }, values })
  try {
    const answer = await addDocument(context, actor, { project, draft: form.value, file: form.file })
    if (!answer.ok) return refusedForm(context, { errors: answer.errors, values })
  } catch (error) {
    if (error instanceof Refusal && /^(?:PICTURE|PAPER)_/.test(error.code))
      return refusedForm(context, { errors: { file: error.message }, values })
    throw error
  }
  return redirect(pathTo('project', { project }), 303)
})

export default function ProjectDocuments() {
  const { page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  const errors: Partial<Record<string, string>> = refused?.errors ?? {}
  const field = (name: string, before = '') => ({
    name,
    defaultValue: refused?.values[name] ?? before,
    ...(errors[name] ? { error: errors[name] } : {}),
  })
  return (
    <DeskPage
      desk="places"
      place="projects"
      title={words.title(page.title)}
      actions={
        <ButtonLink tone="plain" to={pathTo('project', { project: page.id })}>
          {words.back}
        </ButtonLink>
      }
    >
      {refused && <ErrorSummary errors={errorList(errors)} />}
      <Form method="post" encType="multipart/form-data" className="sheaf" noValidate>
        <Field
          type="radios"
          name="kind"
          label={words.kind}
          defaultValue={refused?.values.kind ?? 'photo'}
          options={(['photo', 'document'] as const).map((kind) => ({ value: kind, label: words.kinds[kind] }))}
        />
        <Field {...field('title')} label={words.name} hint={words.nameHint} maxLength={60} autoComplete="off" />
        <Field {...field('day', page.today)} type="date" label={words.day} />
        <FileField
          name="file"
          label={words.file}
          hint={words.fileHint}
          accept=".jpg,.jpeg,.png,.webp,.pdf"
          most={MOST_PAPER_MB}
          {...(errors.file ? { error: errors.file } : {})}
        />
        <Field
          type="checkbox"
          name="published"
          value="on"
          label={words.published}
          defaultChecked={refused?.values.published === 'on'}
        />
        <div className="acts">
          <Button tone="go">{words.save}</Button>
        </div>
      </Form>
    </DeskPage>
  )
}
