import { zodResolver } from '@hookform/resolvers/zod'
import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm, refusedForm } from '~/shared/answer.server'
import { dayInWords, dayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { Button, ButtonLink, DeskPage, ErrorSummary, errorList, Field, Table } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useCheckedForm } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { addOfficer } from '../add-officer.server'
import { endOfficer } from '../end-officer.server'
import { loadOfficers, type OfficerLine } from '../load-officers.server'
import { officerForm, officerSearch } from '../officer-form'
import { officerWords as words } from '../officer-words'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { end } = officerSearch.parse(Object.fromEntries(new URL(request.url).searchParams))
  const officers = await loadOfficers(context, actor)
  const ending = officers.find(({ account, state, mine }) => account === end && state !== 'ended' && !mine) ?? null
  return { officers, ending, refused: context.formRefused ?? false }
})

/** One more officer, or one fewer. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  if (!actor.officer) throw refuse('FORBIDDEN')
  const form = await readForm(request, officerForm)
  if (!form.ok) {
    if (form.values.deed !== 'add') throw refuse('BAD_REQUEST')
    return refusedForm(context, { errors: form.errors, values: form.values })
  }
  if (form.value.deed === 'end') {
    await endOfficer(context, actor, form.value)
    return redirect(pathTo('officers'), 303)
  }
  const answer = await addOfficer(context, actor, form.value)
  if (!answer.ok) return refusedForm(context, { errors: answer.errors, values: form.values })
  return redirect(pathTo('staffSlips', {}, { q: form.value.staffNumber }), 303)
})

export default function Officers() {
  const { officers, ending } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return (
    <DeskPage
      desk="bureau"
      place="staffSlips"
      title={words.finding(officers.filter(({ state }) => state !== 'ended').length)}
      lead={words.lead}
      actions={
        <ButtonLink tone="plain" to={pathTo('staffSlips')}>
          {words.slips}
        </ButtonLink>
      }
    >
      {ending && <Ending officer={ending} />}
      <Table
        caption={words.title}
        columns={[
          { key: 'name', head: words.columns.name },
          { key: 'number', head: words.columns.staffNumber },
          { key: 'state', head: words.columns.state },
          { key: 'by', head: words.columns.by },
          { key: 'next', head: words.columns.next },
        ]}
        groups={[{ rows: officers.map(rowOf) }]}
      />
      <Adding refused={refused} />
    </DeskPage>
  )
}

const rowOf = (officer: OfficerLine) => ({
  key: officer.account,
  cells: [
    <b key="name">{officer.name}</b>,
    officer.staffNumber,
    words.states[officer.state],
    officer.added ? words.by(officer.added.by, dayInWords(dayOf(officer.added.at))) : words.first,
    officer.mine ? (
      words.you
    ) : officer.state === 'ended' ? (
      ''
    ) : (
      <Link key="end" to={pathTo('officers', {}, { end: officer.account })}>
        {words.end}
        <span className="vh">：{officer.name}</span>
      </Link>
    ),
  ],
})

const Ending = ({ officer: { account, name } }: { officer: OfficerLine }) => (
  <section className="sheaf" id="end">
    <h2>{words.endTitle(name)}</h2>
    <p>{words.endSays}</p>
    <Form method="post" action={pathTo('officers')}>
      <input type="hidden" name="deed" value="end" />
      <input type="hidden" name="account" value={account} />
      <div className="acts">
        <Button tone="bad">{words.endDo}</Button>
        <ButtonLink tone="plain" to={pathTo('officers')}>
          {words.keep}
        </ButtonLink>
      </div>
    </Form>
  </section>
)

interface AddingProps {
  refused: { errors: Record<string, string>; values: Record<string, string> } | undefined
}

const Adding = ({ refused }: AddingProps) => {
  const { register, onSubmit, errors } = useCheckedForm(zodResolver(officerForm), refused?.errors)
  const field = (name: 'name' | 'staffNumber') => ({
    ...register(name),
    defaultValue: refused?.values[name] ?? '',
    ...(errors[name] ? { error: errors[name] } : {}),
  })
  return (
    <section className="sheaf" id="add">
      <h2>{words.add}</h2>
      <p>{words.addSays}</p>
      <Form method="post" action={pathTo('officers')} onSubmit={onSubmit} noValidate>
        <ErrorSummary errors={errorList(errors)} />
        <input {...register('deed')} type="hidden" value="add" />
        <div className="fields">
          <Field {...field('name')} label={words.name} hint={words.nameHint} maxLength={20} />
          <Field
            {...field('staffNumber')}
            label={words.staffNumber}
            hint={words.staffNumberHint}
            maxLength={20}
            autoCapitalize="characters"
          />
        </div>
        <div className="acts">
          <Button tone="go">{words.addDo}</Button>
        </div>
      </Form>
    </section>
  )
}
