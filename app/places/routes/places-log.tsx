import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { Button, ButtonLink, DeskPage, ExportLinks, Field, Table } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { pathTo } from '~/site'
import { changeSubjects, DISTRICT_ONLY, isFiltered } from '../change-log/change-search'
import { decisionWords, subjectWords, changeWords as words } from '../change-log/change-words'
import { loadChanges } from '../change-log/load-changes.server'
import { readChangeSearch } from '../change-log/read-change-search.server'
import { ChangeEffect, ChangeTitle, whenOf } from '../ui/ChangeList'
import styles from '../ui/styles/places-desk.css?url'

export const meta: MetaFunction<typeof loader> = () => [{ title: words.caption }]
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: deskStyles },
  { rel: 'stylesheet', href: styles },
]

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const search = readChangeSearch(request)
  return { search, filtered: isFiltered(search), ...(await loadChanges(context, actor, search)) }
})

/** 留痕: everything that was ever changed, newest first. */
export default function PlacesLog() {
  const { search, filtered, lines, total, page, pages, streets, people } = useLoaderData<typeof loader>()
  const { page: _, ...filters } = search
  return (
    <DeskPage
      desk="places"
      place="placesLog"
      title={words.title(total, filtered)}
      lead={words.lead}
      actions={
        <>
          <ExportLinks to={pathTo('placesLogSheet', {}, filters)} />
          <ButtonLink tone="go" to={pathTo('placesDecision')}>
            {decisionWords.act}
          </ButtonLink>
        </>
      }
    >
      <Form className="asking logfilter" key={JSON.stringify(filters)} aria-label={words.filters}>
        <Field
          type="select"
          name="subject"
          label={words.subject}
          defaultValue={search.subject}
          options={[
            { value: '', label: words.anySubject },
            ...changeSubjects.map((one) => ({ value: one, label: subjectWords[one] })),
          ]}
        />
        <Field
          type="select"
          name="street"
          label={words.street}
          defaultValue={search.street}
          options={[
            { value: '', label: words.anyStreet },
            { value: DISTRICT_ONLY, label: words.districtOnly },
            ...streets.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Field
          type="select"
          name="who"
          label={words.who}
          defaultValue={search.who}
          options={[{ value: '', label: words.anybody }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        <Field type="date" name="from" label={words.from} defaultValue={search.from} short />
        <Field type="date" name="to" label={words.to} defaultValue={search.to} short />
        <div className="acts">
          <Button tone="plain">{words.look}</Button>
          {filtered && (
            <Link className="quiet" to={pathTo('placesLog')}>
              {words.clear}
            </Link>
          )}
        </div>
      </Form>
      <Table
        caption={words.caption}
        columns={[
          { key: 'when', head: words.columns.when },
          { key: 'subject', head: words.columns.subject },
          { key: 'street', head: words.columns.street },
          { key: 'what', head: words.columns.what },
          { key: 'why', head: words.columns.why },
          { key: 'effect', head: words.columns.effect },
          { key: 'who', head: words.columns.who },
        ]}
        groups={[
          {
            rows: lines.map((line) => ({
              key: line.id,
              cells: [
                <time key="when" className="when">
                  {whenOf(line.at)}
                </time>,
                subjectWords[line.subject],
                line.streetName || words.wholeDistrict,
                <ChangeTitle key="what" line={line} />,
                <span key="why" className="said">
                  {line.reason}
                </span>,
                <ChangeEffect key="effect" line={line} />,
                line.who || words.system,
              ],
            })),
          },
        ]}
        empty={filtered ? words.empty : words.nothing}
        foot={
          pages > 1 && (
            <nav className="turn no-print" aria-label={words.pages}>
              {page > 1 && (
                <Link className="quiet" rel="prev" to={pathTo('placesLog', {}, { ...filters, page: page - 1 })}>
                  {words.newer}
                </Link>
              )}
              <span>{words.page(page, pages)}</span>
              {page < pages && (
                <Link className="quiet" rel="next" to={pathTo('placesLog', {}, { ...filters, page: page + 1 })}>
                  {words.older}
                </Link>
              )}
            </nav>
          )
        }
      />
    </DeskPage>
  )
}
