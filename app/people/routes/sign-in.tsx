import { zodResolver } from '@hookform/resolvers/zod'
import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm, refusedForm } from '~/shared/answer.server'
import { Refusal } from '~/shared/refusal'
import { safeRedirect } from '~/shared/safe-redirect'
import { Button, ErrorSummary, errorList, Field, Note } from '~/shared/ui'
import personStyles from '~/shared/ui/styles/person.css?url'
import { useCheckedForm } from '~/shared/ui/use-checked-form'
import { pathTo } from '~/site'
import { enter } from '../enter.server'
import { fromWhere } from '../from-where.server'
import { signIn } from '../sign-in.server'
import { signInForm } from '../sign-in-form'
import { PersonPage } from '../ui/PersonPage'
import { words } from '../words'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: personStyles }]
export const meta: MetaFunction<typeof loader> = (page) => [
  { title: (page.data?.refused ? words.error : '') + words.signIn.title },
]

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => ({
  back: safeRedirect(new URL(request.url).searchParams.get('back'), ''),
  signedIn: context.actor?.name ?? null,
  refused: context.formRefused ?? false,
}))

export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const form = await readForm(request, signInForm)
  if (!form.ok) return refusedForm(context, { errors: form.errors, login: form.values.login ?? '' })
  const { login, password, back } = form.value
  try {
    const signedIn = await signIn(context, { login, password, ...fromWhere(request, context) })
    return await enter(context, { ...signedIn, login, back })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return refusedForm(context, { errors: { login: error.message }, login }, error.status)
  }
})

export default function SignInPage() {
  const { back, signedIn } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { register, onSubmit, errors } = useCheckedForm(zodResolver(signInForm), refused?.errors)
  return (
    <PersonPage>
      <ErrorSummary errors={errorList(errors)} />
      <h1 className="title">{words.signIn.title}</h1>
      <p className="lead">{words.signIn.lead}</p>
      {signedIn && (
        <Note tone="ok" title={words.signIn.signedIn(signedIn)}>
          <Link to={pathTo('me')}>{words.signIn.goOn}</Link>
        </Note>
      )}
      <Form method="post" className="form" onSubmit={onSubmit} noValidate>
        {back && <input type="hidden" name="back" value={back} />}
        <Field
          {...register('login')}
          label={words.login.label}
          hint={words.login.hint}
          error={errors.login}
          defaultValue={refused?.login}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
        />
        <Field
          {...register('password')}
          type="password"
          label={words.password.label}
          error={errors.password}
          autoComplete="current-password"
        />
        <div className="acts">
          <Button wide>{words.signIn.submit}</Button>
        </div>
      </Form>
      <h2 className="sub">{words.signIn.first}</h2>
      <p className="cap">{words.signIn.firstSays}</p>
      <Link className="quiet" to={pathTo('activate', {}, { back })}>
        {words.signIn.firstGo}
      </Link>
      <h2 className="sub">{words.signIn.forgot}</h2>
      <p className="cap">{words.signIn.forgotSays}</p>
    </PersonPage>
  )
}
