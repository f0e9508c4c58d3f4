import type { HeadersFunction, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { ButtonLink, DeskPage, ExportLinks } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { pathTo } from '~/site'
import { loadSchools } from '../load-schools.server'
import { viewRoster } from '../section-roster/load-roster.server'
import { readRosterSearch } from '../section-roster/read-roster-search.server'
import { words as all } from '../section-roster/roster-words'
import { RollCall, RosterView } from '../ui/RosterView'

const words = all.roster

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? words.title(data.roster.title) : words.short },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

/** The teacher's own section: the children, not their families' numbers. */
export const loader = answered(async ({ params, request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { q } = readRosterSearch(request)
  const roster = await viewRoster(context, actor, { section: params.section ?? '', q }, 'teacher')
  const [school] = await loadSchools(context, [roster.school])
  return { roster, schoolName: school?.name ?? '' }
})

export default function TeacherRosterPage() {
  const { roster, schoolName } = useLoaderData<typeof loader>()
  const { section, counts, capacity, title, q } = roster
  return (
    <DeskPage
      desk="teacher"
      place="teacherDesk"
      room={schoolName}
      title={words.title(title)}
      lead={words.lead(counts.enrolled, capacity, counts.waitlisted)}
      actions={
        <>
          <ExportLinks to={pathTo('teacherRosterSheet', { section }, { q })} />
          <ButtonLink tone="plain" to={pathTo('teacherDesk')}>
            {words.backTeacher}
          </ButtonLink>
        </>
      }
    >
      <RosterView roster={roster} here={pathTo('teacherRoster', { section })} />
      <RollCall roster={roster} />
    </DeskPage>
  )
}
