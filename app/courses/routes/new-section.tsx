import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { ButtonLink, DeskPage } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { answerCourseForm } from '../answer-course-form.server'
import { createSection } from '../create-section.server'
import { loadNewSection } from '../load-edit-section.server'
import { sectionWords as words } from '../publishing-words'
import { readDeskSearch } from '../read-desk-search.server'
import { SchoolSwitch } from '../ui/SchoolSwitch'
import { SectionForm } from '../ui/SectionForm'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.newTitle}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const page = await loadNewSection(context, actor, readDeskSearch(request))
  return { ...page, refused: context.formRefused ?? false }
})

export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const page = await loadNewSection(context, actor, readDeskSearch(request))
  return answerCourseForm(context, request, {
    before: page.values,
    carryOut: (draft) => createSection(context, actor, { school: page.school, draft, sisterOf: page.sister?.id }),
    to: (section) => pathTo('editSection', { section }),
  })
})

export default function NewSectionPage() {
  const page = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const room = page.schools.find(({ id }) => id === page.school)?.name ?? ''
  return (
    <DeskPage
      desk="school"
      room={room}
      school={page.schools.length > 1 ? page.school : undefined}
      title={page.sister ? words.sisterTitle(page.sister.name) : words.newTitle}
      lead={words.newLead(room, page.termName)}
    >
      {!page.sister && (
        <SchoolSwitch label={words.pickSchool} schools={page.schools} school={page.school} place="newSection" />
      )}
      <SectionForm
        key={`${page.school} ${page.sister?.id ?? ''}`}
        values={refused?.values ?? page.values}
        frame={page.frame}
        refused={refused?.errors}
        submit={words.create}
        beside={
          <ButtonLink tone="plain" to={pathTo('schoolDesk', {}, { school: page.school })}>
            {words.back}
          </ButtonLink>
        }
      />
    </DeskPage>
  )
}
