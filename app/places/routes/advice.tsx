import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm, refusedForm } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { ButtonLink, DeskPage, ExportLinks } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { readAdviceForm } from '../advice/advice-form'
import { adviceWords as words } from '../advice/advice-words'
import { askCatchments, askTiming } from '../advice/ask-advice.server'
import { loadAdvicePage, loadTimingFrame } from '../advice/load-advice.server'
import { loadPlanningWork } from '../runs/planning-work.server'
import { scenarioWords } from '../scenarios/scenario-words'
import { CatchmentForm, TimingForm } from '../ui/AdviceForms'
import { AdviceWork, CatchmentVersions, ProposalList } from '../ui/AdviceList'
import styles from '../ui/styles/advice.css?url'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title}` },
]
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: deskStyles },
  { rel: 'stylesheet', href: styles },
]

export const loader = answered(async ({ context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return { page: await loadAdvicePage(context, actor), refused: context.formRefused ?? false }
})

/** Has a piece of advice worked out; one that is done at once is opened. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  if (!actor.officer) throw refuse('FORBIDDEN')
  const form = await readForm(request, readAdviceForm(await loadTimingFrame(context)))
  if (!form.ok) {
    const deed = form.values.deed === 'timing' ? 'timing' : 'catchments'
    if (form.errors.deed) throw refuse('BAD_REQUEST')
    return refusedForm(context, { deed, errors: form.errors, values: form.values } as const)
  }
  const { value } = form
  const id =
    value.deed === 'timing'
      ? await askTiming(context, actor, value.input)
      : await askCatchments(context, actor, value.input)
  const work = await loadPlanningWork(context, id)
  return redirect(work?.result ? pathTo('proposal', { scenario: work.result }) : pathTo('advice'), 303)
})

export default function Advice() {
  const { page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  const running = page.work?.state === 'running'
  return (
    <DeskPage
      desk="places"
      place="advice"
      title={words.finding(page.rows.filter(({ state }) => state === 'draft').length)}
      lead={words.lead}
      actions={
        <>
          <ExportLinks to={pathTo('adviceSheet')} what={words.caption} />
          <ButtonLink tone="plain" to={pathTo('scenarios')}>
            {scenarioWords.title}
          </ButtonLink>
        </>
      }
    >
      <AdviceWork work={page.work} />
      <ProposalList rows={page.rows} />
      {!running && (
        <>
          <TimingForm page={page} refused={refused?.deed === 'timing' ? refused : undefined} />
          <CatchmentForm page={page} refused={refused?.deed === 'catchments' ? refused : undefined} />
        </>
      )}
      <CatchmentVersions rows={page.versions} />
    </DeskPage>
  )
}
