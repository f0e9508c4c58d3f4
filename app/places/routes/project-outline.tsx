import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { answered, refusedForm } from '~/shared/answer.server'
import { dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { readUpload } from '~/shared/sheet/read-upload.server'
import { Button, ButtonLink, DeskPage, ErrorSummary, errorList, Field, FileField } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { loadOutlines } from '../projects/load-outlines.server'
import { outlineForm } from '../projects/outline-form'
import { MOST_OUTLINE_MB } from '../projects/outline-rules'
import { outlineWords as words } from '../projects/outline-words'
import { putOutline } from '../projects/put-outline.server'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return { outlines: await loadOutlines(context, actor), refused: context.formRefused ?? false }
})

/** Another outline in the place of the former one. What is wrong with a file is said beside its field. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const form = await readUpload(request, { file: 'file', schema: outlineForm })
  if (!form.ok) {
    if (form.errors.kind) throw refuse('BAD_REQUEST')
    return refusedForm(context, { errors: form.errors, values: form.values })
  }
  const { kind, name, source } = form.value
  const values: Record<string, string> = { kind, name, source }
  if (!form.file) return refusedForm(context, { errors: { file: words.noFile }, values })
  const answer = await putOutline(context, actor, { draft: form.value, file: form.file })
  if (!answer.ok) return refusedForm(context, { errors: answer.errors, values })
  return redirect(pathTo('projects', {}, { view: 'map' }), 303)
})

export default function ProjectOutline() {
  const { outlines } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  const errors: Partial<Record<string, string>> = refused?.errors ?? {}
  const field = (name: string) => ({
    name,
    defaultValue: refused?.values[name] ?? '',
    ...(errors[name] ? { error: errors[name] } : {}),
  })
  return (
    <DeskPage
      desk="places"
      place="projects"
      title={words.title}
      lead={words.lead}
      actions={
        <ButtonLink tone="plain" to={pathTo('projects', {}, { view: 'map' })}>
          {words.back}
        </ButtonLink>
      }
    >
      {refused && <ErrorSummary errors={errorList(errors)} />}
      <section className="sheaf">
        <h2>{words.now}</h2>
        <dl className="pairs">
          {(['district', 'streets'] as const).map((kind) => {
            const one = outlines.find((line) => line.kind === kind)
            return (
              <div key={kind} className="contents">
                <dt>{words.kinds[kind]}</dt>
                <dd>{one ? words.line(one.name, one.source, dayOf(one.at)) : words.none}</dd>
              </div>
            )
          })}
        </dl>
      </section>
      <section className="sheaf">
        <Form method="post" encType="multipart/form-data" noValidate>
          <Field
            type="radios"
            name="kind"
            label={words.kind}
            defaultValue={refused?.values.kind ?? 'streets'}
            options={(['streets', 'district'] as const).map((kind) => ({ value: kind, label: words.kinds[kind] }))}
          />
          <Field {...field('name')} label={words.name} hint={words.nameHint} maxLength={40} />
          <Field {...field('source')} label={words.source} hint={words.sourceHint} maxLength={120} />
          <FileField
            name="file"
            label={words.file}
            hint={words.fileHint}
            accept=".geojson,.json"
            most={MOST_OUTLINE_MB}
            {...(errors.file ? { error: errors.file } : {})}
          />
          <div className="acts">
            <Button tone="go">{words.save}</Button>
          </div>
        </Form>
      </section>
    </DeskPage>
  )
}
