import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm } from '~/shared/answer.server'
import { refuseDeed, sentencesOf, typedOf } from '~/shared/answer-deed.server'
import { refuse } from '~/shared/refusal'
import { DeskPage, ErrorSummary, ExportLinks, Table, type TableRow } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { applyProvider } from '../providers/apply-provider.server'
import { loadProviders, type ProviderLine } from '../providers/load-providers.server'
import { applicationForm } from '../providers/provider-form'
import { fullDay, stageWords, providerWords as words } from '../providers/provider-words'
import { ApplicationForm, summaryOf } from '../ui/ProviderForms'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return { page: await loadProviders(context, actor), refused: context.formRefused ?? false }
})

/** An officer enters a provider. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const form = await readForm(request, applicationForm)
  if (!form.ok) return refuseDeed(context, 'apply', form)
  const answer = await applyProvider(context, actor, form.value)
  if (answer.ok) return redirect(pathTo('provider', { provider: answer.provider }), 303)
  return refuseDeed(context, 'apply', { errors: sentencesOf(answer.errors), values: typedOf(form.value) })
})

export default function Providers() {
  const { page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  const { queue, listed, gone } = page
  return (
    <DeskPage
      desk="bureau"
      place="providers"
      title={words.title}
      lead={words.lead(listed.length, queue.length)}
      actions={<ExportLinks to={pathTo('providersSheet')} what={words.export} />}
    >
      <ErrorSummary errors={summaryOf(refused)} />
      <Table
        caption={words.caption}
        columns={columns}
        groups={[
          { title: words.queue(queue.length), rows: queue.map((line) => rowOf(line, 'warn')) },
          {
            title: words.listed(listed.length),
            rows: listed.map((line) => rowOf(line, line.daysLeft === null ? undefined : 'warn')),
          },
        ]}
        empty={words.none}
      />
      {gone.length > 0 && (
        <details className="sheaf remark">
          <summary>{words.gone(gone.length)}</summary>
          <Table
            caption={words.gone(gone.length)}
            columns={columns}
            groups={[{ rows: gone.map((line) => rowOf(line)) }]}
          />
        </details>
      )}
      <section className="sheaf">
        <h2>{words.newTitle}</h2>
        <ApplicationForm to={pathTo('providers')} refused={refused} submit={words.create} why={words.remark} />
      </section>
    </DeskPage>
  )
}

const columns = [
  { key: 'name', head: words.columns.name },
  { key: 'stage', head: words.columns.stage },
  { key: 'until', head: words.columns.until },
  { key: 'schools', head: words.columns.schools, number: true },
  { key: 'sections', head: words.columns.sections, number: true },
  { key: 'children', head: words.columns.children, number: true },
  { key: 'next', head: words.columns.next },
]

const rowOf = (line: ProviderLine, tone?: 'warn'): TableRow => {
  const { id, name, stage, listedUntil, daysLeft, schools, sections, children } = line
  const to = pathTo('provider', { provider: id })
  const dated = stage !== 'applied' && stage !== 'selected' && stage !== 'refused'
  const next =
    stage === 'applied' || stage === 'selected' ? words.decide : daysLeft === null ? words.look : words.prolong
  return {
    key: id,
    ...(tone ? { tone } : {}),
    cells: [
      <Link key="name" to={to}>
        {name}
      </Link>,
      stageWords[stage],
      dated ? (
        <span key="until" className="time">
          {fullDay(listedUntil)}
          {daysLeft !== null && <small className="block w">{words.daysLeft(daysLeft)}</small>}
        </span>
      ) : null,
      schools,
      sections,
      children,
      <Link key="next" to={to}>
        {next}
      </Link>,
    ],
  }
}
