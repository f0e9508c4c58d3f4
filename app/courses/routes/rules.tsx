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
import { DeskPage } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { rulePageWords as words } from '../checks/check-words'
import { loadRules } from '../checks/load-rules.server'
import { recordRule } from '../checks/record-rule.server'
import { contentTyped, ruleForm, ruleFormLists } from '../checks/rule-form'
import { ruleKinds } from '../checks/rule-kinds'
import { RuleSheaf } from '../ui/RuleSheaf'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return { page: await loadRules(context, actor), refused: context.formRefused ?? false }
})

/** A new version of one rule. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const typed = await request
    .clone()
    .formData()
    .catch(() => {
      throw refuse('BAD_REQUEST')
    })
  const form = await readForm(request, ruleForm, { lists: ruleFormLists })
  const kind = ruleKinds.find(({ key }) => key === typed.get('kind'))
  if (!kind) throw refuse('BAD_REQUEST')
  // Several of one name, the ticked schools, stand in lines of their own.
  const values = Object.fromEntries([...new Set(typed.keys())].map((name) => [name, typed.getAll(name).join('\n')]))
  if (!form.ok) return refusedForm(context, { kind: kind.key, errors: form.errors, values })
  const { document, documentOn, effectiveOn } = form.value
  const content = contentTyped(kind, form.value)
  const answer = await recordRule(context, actor, { kind: kind.key, document, documentOn, effectiveOn, content })
  if (!answer.ok) return refusedForm(context, { kind: kind.key, errors: answer.errors, values })
  return redirect(`${pathTo('rules')}#${kind.key}`, 303)
})

export default function Rules() {
  const { page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  return (
    <DeskPage desk="bureau" place="rules" title={words.title} lead={words.lead}>
      {page.rules.map((rule) => (
        <RuleSheaf
          key={rule.kind}
          rule={rule}
          today={page.today}
          schools={page.schools}
          refused={refused?.kind === rule.kind ? refused : undefined}
        />
      ))}
    </DeskPage>
  )
}
