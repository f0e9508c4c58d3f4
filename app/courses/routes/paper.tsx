import type { HeadersFunction, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { Button, DeskPage, Field, Table } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { pathTo } from '~/site'
import { findPupils, MOST_PUPILS } from '../section-roster/find-pupils.server'
import { readPupilSearch } from '../section-roster/read-roster-search.server'
import { words as all } from '../section-roster/roster-words'
import { SchoolSwitch } from '../ui/SchoolSwitch'

const words = all.paper

export const meta: MetaFunction = () => [{ title: words.title }]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const search = await findPupils(context, actor, readPupilSearch(request))
  return { ...search, most: MOST_PUPILS }
})

export default function PaperPage() {
  const view = useLoaderData<typeof loader>()
  return (
    <DeskPage
      desk="school"
      place="paper"
      school={view.schools.length > 1 ? view.school : undefined}
      room={view.schools.find(({ id }) => id === view.school)?.name ?? ''}
      title={words.title}
      lead={words.lead}
    >
      <SchoolSwitch label={words.school} schools={view.schools} school={view.school} place="paper" />
      <Form method="get" className="seek">
        <input type="hidden" name="school" value={view.school} />
        <Field
          key={view.q}
          type="search"
          name="q"
          label={words.search}
          hint={words.searchHint}
          defaultValue={view.q}
          maxLength={40}
        />
        <Field
          key={view.homeClass}
          type="select"
          name="class"
          label={words.class}
          defaultValue={view.homeClass}
          options={[
            { value: '', label: words.anyClass },
            ...view.classes.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <div className="acts">
          <Button tone="go">{words.find}</Button>
        </div>
      </Form>
      {view.found === null ? (
        <p className="sheaf">{words.start}</p>
      ) : (
        <Table
          caption={words.title}
          columns={[
            { key: 'child', head: words.columns.child },
            { key: 'class', head: words.columns.class },
            { key: 'number', head: words.columns.number },
            { key: 'standing', head: words.columns.standing },
            { key: 'next', head: words.columns.next },
          ]}
          groups={[
            {
              rows: view.found.map(({ id, name, className, tail, family }) => ({
                key: id,
                cells: [
                  <b key="child">{name}</b>,
                  className,
                  words.tail(tail),
                  words.family[family],
                  <Link key="next" to={pathTo('paperOf', { pupil: id })}>
                    {words.choose}
                    <span className="vh">：{words.chooseFor(name)}</span>
                  </Link>,
                ],
              })),
            },
          ]}
          empty={words.none}
          foot={view.more ? words.most(view.most) : undefined}
        />
      )}
    </DeskPage>
  )
}
