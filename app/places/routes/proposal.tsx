import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm, refusedForm } from '~/shared/answer.server'
import { dayInWords, dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { ButtonLink, DeskPage, ErrorSummary } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { catchmentWords, timingWords, adviceWords as words } from '../advice/advice-words'
import { loadProposal } from '../advice/load-proposal.server'
import { decideScenario } from '../scenarios/decide-scenario.server'
import { decideForm } from '../scenarios/scenario-form'
import { decideWords } from '../scenarios/scenario-words'
import { CatchmentProposal, catchmentFinding } from '../ui/CatchmentProposal'
import { Decided, DecideScenario } from '../ui/DecideScenario'
import styles from '../ui/styles/advice.css?url'
import { TimingProposal, timingFinding } from '../ui/TimingProposal'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${data?.page.head.name ?? words.title}` },
]
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: deskStyles },
  { rel: 'stylesheet', href: styles },
]

export const loader = answered(async ({ params, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return { page: await loadProposal(context, actor, params.scenario ?? ''), refused: context.formRefused ?? false }
})

/** 采纳, or 不用了. */
export const action = answered(async ({ params, request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const id = params.scenario ?? ''
  const form = await readForm(request, decideForm)
  if (!form.ok) {
    if (!form.errors.reason) throw refuse('BAD_REQUEST')
    return refusedForm(context, { error: form.errors.reason, typed: form.values.reason ?? '' })
  }
  await decideScenario(context, actor, { id, ...form.value })
  return redirect(pathTo('proposal', { scenario: id }), 303)
})

export default function Proposal() {
  const { page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  const { head, gap } = page
  return (
    <DeskPage
      desk="places"
      place="advice"
      title={page.kind === 'timing' ? timingFinding(page) : catchmentFinding(page)}
      lead={`${head.name} · ${head.by} ${dayInWords(dayOf(head.at))} · ${words.proven(gap)}`}
      actions={
        <>
          {page.kind === 'timing' && (
            <ButtonLink tone="plain" to={pathTo('scenario', { scenario: head.id })}>
              {timingWords.compare}
            </ButtonLink>
          )}
          <ButtonLink tone="plain" to={pathTo('advice')}>
            {words.back}
          </ButtonLink>
        </>
      }
    >
      {refused && <ErrorSummary errors={[{ field: 'reason', message: refused.error }]} />}
      <Decided scenario={head} />
      <p className="cap">{(head.state === 'draft' ? words : decideWords).because(head.reason)}</p>
      {page.kind === 'timing' ? <TimingProposal page={page} /> : <CatchmentProposal page={page} />}
      {head.state === 'draft' && (
        <DecideScenario
          says={page.kind === 'timing' ? decideWords.says : catchmentWords.acceptSays(page.autumn)}
          refused={refused}
        />
      )}
    </DeskPage>
  )
}
