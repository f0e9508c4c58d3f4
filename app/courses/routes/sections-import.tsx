import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { answered, refusedForm } from '~/shared/answer.server'
import { momentInWords } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { readUpload } from '~/shared/sheet/read-upload.server'
import { Button, ButtonLink, DeskPage, ErrorSummary, FileField, Table } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { readDeskSearch } from '../read-desk-search.server'
import { loadSectionsIn } from '../section-sheet/load-sections-in.server'
import { previewSections } from '../section-sheet/preview-sections.server'
import { uploadForm } from '../section-sheet/section-sheet-form'
import { previewWords, sectionsInWords as words } from '../section-sheet/section-sheet-words'
import { SchoolSwitch } from '../ui/SchoolSwitch'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const page = await loadSectionsIn(context, actor, readDeskSearch(request).school)
  return { page, refused: context.formRefused ?? false }
})

/** Takes a sheet in and shows what it would do. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { school } = await loadSectionsIn(context, actor, readDeskSearch(request).school)
  const { file } = await readUpload(request, { file: 'sheet', schema: uploadForm })
  if (!file) return refusedForm(context, { error: words.noFile })
  const id = await previewSections(context, actor, { school, file })
  return redirect(pathTo('sectionsPreview', { import: id }), 303)
})

const MOST_MB = 16

export default function SectionsImport() {
  const { page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  const { school, schools, termName, count, latest } = page
  const name = schools.find(({ id }) => id === school)?.name ?? ''
  const query = { school }
  return (
    <DeskPage
      desk="school"
      place="schoolDesk"
      room={name}
      school={schools.length > 1 ? school : undefined}
      title={words.title}
      lead={words.lead(name, termName)}
      actions={
        <>
          <ButtonLink tone="plain" to={pathTo('copySections', {}, query)}>
            {words.copyInstead}
          </ButtonLink>
          <ButtonLink tone="plain" to={pathTo('schoolDesk', {}, query)}>
            {words.back}
          </ButtonLink>
        </>
      }
    >
      {refused && <ErrorSummary errors={[{ field: 'sheet', message: refused.error }]} />}
      <SchoolSwitch label={words.pickSchool} schools={schools} school={school} place="sectionsImport" />
      <div className="two even">
        <section className="sheaf">
          <h2>{words.how}</h2>
          <ol className="numbered">
            {words.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <div className="acts">
            <a className="btn" href={pathTo('sectionsTemplate', {}, query)} download>
              {words.template}
            </a>
            {count > 0 && (
              <a className="btn" href={pathTo('sectionsSheet', {}, query)} download>
                {words.exportNow(count)}
              </a>
            )}
          </div>
        </section>
        <section className="sheaf">
          <h2>{words.upload}</h2>
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
      <h2>{words.latest}</h2>
      <Table
        caption={words.latest}
        columns={[
          { key: 'file', head: words.latestColumns.file },
          { key: 'at', head: words.latestColumns.at },
          { key: 'state', head: words.latestColumns.state },
          { key: 'what', head: words.latestColumns.what },
        ]}
        groups={[
          {
            rows: latest.map(({ id, fileName, at, state, counts }) => ({
              key: id,
              cells: [
                <Link key="file" to={pathTo('sectionsPreview', { import: id })}>
                  {fileName}
                </Link>,
                momentInWords(at),
                words.states[state],
                counts ? previewWords.counts(counts) : '',
              ],
            })),
          },
        ]}
        empty={words.noneYet}
      />
    </DeskPage>
  )
}
