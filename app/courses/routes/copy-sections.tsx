import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm, refusedForm } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { Button, ButtonLink, DeskPage, EmptyShelf, ErrorSummary, Note, Table, type TableRow } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { yuanOf } from '../course-form'
import { slotsInWords } from '../family-words'
import { type CopyLine, type CopyPage, copySections, loadCopy } from '../section-sheet/copy-sections.server'
import { copyForm, copyLists, copySearch } from '../section-sheet/section-sheet-form'
import { copyWords as words } from '../section-sheet/section-sheet-words'
import { SchoolSwitch } from '../ui/SchoolSwitch'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

const searchOf = (request: Request) => {
  const search = copySearch.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!search.success) throw refuse('BAD_REQUEST')
  return search.data
}

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return { page: await loadCopy(context, actor, searchOf(request)), refused: context.formRefused ?? false }
})

/** Takes the ticked sections over; both presses of two lead to the same term. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { school } = await loadCopy(context, actor, searchOf(request))
  const form = await readForm(request, copyForm, { lists: copyLists })
  if (!form.ok) throw refuse('BAD_REQUEST')
  const { from, section, care } = form.value
  if (section.length === 0 && care === '') return refusedForm(context, { error: words.nothingTicked })
  await copySections(context, actor, { school, from, sections: section, care: care === 'on' })
  return redirect(pathTo('copySections', {}, { school, from }), 303)
})

export default function CopySections() {
  const { page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  const { school, schools, termName, terms, from, lines } = page
  const name = schools.find(({ id }) => id === school)?.name ?? ''
  const first = lines.find(({ there }) => !there)?.section ?? ''
  return (
    <DeskPage
      desk="school"
      place="schoolDesk"
      room={name}
      school={schools.length > 1 ? school : undefined}
      title={words.title}
      lead={words.lead(name, termName)}
      actions={
        <>
          <ButtonLink tone="plain" to={pathTo('sectionsImport', {}, { school })}>
            {words.sheetInstead}
          </ButtonLink>
          <ButtonLink tone="plain" to={pathTo('schoolDesk', {}, { school })}>
            {words.back}
          </ButtonLink>
        </>
      }
    >
      {refused && <ErrorSummary errors={[{ field: `copy-${first}`, message: refused.error }]} />}
      <SchoolSwitch label={words.pickSchool} schools={schools} school={school} place="copySections" />
      {terms.length === 0 ? (
        <EmptyShelf
          title={words.noTerms}
          action={
            <ButtonLink tone="go" to={pathTo('sectionsImport', {}, { school })}>
              {words.sheetInstead}
            </ButtonLink>
          }
        />
      ) : (
        <>
          {terms.length > 1 && (
            <nav className="seg" aria-label={words.from}>
              {terms.map(({ id, name: term }) => (
                <Link
                  key={id}
                  to={pathTo('copySections', {}, { school, from: id })}
                  aria-current={id === from ? 'page' : undefined}
                >
                  {term}
                </Link>
              ))}
            </nav>
          )}
          <Done lines={lines} />
          <Form method="post" className="copying">
            <input type="hidden" name="from" value={from} />
            <p className="cap">
              {terms.find(({ id }) => id === from)?.name} · {words.says}
            </p>
            {page.periodsToo && <Note title={words.periodsToo} />}
            <Table
              caption={words.caption}
              columns={[
                { key: 'course', head: words.columns.course },
                { key: 'time', head: words.columns.time },
                { key: 'room', head: words.columns.room },
                { key: 'teacher', head: words.columns.teacher },
                { key: 'dates', head: words.columns.dates },
                { key: 'fee', head: words.columns.fee, number: true },
                { key: 'note', head: words.columns.note },
              ]}
              groups={[{ rows: lines.map(rowOf) }]}
            />
            <Care care={page.care} />
            {(first !== '' || page.care.missing > 0) && (
              <div className="acts">
                <Button tone="go">{words.copy}</Button>
              </div>
            )}
          </Form>
        </>
      )}
    </DeskPage>
  )
}

/** What was taken over before, and what of it needs a hand. */
const Done = ({ lines }: Pick<CopyPage, 'lines'>) => {
  const there = lines.filter((line) => line.there)
  const open = there.filter((line) => (line.there?.missing.length ?? 0) > 0)
  if (there.length === 0) return null
  if (open.length === 0) return <Note tone="ok" title={words.done(there.length)} />
  return (
    <Note title={words.fixTitle(open.length)}>
      <ul>
        {open.map(({ section, name, there: copy }) => (
          <li key={section}>
            <b>{name}</b> {copy?.missing.join('')}{' '}
            <Link to={pathTo('editSection', { section: copy?.section ?? '' })}>
              {words.edit}
              <span className="vh">：{name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Note>
  )
}

const rowOf = ({
  section,
  name,
  slots,
  room,
  instructorName,
  lessonFen,
  there,
  closed,
  ...dates
}: CopyLine): TableRow => ({
  key: section,
  ...((there?.missing.length ?? 0) > 0 ? { tone: 'warn' as const } : {}),
  cells: [
    <label key="tick" className="tick" htmlFor={`copy-${section}`}>
      <input
        id={`copy-${section}`}
        type="checkbox"
        name="section"
        value={section}
        defaultChecked={!there && !closed}
        disabled={there !== null}
      />
      <span>
        <span className="vh">{words.tick('')}</span>
        {name}
      </span>
    </label>,
    slotsInWords(slots),
    room,
    instructorName,
    words.span(dates.startsOn, dates.endsOn),
    words.yuanEach(yuanOf(lessonFen)),
    there ? (
      <Link key="note" to={pathTo('editSection', { section: there.section })}>
        {words.there}
      </Link>
    ) : closed ? (
      words.wasClosed
    ) : (
      ''
    ),
  ],
})

const Care = ({ care }: Pick<CopyPage, 'care'>) => {
  if (!care.there) return <p className="cap">{words.careNone}</p>
  if (care.missing === 0) return <p className="cap">{words.careThere}</p>
  return (
    <label className="tick" htmlFor="care">
      <input id="care" type="checkbox" name="care" value="on" defaultChecked />
      <span>{words.careTick(care.classes)}</span>
    </label>
  )
}
