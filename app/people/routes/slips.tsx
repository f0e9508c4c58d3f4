import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { Button, DeskPage, ExportLinks, Field, Oops } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { pathTo } from '~/site'
import { classesOf, schoolNames } from '../find-slip-people.server'
import { loadSlipList, readSlipSearch } from '../load-slip-list.server'
import { printSlips } from '../print-slips.server'
import { SlipSheet } from '../ui/SlipSheet'
import { SlipTable } from '../ui/SlipTable'
import { words } from '../words'

export const meta: MetaFunction = () => [{ title: words.slips.title }]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const list = await loadSlipList(context, actor, readSlipSearch(request))
  return {
    ...list,
    schools: await schoolNames(context, actor.administers),
    classes: await classesOf(context, list.school),
    formKey: randomUUID(),
  }
})

export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return printSlips(context, actor, request)
})

export default function SlipsPage() {
  const list = useLoaderData<typeof loader>()
  const sheet = useActionData<typeof action>()
  const here = pathTo('slips', {}, { school: list.school, q: list.q, class: list.homeClass })
  const printed = sheet && sheet.slips.length > 0
  return (
    <DeskPage
      desk="school"
      place="slips"
      school={list.schools.length > 1 ? list.school : undefined}
      room={list.schools.find(({ id }) => id === list.school)?.name}
      title={printed ? words.slips.printedTitle(sheet.slips.length) : words.slips.title}
      lead={printed ? undefined : words.slips.lead}
    >
      {sheet && !printed && <Oops title={sheet.error ?? words.slips.none} tone="wait" />}
      {printed ? <SlipSheet sheet={sheet} back={here} /> : <Lists list={list} />}
    </DeskPage>
  )
}

type List = ReturnType<typeof useLoaderData<typeof loader>>

const Lists = ({ list }: { list: List }) => (
  <div className="two">
    <Asking list={list} />
    <div>
      {!list.q && !list.homeClass ? (
        <p className="sheaf">{words.slips.start}</p>
      ) : (
        <>
          {list.homeClass !== 'staff' && (
            <SlipTable
              caption={words.slips.guardians}
              ofHead={words.slips.columns.pupil}
              lines={list.guardians}
              formKey={list.formKey}
              school={list.school}
              empty={words.slips.nobody}
              foot={list.most ? words.slips.more(list.most) : words.slips.count(list.guardians.length)}
              together={!list.q}
            />
          )}
          {(list.homeClass === 'staff' || list.teachers.length > 0) && (
            <SlipTable
              caption={words.slips.teachers}
              ofHead={words.slips.columns.school}
              lines={list.teachers}
              formKey={list.formKey}
              school={list.school}
              empty={words.slips.nobody}
              foot={words.slips.count(list.teachers.length)}
              together={!list.q}
            />
          )}
          <p className="cap">{words.slips.againSays}</p>
          <ExportLinks to={pathTo('slipsSheet', {}, { school: list.school, q: list.q, class: list.homeClass })} />
        </>
      )}
    </div>
  </div>
)

const gradesOf = (classes: List['classes']): number[] => [...new Set(classes.map(({ grade }) => grade))]

const Asking = ({ list }: { list: List }) => (
  <div>
    {list.schools.length > 1 && (
      <nav className="seg" aria-label={words.slips.columns.school}>
        {list.schools.map(({ id, name }) => (
          <Link
            key={id}
            to={pathTo('slips', {}, { school: id })}
            aria-current={id === list.school ? 'page' : undefined}
          >
            {name}
          </Link>
        ))}
      </nav>
    )}
    <Form method="get" className="sheaf">
      <input type="hidden" name="school" value={list.school} />
      <Field
        key={list.q}
        type="search"
        name="q"
        label={words.slips.search}
        hint={words.slips.searchHint}
        defaultValue={list.q}
        maxLength={40}
      />
      <div className="acts">
        <Button tone="plain">{words.slips.find}</Button>
      </div>
    </Form>
    <Form method="get" className="sheaf">
      <input type="hidden" name="school" value={list.school} />
      <Field
        key={list.homeClass}
        type="select"
        name="class"
        label={words.slips.classes}
        defaultValue={list.homeClass}
        options={[
          { value: '', label: words.slips.pickClass },
          ...gradesOf(list.classes).map((grade) => ({ value: `grade-${grade}`, label: words.slips.wholeGrade(grade) })),
          ...list.classes.map(({ id, grade, number }) => ({ value: id, label: words.slips.gradeClass(grade, number) })),
          { value: 'staff', label: words.slips.teachers },
        ]}
      />
      <div className="acts">
        <Button tone="plain">{words.slips.show}</Button>
      </div>
    </Form>
  </div>
)
