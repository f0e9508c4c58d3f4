import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { DeskPage, ErrorSummary, ExportLinks } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { loadRosterPage } from '../load-roster-page.server'
import { rosterWords as words } from '../roster-words'
import { takeRosterDeed } from '../take-roster-file.server'
import { PromotionCard } from '../ui/PromotionCard'
import { LatestImports, RosterUpload } from '../ui/RosterUpload'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

const askedSchool = (request: Request): string => new URL(request.url).searchParams.get('school') ?? ''

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const page = await loadRosterPage(context, actor, { school: askedSchool(request) })
  return { page, refused: context.formRefused ?? false }
})

/** A file to look at, or the new school year. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const school = askedSchool(request) || (actor.administers[0] ?? '')
  const answer = await takeRosterDeed(context, actor, request, school)
  if (answer.refused) return answer.refused
  const { done } = answer
  return redirect(done ? pathTo('rosterPreview', { import: done }) : pathTo('rosterImport', {}, { school }), 303)
})

export default function RosterImport() {
  const { page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  const { school, schools } = page
  const sheet = (what: string): string => pathTo('rosterSheet', {}, { what, school })
  return (
    <DeskPage
      desk="school"
      place="rosterImport"
      room={schools.find(({ id }) => id === school)?.name ?? ''}
      school={schools.length > 1 ? school : undefined}
      title={words.title}
      lead={words.lead}
      actions={<ExportLinks to={sheet('pupils')} />}
    >
      {refused?.file && <ErrorSummary errors={[{ field: 'sheet', message: refused.file }]} />}
      {refused?.promotion && <ErrorSummary errors={[{ field: 'sure', message: refused.promotion }]} />}
      {schools.length > 1 && (
        <nav className="seg" aria-label={words.schoolColumns.school}>
          {schools.map(({ id, name }) => (
            <Link
              key={id}
              to={pathTo('rosterImport', {}, { school: id })}
              aria-current={id === school ? 'page' : undefined}
            >
              {name}
            </Link>
          ))}
        </nav>
      )}
      <div className="two even">
        <RosterUpload
          says={words.importSays}
          templates={[
            { to: sheet('pupils-template'), label: words.pupilTemplate },
            { to: sheet('staff-template'), label: words.staffTemplate },
            { to: sheet('staff'), label: words.exportStaff },
            { to: sheet('one-roster'), label: words.exportOneRoster },
          ]}
          error={refused?.file || undefined}
        />
        <LatestImports latest={page.latest} place="rosterPreview" />
      </div>
      {page.promotion && <PromotionCard promotion={page.promotion} error={refused?.promotion || undefined} />}
    </DeskPage>
  )
}
