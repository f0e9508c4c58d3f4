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
import { ButtonLink, DeskPage, ErrorSummary } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { decideProvider } from '../providers/decide-provider.server'
import { loadProvider } from '../providers/load-providers.server'
import { providerPageForm } from '../providers/provider-form'
import { stageWords, providerWords as words } from '../providers/provider-words'
import { recordBackgroundCheck } from '../providers/record-background-check.server'
import { ProviderDecisions, WithdrawalLink } from '../ui/ProviderDecisions'
import { ProviderFacts, ProviderHistory, ProviderPeople, ProviderSections } from '../ui/ProviderFacts'
import { summaryOf } from '../ui/ProviderForms'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${data?.page.name ?? words.title}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

/** What moved meanwhile is read again; a form that only has to be changed needs nothing new. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate

export const loader = answered(async ({ params, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return { page: await loadProvider(context, actor, params.provider ?? ''), refused: context.formRefused ?? false }
})

/** A decision of the officer, or a check of one of its people. */
export const action = answered(async ({ request, params, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const provider = params.provider ?? ''
  const form = await readForm(request, providerPageForm)
  if (!form.ok) {
    const { deed = '', instructor = '' } = form.values
    return refuseDeed(context, deed === 'check' ? `check-${instructor}` : deed, form)
  }
  const { value } = form
  const name = value.deed === 'check' ? `check-${value.instructor}` : value.deed
  try {
    const answer =
      value.deed === 'check'
        ? await recordBackgroundCheck(context, actor, { instructor: value.instructor, draft: checkOf(value) })
        : await decideProvider(context, actor, { provider, decision: value })
    if (answer.ok) return redirect(pathTo('provider', { provider }), 303)
    return refuseDeed(context, name, { errors: sentencesOf(answer.errors), values: typedOf(value) })
  } catch (error) {
    return shownConflict(context, name, typedOf(value), error)
  }
})

const checkOf = ({ number, checkedOn, expiresOn }: { number: string; checkedOn: string; expiresOn: string }) => ({
  number,
  checkedOn,
  expiresOn,
})

export default function Provider() {
  const { page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  return (
    <DeskPage
      desk="bureau"
      place="providers"
      title={page.name}
      lead={stageWords[page.stage]}
      actions={
        <ButtonLink tone="plain" to={pathTo('providers')}>
          {words.back}
        </ButtonLink>
      }
    >
      <ErrorSummary errors={summaryOf(refused)} />
      <div className="two even">
        <div>
          <ProviderFacts page={page} />
        </div>
        <div>
          <ProviderDecisions page={page} refused={refused} />
          <WithdrawalLink page={page} />
        </div>
      </div>
      <ProviderSections sections={page.sections} />
      <ProviderPeople page={page} refused={refused} />
      <ProviderHistory steps={page.steps} />
    </DeskPage>
  )
}
