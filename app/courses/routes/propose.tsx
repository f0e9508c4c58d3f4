import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { ButtonLink, DeskPage, Note } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { answerCourseForm } from '../answer-course-form.server'
import { loadProposal } from '../load-proposal.server'
import { proposeSection } from '../propose-section.server'
import { proposeWords as words } from '../publishing-words'
import { readDeskSearch } from '../read-desk-search.server'
import { SchoolSwitch } from '../ui/SchoolSwitch'
import { SectionForm } from '../ui/SectionForm'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: `${data?.refused ? frameWords.field.error : ''}${data?.again ? words.again(data.again.name) : words.title}`,
  },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const page = await loadProposal(context, actor, readDeskSearch(request))
  return { ...page, refused: context.formRefused ?? false }
})

export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const asked = readDeskSearch(request)
  const page = await loadProposal(context, actor, asked)
  return answerCourseForm(context, request, {
    before: page.values,
    carryOut: (draft) =>
      proposeSection(context, actor, { school: page.school, draft, section: asked.section || undefined }),
    to: () => pathTo('teacherDesk'),
  })
})

export default function ProposePage() {
  const page = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const room = page.schools.find(({ id }) => id === page.school)?.name ?? ''
  return (
    <DeskPage
      desk="teacher"
      place="propose"
      room={room}
      title={page.again ? words.again(page.again.name) : words.title}
      lead={words.lead(room, page.termName)}
    >
      {page.again?.remark && <Note title={words.remark}>{page.again.remark}</Note>}
      {!page.again && <SchoolSwitch label={words.school} schools={page.schools} school={page.school} place="propose" />}
      <SectionForm
        key={`${page.school} ${page.again?.name ?? ''}`}
        values={refused?.values ?? page.values}
        frame={page.frame}
        refused={refused?.errors}
        submit={page.again ? words.submitAgain : words.submit}
        beside={
          <ButtonLink tone="plain" to={pathTo('teacherDesk')}>
            {words.back}
          </ButtonLink>
        }
      />
    </DeskPage>
  )
}
