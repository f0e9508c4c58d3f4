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
import { Button, DeskPage, ErrorSummary, FileField } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { loadOc4idsPage } from '../open-data/load-oc4ids-page.server'
import { uploadForm } from '../open-data/oc4ids-form'
import { oc4idsWords as words } from '../open-data/oc4ids-words'
import { previewOc4ids } from '../open-data/preview-oc4ids.server'
import { LatestImports } from '../ui/LatestImports'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.name}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ context }: LoaderFunctionArgs) => {
  const { actor, origin } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return { page: await loadOc4idsPage(context, actor), origin, refused: context.formRefused ?? false }
})

/** Takes a file in and shows what it would do. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { file } = await readUpload(request, { file: 'package', schema: uploadForm })
  if (!file) return refusedForm(context, { error: words.noFile })
  const id = await previewOc4ids(context, actor, file)
  return redirect(pathTo('oc4idsPreview', { import: id }), 303)
})

const MOST_MB = 5

export default function Oc4ids() {
  const { page, origin } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  const feed = pathTo('projectsFeed')
  return (
    <DeskPage desk="places" place="projects" title={words.title(page.all, page.open)} lead={words.lead}>
      {refused && <ErrorSummary errors={[{ field: 'package', message: refused.error }]} />}
      <div className="two even">
        <section className="sheaf" aria-labelledby="take">
          <h2 id="take">{words.take}</h2>
          <p>{words.takeSays}</p>
          <div className="acts">
            <a className="btn" href={pathTo('oc4idsFile')} download>
              {words.all(page.all)}
            </a>
            <a className="btn" href={feed} download="projects.json">
              {words.open(page.open)}
            </a>
          </div>
          <p className="cap">
            {words.feed} <a href={feed}>{`${origin}${feed}`}</a>
          </p>
        </section>
        <section className="sheaf" aria-labelledby="bring">
          <h2 id="bring">{words.bring}</h2>
          <p>{words.bringSays}</p>
          <Form method="post" encType="multipart/form-data" reloadDocument>
            <FileField
              name="package"
              label={words.file}
              hint={words.fileHint}
              accept=".json,application/json"
              most={MOST_MB}
              {...(refused ? { error: refused.error } : {})}
            />
            <div className="acts">
              <Button tone="go">{words.send}</Button>
            </div>
          </Form>
        </section>
      </div>
      <LatestImports
        words={words}
        rows={page.latest.map(({ counts, ...one }) => ({ ...one, says: counts ? words.counts(counts) : '' }))}
        to={(id) => pathTo('oc4idsPreview', { import: id })}
      />
    </DeskPage>
  )
}
