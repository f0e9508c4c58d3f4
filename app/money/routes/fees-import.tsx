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
import { latestImports } from '~/shared/sheet/imports.server'
import { readUpload } from '~/shared/sheet/read-upload.server'
import { Button, DeskPage, ErrorSummary, FileField, Table } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { pathTo } from '~/site'
import { startBankImport } from '../import-payments.server'
import { loadMoneyDesk } from '../money-desk.server'
import { bankFileForm } from '../money-form'
import { words as all } from '../money-words'
import { readMoneySearch } from '../read-money-search.server'
import { Picking } from '../ui/Picking'

const words = all.bank

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? all.error : ''}${words.title}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const desk = await loadMoneyDesk(context, actor, readMoneySearch(request))
  const latest = await latestImports(context, desk.school, ['bank'])
  return {
    desk,
    latest: latest.map(({ id, fileName, state, at }) => ({ id, fileName, state, at })),
    refused: context.formRefused ?? false,
  }
})

export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const form = await readUpload(request, { file: 'sheet', schema: bankFileForm })
  if (!form.ok) throw refuse('BAD_REQUEST')
  if (!form.file) return refusedForm(context, { error: words.fileMissing })
  const id = await startBankImport(context, actor, { ...form.value, file: form.file })
  return redirect(pathTo('feesPreview', { import: id }), 303)
})

const MOST_MB = 16

export default function FeesImport() {
  const { desk, latest } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  const several = desk.schools.length > 1
  return (
    <DeskPage
      desk="school"
      place="fees"
      room={desk.schoolName}
      school={several ? desk.school : undefined}
      title={words.title}
      lead={words.lead}
      actions={
        <Link className="quiet" to={pathTo('fees', {}, { school: desk.school, term: desk.term })}>
          {all.of.back}
        </Link>
      }
    >
      {refused && <ErrorSummary errors={[{ field: 'sheet', message: refused.error }]} />}
      <Picking
        label={all.fees.pickTerm}
        choices={desk.terms}
        current={desk.term}
        place="feesImport"
        queryOf={(id) => ({ school: several ? desk.school : '', term: id })}
      />
      <Form method="post" encType="multipart/form-data" className="sheaf" reloadDocument>
        <input type="hidden" name="school" value={desk.school} />
        <input type="hidden" name="term" value={desk.term} />
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
      <Table
        caption={words.latest}
        columns={[
          { key: 'file', head: words.file },
          { key: 'at', head: all.columns.day },
          { key: 'state', head: all.columns.state },
        ]}
        groups={[
          {
            rows: latest.map(({ id, fileName, at, state }) => ({
              key: id,
              cells: [
                <Link key="file" to={pathTo('feesPreview', { import: id })}>
                  {fileName}
                </Link>,
                momentInWords(at),
                words.states[state],
              ],
            })),
          },
        ]}
        empty={words.none}
      />
    </DeskPage>
  )
}
