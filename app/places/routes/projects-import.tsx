import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { answered, refusedForm } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { readUpload } from '~/shared/sheet/read-upload.server'
import { Button, ButtonLink, DeskPage, ErrorSummary, FileField } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { uploadForm } from '../open-data/oc4ids-form'
import { loadProjectsIn } from '../project-sheet/load-projects-in.server'
import { previewProjects } from '../project-sheet/preview-projects.server'
import { previewWords, projectsInWords as words } from '../project-sheet/project-sheet-words'
import { LatestImports } from '../ui/LatestImports'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.name}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return { page: await loadProjectsIn(context, actor), refused: context.formRefused ?? false }
})

/** Takes a list in and shows what it would do. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { file } = await readUpload(request, { file: 'sheet', schema: uploadForm })
  if (!file) return refusedForm(context, { error: words.noFile })
  const id = await previewProjects(context, actor, file)
  return redirect(pathTo('projectsPreview', { import: id }), 303)
})

const MOST_MB = 16

export default function ProjectsImport() {
  const { page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  return (
    <DeskPage
      desk="places"
      place="projects"
      title={words.title(page.count)}
      lead={words.lead}
      actions={
        <ButtonLink tone="plain" to={pathTo('projects')}>
          {words.back}
        </ButtonLink>
      }
    >
      {refused && <ErrorSummary errors={[{ field: 'sheet', message: refused.error }]} />}
      <div className="two even">
        <section className="sheaf">
          <h2>{words.how}</h2>
          <ol className="numbered">
            {words.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <div className="acts">
            <a className="btn" href={pathTo('projectsInSheet', {}, { what: 'template' })} download>
              {words.template}
            </a>
            {page.count > 0 && (
              <a className="btn" href={pathTo('projectsInSheet')} download>
                {words.standing(page.count)}
              </a>
            )}
          </div>
        </section>
        <section className="sheaf">
          <h2>{words.bring}</h2>
          <Form method="post" encType="multipart/form-data" reloadDocument>
            <FileField
              name="sheet"
              label={words.file}
              hint={words.fileHint}
              accept=".xlsx,.csv"
              most={MOST_MB}
              {...(refused ? { error: refused.error } : {})}
            />
            <div className="acts">
              <Button tone="go">{words.read}</Button>
            </div>
          </Form>
        </section>
      </div>
      <LatestImports
        words={words}
        rows={page.latest.map(({ counts, ...one }) => ({ ...one, says: counts ? previewWords.counts(counts) : '' }))}
        to={(id) => pathTo('projectsPreview', { import: id })}
      />
    </DeskPage>
  )
}
