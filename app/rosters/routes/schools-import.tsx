import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { DeskPage, ErrorSummary, ExportLinks, Table } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { loadSchoolsPage } from '../load-roster-page.server'
import { stageNames, rosterWords as words } from '../roster-words'
import { takeRosterDeed } from '../take-roster-file.server'
import { PromoteAllCard } from '../ui/PromotionCard'
import { LatestImports, RosterUpload } from '../ui/RosterUpload'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.schoolsTitle}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return { page: await loadSchoolsPage(context, actor), refused: context.formRefused ?? false }
})

/** A file of schools, or of the whole district's people; or the new school year for all. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const answer = await takeRosterDeed(context, actor, request, '')
  if (answer.refused) return answer.refused
  const { done } = answer
  return redirect(done ? pathTo('schoolsPreview', { import: done }) : pathTo('schoolsImport'), 303)
})

export default function SchoolsImport() {
  const { page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  const sheet = (what: string): string => pathTo('schoolsSheet', {}, { what })
  return (
    <DeskPage
      desk="bureau"
      place="schoolsImport"
      title={words.schoolsTitle}
      lead={words.schoolsLead(page.schools.length, page.pupils)}
      actions={<ExportLinks to={sheet('schools')} />}
    >
      {refused?.file && <ErrorSummary errors={[{ field: 'sheet', message: refused.file }]} />}
      <div className="two even">
        <RosterUpload
          says={words.schoolsImportSays}
          templates={[
            { to: sheet('schools-template'), label: words.schoolTemplate },
            { to: sheet('staff-template'), label: words.staffTemplate },
            { to: sheet('pupils-template'), label: words.pupilTemplate },
            { to: sheet('one-roster'), label: words.exportOneRoster },
          ]}
          error={refused?.file || undefined}
        />
        <LatestImports latest={page.latest} place="schoolsPreview" />
      </div>
      <Table
        caption={words.schoolsCaption}
        columns={[
          { key: 'school', head: words.schoolColumns.school },
          { key: 'stage', head: words.schoolColumns.stage },
          { key: 'street', head: words.schoolColumns.street },
          { key: 'classes', head: words.schoolColumns.classes, number: true },
          { key: 'pupils', head: words.schoolColumns.pupils, number: true },
          { key: 'staff', head: words.schoolColumns.staff, number: true },
        ]}
        groups={[
          {
            rows: page.schools.map(({ id, name, stage, street, classes, pupils, staff }) => ({
              key: id,
              cells: [name, stageNames[stage], street, classes, pupils.toLocaleString('en-US'), staff],
            })),
          },
        ]}
        empty={words.noSchools}
      />
      <PromoteAllCard promotions={page.promotions} />
    </DeskPage>
  )
}
