import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, type ShouldRevalidateFunction, useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm } from '~/shared/answer.server'
import { refuseDeed, shownConflict, typedOf } from '~/shared/answer-deed.server'
import { dayOf } from '~/shared/day'
import { Refusal, refuse } from '~/shared/refusal'
import { Button, ButtonLink, DeskPage, ErrorSummary, Field } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { withdrawalForm } from '../providers/provider-form'
import { withdrawWords as words } from '../providers/provider-words'
import { viewConcerned, withdrawProvider } from '../providers/withdraw-provider.server'
import { ConcernedTable } from '../ui/ConcernedTable'
import { fieldsOf, summaryOf } from '../ui/ProviderForms'

const FORM = 'withdraw'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title(data?.name ?? '')}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

/** What moved meanwhile is read again; a form that only has to be changed needs nothing new. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate

export const loader = answered(async ({ params, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { provider, concerned, firstPickHours } = await viewConcerned(context, actor, params.provider ?? '')
  return {
    id: provider.id,
    name: provider.name,
    concerned,
    firstPickHours,
    today: dayOf(context.clock.now()),
    refused: context.formRefused ?? false,
  }
})

/** 清出名单, if nothing has moved since the page was shown. */
export const action = answered(async ({ request, params, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const provider = params.provider ?? ''
  const form = await readForm(request, withdrawalForm)
  if (!form.ok) return refuseDeed(context, FORM, form)
  try {
    const answer = await withdrawProvider(context, actor, { provider, ...form.value })
    if (answer.ok) return redirect(pathTo('provider', { provider }), 303)
    return refuseDeed(context, FORM, { errors: answer.errors, values: typedOf(form.value) })
  } catch (error) {
    if (error instanceof Refusal && error.code !== 'CONFLICT') throw error
    return shownConflict(context, FORM, typedOf(form.value), error, words.moved)
  }
})

export default function WithdrawProvider() {
  const { id, name, concerned, firstPickHours, today } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  const { sections, children, schools, seated, waiting } = concerned
  const field = fieldsOf(FORM, refused)
  return (
    <DeskPage
      desk="bureau"
      place="providers"
      title={words.title(name)}
      lead={words.lead(schools, sections.length, children)}
    >
      <ErrorSummary errors={summaryOf(refused)} />
      <section className="sheaf">
        <h2>{words.what}</h2>
        <ul>
          <li>{words.when(today)}</li>
          {seated > 0 && <li>{words.seated(seated, firstPickHours)}</li>}
          {waiting > 0 && <li>{words.waiting(waiting)}</li>}
          {children > 0 && <li>{words.told}</li>}
          <li>{words.forGood}</li>
        </ul>
      </section>
      <ConcernedTable sections={sections} />
      <Form
        method="post"
        action={pathTo('withdrawProvider', { provider: id })}
        className="sheaf"
        noValidate
        key={concerned.fingerprint}
      >
        <input type="hidden" name="seen" value={concerned.fingerprint} />
        <Field
          {...field('reason')}
          type="textarea"
          label={words.reason}
          hint={words.reasonHint}
          rows={3}
          maxLength={200}
        />
        <div className="acts">
          <Button tone="bad">{words.submit(sections.length)}</Button>
          <ButtonLink tone="plain" to={pathTo('provider', { provider: id })}>
            {words.back}
          </ButtonLink>
        </div>
      </Form>
    </DeskPage>
  )
}
