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
import { Button, ButtonLink, DeskPage, ErrorSummary, errorList, Field } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useCheckedForm } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { changeDistrict, loadDistrict } from '../change-district.server'
import { type DistrictDraft, districtForm } from '../district-form'
import { districtWords as words } from '../district-words'
import { dailySettings, enrollingSettings, settingRanges } from '../setting-ranges'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return { page: await loadDistrict(context, actor), refused: context.formRefused ?? false }
})

export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  if (!actor.officer) throw refuse('FORBIDDEN')
  const form = await readForm<DistrictDraft>(request, districtForm)
  if (!form.ok) return refusedForm(context, { errors: form.errors, values: form.values })
  await changeDistrict(context, actor, form.value)
  return redirect(pathTo('districtSettings'), 303)
})

export default function DistrictSettings() {
  const { page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { register, onSubmit, errors } = useCheckedForm(zodResolver(districtForm), refused?.errors)
  const plain = (name: keyof DistrictDraft) => ({
    ...register(name),
    defaultValue: refused?.values[name] ?? String(page[name]),
    ...(errors[name] ? { error: errors[name] } : {}),
  })
  return (
    <DeskPage
      desk="bureau"
      place="districtSettings"
      title={words.title}
      lead={words.lead(page.name)}
      actions={
        <ButtonLink tone="plain" to={pathTo('channels')}>
          {words.toChannels}
        </ButtonLink>
      }
    >
      <Form method="post" action={pathTo('districtSettings')} onSubmit={onSubmit} noValidate>
        <ErrorSummary errors={errorList(errors)} />
        {[
          { head: words.enrolling, names: enrollingSettings },
          { head: words.daily, names: dailySettings },
        ].map(({ head, names }) => (
          <section key={head} className="sheaf">
            <h2>{head}</h2>
            {names.map((name) => (
              <Field
                key={name}
                {...plain(name)}
                label={words.settings[name].label}
                hint={`${words.settings[name].hint}${words.usual(settingRanges[name].usual)}`}
                inputMode="numeric"
                short
              />
            ))}
          </section>
        ))}
        <section className="sheaf">
          <h2>{words.frame}</h2>
          <Field {...plain('portalName')} label={words.portalName} hint={words.portalNameHint} maxLength={20} />
          <Field {...plain('hotline')} label={words.hotline} hint={words.hotlineHint} maxLength={30} />
        </section>
        <div className="acts">
          <Button tone="go">{words.save}</Button>
        </div>
      </Form>
    </DeskPage>
  )
}
