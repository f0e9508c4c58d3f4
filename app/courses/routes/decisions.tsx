import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm, refusedForm } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { DeskPage, ErrorSummary, Table } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { decideForm } from '../decision-day/decide-form'
import { decideSection } from '../decision-day/decide-section.server'
import { decisionWords as words } from '../decision-day/decision-words'
import { type DecidedSection, loadDecisions } from '../decision-day/load-decisions.server'
import { readDeskSearch } from '../read-desk-search.server'
import { ClosingSheet, DecisionCard, reasonId } from '../ui/DecisionCard'
import { SchoolSwitch } from '../ui/SchoolSwitch'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title(data?.page.due.length ?? 0)}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return {
    page: await loadDecisions(context, actor, readDeskSearch(request)),
    refused: context.formRefused ?? false,
  }
})

/** A section runs with a reason, or is closed with one. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { school } = readDeskSearch(request)
  const form = await readForm(request, decideForm)
  if (!form.ok) {
    const { reason: error, ...others } = form.errors
    if (!error || Object.keys(others).length > 0) throw refuse('BAD_REQUEST')
    const { section = '', deed = '', reason = '' } = form.values
    return refusedForm(context, { section, deed, reason, error })
  }
  const { section, deed, reason, enrolled } = form.value
  await decideSection(context, actor, { section, deed, reason, enrolled: Number(enrolled) })
  return redirect(pathTo('decisions', {}, { school }), 303)
})

export default function Decisions() {
  const { page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  const { school, schools, due, decided, closing } = page
  const refusedAs = (section: string, deed: string) =>
    refused?.section === section && refused.deed === deed ? refused : undefined
  const several = schools.length > 1 ? school : undefined
  return (
    <DeskPage
      desk="school"
      place="schoolDesk"
      room={schools.find(({ id }) => id === school)?.name ?? ''}
      school={several}
      title={words.title(due.length)}
      lead={words.lead(page.termName)}
      actions={
        <Link className="quiet" to={pathTo('schoolDesk', {}, { school: several })}>
          {words.toDesk}
        </Link>
      }
    >
      {refused && (
        <ErrorSummary errors={[{ field: reasonId(refused.section, refused.deed), message: refused.error }]} />
      )}
      <SchoolSwitch label={words.pickSchool} schools={schools} school={school} place="decisions" />
      {closing && <ClosingSheet page={page} closing={closing} refused={refusedAs(closing.section.id, 'close')} />}
      {due.length === 0 && <p className="cap">{words.allDecided}</p>}
      <ul className="decisions">
        {due
          .filter(({ id }) => id !== closing?.section.id)
          .map((section) => (
            <li key={section.id}>
              <DecisionCard section={section} school={school} now={page.now} refused={refusedAs(section.id, 'runs')} />
            </li>
          ))}
      </ul>
      {decided.length > 0 && <Decided lines={decided} />}
    </DeskPage>
  )
}

const Decided = ({ lines }: { lines: readonly DecidedSection[] }) => (
  <Table
    caption={words.decidedCaption}
    columns={[
      { key: 'course', head: words.decidedColumns.course },
      { key: 'decision', head: words.decidedColumns.decision },
      { key: 'enrolled', head: words.decidedColumns.enrolled, number: true },
      { key: 'reason', head: words.decidedColumns.reason },
      { key: 'by', head: words.decidedColumns.by },
    ]}
    groups={[
      {
        title: words.decided(lines.length),
        rows: lines.map(({ section, name, decision, enrolled, reason, by, at }) => ({
          key: section,
          cells: [name, words.decision[decision], enrolled, reason, words.by(by, at)],
        })),
      },
    ]}
  />
)
