import { zodResolver } from '@hookform/resolvers/zod'
import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm, refusedForm } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { useRootData } from '~/shared/root-data'
import { Button, ErrorSummary, errorList, FamilyShell, Field, Note } from '~/shared/ui'
import personStyles from '~/shared/ui/styles/person.css?url'
import { useCheckedForm } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { wayForm } from '../channel-form'
import { channelNames, wayWords as words } from '../channel-words'
import { loadContactWays, saveContactWays } from '../contact-ways.server'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: personStyles }]
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title}` },
]

/** 138 **** 0001 */
const masked = (phone: string): string => `${phone.slice(0, 3)} **** ${phone.slice(-4)}`

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { phone, ...ways } = await loadContactWays(context, actor)
  const saved = new URL(request.url).searchParams.has('saved')
  return { ways, phone: phone && masked(phone), saved, refused: context.formRefused ?? false }
})

export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const form = await readForm(request, wayForm)
  if (!form.ok) return refusedForm(context, { errors: form.errors, values: form.values })
  await saveContactWays(context, actor, form.value)
  return redirect(pathTo('contactWays', {}, { saved: 1 }), 303)
})

export default function ContactWaysPage() {
  const { ways, phone, saved } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const root = useRootData()
  const { register, onSubmit, errors } = useCheckedForm(zodResolver(wayForm), refused?.errors)
  const tick = (channel: 'sms' | 'wechat' | 'email') => ({
    ...register(channel),
    value: 'on',
    label: words.wanted(channelNames[channel]),
    defaultChecked: refused ? refused.values[channel] === 'on' : ways.wanted[channel],
  })
  return (
    <FamilyShell
      slim
      tabs={root?.person?.roles.includes('guardian') ?? false}
      back={{ to: pathTo('notices'), label: words.back }}
      look={root?.look ?? { elder: false, dark: false }}
      demo={root?.demo}
      hotline={root?.hotline ? { number: root.hotline } : undefined}
    >
      <div className="pad">
        <h1 className="title">{words.title}</h1>
        {saved && !refused && <Note tone="ok" title={words.saved} />}
        <p className="lead">{ways.on.length > 0 ? words.lead : words.none}</p>
        {ways.on.length > 0 && (
          <Form method="post" action={pathTo('contactWays')} onSubmit={onSubmit} noValidate>
            <ErrorSummary errors={errorList(errors)} />
            {ways.on.includes('sms') && phone && <Field type="checkbox" {...tick('sms')} hint={words.phone(phone)} />}
            {ways.on.includes('wechat') && (
              <Field type="checkbox" {...tick('wechat')} {...(ways.wechat ? {} : { hint: words.wechat })} />
            )}
            {ways.on.includes('email') && (
              <>
                <Field type="checkbox" {...tick('email')} />
                <Field
                  type="email"
                  {...register('address')}
                  label={words.email}
                  hint={words.emailHint}
                  autoComplete="email"
                  defaultValue={refused?.values.address ?? ways.address}
                  {...(errors.address ? { error: errors.address } : {})}
                />
              </>
            )}
            <div className="acts">
              <Button wide>{words.save}</Button>
            </div>
          </Form>
        )}
      </div>
    </FamilyShell>
  )
}
