import type {
  ActionFunctionArgs,
  HeadersFunction,
  LinksFunction,
  LoaderFunctionArgs,
  MetaFunction,
} from '@remix-run/node'
import { type ShouldRevalidateFunction, useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { ButtonLink, DeskPage, ExportLinks } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { pathTo } from '~/site'
import { loadSchools } from '../load-schools.server'
import { viewRoster } from '../section-roster/load-roster.server'
import { readRosterSearch } from '../section-roster/read-roster-search.server'
import { contactForm } from '../section-roster/roster-form'
import { words as all } from '../section-roster/roster-words'
import { viewContact } from '../section-roster/view-contact.server'
import { RollCall, RosterView } from '../ui/RosterView'

const words = all.roster

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? words.title(data.roster.title) : words.short },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

/** A look at one number is in the record by itself; the list is not looked at again. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formMethod, defaultShouldRevalidate }) =>
  formMethod === 'POST' ? false : defaultShouldRevalidate

export const loader = answered(async ({ params, request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { q } = readRosterSearch(request)
  const roster = await viewRoster(context, actor, { section: params.section ?? '', q }, 'school')
  const [school] = await loadSchools(context, [roster.school])
  return { roster, schoolName: school?.name ?? '' }
})

export const action = answered(async ({ params, request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const form = await readForm(request, contactForm)
  if (!form.ok) throw refuse('BAD_REQUEST')
  return viewContact(context, actor, { section: params.section ?? '', pupil: form.value.pupil })
})

export default function SectionRosterPage() {
  const { roster, schoolName } = useLoaderData<typeof loader>()
  const contact = useActionData<typeof action>()
  const { section, school, counts, capacity, title, q } = roster
  return (
    <DeskPage
      desk="school"
      place="schoolDesk"
      room={schoolName}
      title={words.title(title)}
      lead={words.lead(counts.enrolled, capacity, counts.waitlisted)}
      actions={
        <>
          <ExportLinks to={pathTo('sectionRosterSheet', { section }, { q })} />
          <ButtonLink tone="plain" to={pathTo('paper', {}, { school })}>
            {words.paper}
          </ButtonLink>
          <ButtonLink tone="plain" to={pathTo('schoolDesk', {}, { school })}>
            {words.back}
          </ButtonLink>
        </>
      }
    >
      <RosterView roster={roster} here={pathTo('sectionRoster', { section })} contact={contact} />
      <RollCall roster={roster} />
    </DeskPage>
  )
}
