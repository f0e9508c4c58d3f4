import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { type ShouldRevalidateFunction, useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm } from '~/shared/answer.server'
import { refuseDeed, sentencesOf, shownConflict, typedOf } from '~/shared/answer-deed.server'
import { refuse } from '~/shared/refusal'
import { DeskPage, ErrorSummary, ExportLinks } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { answerStaffing } from '../providers/answer-staffing.server'
import { loadStaffing } from '../providers/load-staffing.server'
import { staffingForm } from '../providers/provider-form'
import { providerWords, staffingWords as words } from '../providers/provider-words'
import { schoolWords } from '../publishing-words'
import { readDeskSearch } from '../read-desk-search.server'
import { ApplicationForm, summaryOf } from '../ui/ProviderForms'
import { SchoolSwitch } from '../ui/SchoolSwitch'
import { InstructorForm, ProviderChoices, StaffingTable } from '../ui/Staffing'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

/** What moved meanwhile is read again; a form that only has to be changed needs nothing new. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const page = await loadStaffing(context, actor, readDeskSearch(request))
  return { page, refused: context.formRefused ?? false }
})

/** Which of the page's forms was sent. */
const formName = ({ deed = '', instructor = '' }: Partial<Record<string, string>>): string =>
  deed === 'save' || deed === 'check' || deed === 'remove' ? `${deed}-${instructor}` : deed

export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { school, term } = await loadStaffing(context, actor, readDeskSearch(request))
  const form = await readForm(request, staffingForm)
  if (!form.ok) return refuseDeed(context, formName(form.values), form)
  const values = typedOf(form.value)
  try {
    const answer = await answerStaffing(context, actor, { school, term, deed: form.value })
    if (!answer.ok) return refuseDeed(context, formName(values), { errors: sentencesOf(answer.errors), values })
    return redirect(pathTo('staffing', {}, { school: actor.administers.length > 1 ? school : '' }), 303)
  } catch (error) {
    return shownConflict(context, formName(values), values, error)
  }
})

export default function Staffing() {
  const { page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  const { school, schools, instructors, termName } = page
  const to = pathTo('staffing', {}, { school })
  const todo = instructors.filter(({ check }) => check.kind !== 'good').length
  return (
    <DeskPage
      desk="school"
      place="staffing"
      room={schools.find(({ id }) => id === school)?.name ?? ''}
      school={schools.length > 1 ? school : undefined}
      title={words.title}
      lead={words.lead(termName, instructors.length, todo)}
      actions={<ExportLinks to={pathTo('staffingSheet', {}, { school })} what={words.title} />}
    >
      <ErrorSummary errors={summaryOf(refused)} />
      <SchoolSwitch label={schoolWords.pickSchool} schools={schools} school={school} place="staffing" />
      <StaffingTable page={page} to={to} refused={refused} />
      <div className="two even">
        <div>
          <ProviderChoices page={page} to={to} />
          <details className="sheaf remark" open={refused?.form === 'apply'}>
            <summary>{providerWords.recommendTitle}</summary>
            <p>{providerWords.recommendSays}</p>
            <ApplicationForm to={to} refused={refused} submit={providerWords.recommend} why={providerWords.remarkWhy} />
          </details>
        </div>
        <section className="sheaf">
          <h2>{words.newTitle}</h2>
          <InstructorForm key={instructors.length} page={page} to={to} refused={refused} />
        </section>
      </div>
    </DeskPage>
  )
}
