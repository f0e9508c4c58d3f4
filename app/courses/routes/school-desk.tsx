import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm, refusedForm } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { ButtonLink, DeskPage, ErrorSummary, ExportLinks } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { daysLeft } from '../decision-day/decision-rules'
import { loadSchoolDesk, type SchoolDesk } from '../load-school-desk.server'
import { schoolWords as words } from '../publishing-words'
import { readDeskSearch } from '../read-desk-search.server'
import { reviewForm } from '../review-form'
import { reviewSection } from '../review-section.server'
import { copyWords, sectionsInWords } from '../section-sheet/section-sheet-words'
import { SchoolSwitch } from '../ui/SchoolSwitch'
import { SchoolTable } from '../ui/SchoolTable'
import { SchoolTodo } from '../ui/SchoolTodo'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${frameWords.desk.schoolDesk}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const search = readDeskSearch(request)
  return {
    desk: await loadSchoolDesk(context, actor, search),
    weekday: search.weekday,
    all: search.all === '1',
    refused: context.formRefused ?? false,
  }
})

/** 审核 of one proposal. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const form = await readForm(request, reviewForm)
  if (!form.ok) {
    const { remark: error, ...others } = form.errors
    if (!error || Object.keys(others).length > 0) throw refuse('BAD_REQUEST')
    return refusedForm(context, { section: form.values.section ?? '', remark: form.values.remark ?? '', error })
  }
  const { section, deed, remark } = form.value
  await reviewSection(context, actor, { section, decision: deed, remark: deed === 'return' ? remark.trim() : '' })
  return redirect(pathTo('schoolDesk', {}, { school: readDeskSearch(request).school }), 303)
})

export default function SchoolDeskPage() {
  const { desk, weekday, all } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  return (
    <DeskPage
      desk="school"
      place="schoolDesk"
      room={desk.schools.find(({ id }) => id === desk.school)?.name ?? ''}
      school={desk.schools.length > 1 ? desk.school : undefined}
      title={frameWords.desk.schoolDesk}
      lead={leadOf(desk)}
      actions={
        <>
          <ExportLinks to={pathTo('schoolDeskSheet', {}, { school: desk.school, weekday })} />
          <a className="btn" href={pathTo('rosters', {}, { school: desk.school })} download>
            {words.rosters}
          </a>
          <ButtonLink tone="plain" to={pathTo('copySections', {}, { school: desk.school })}>
            {copyWords.title}
          </ButtonLink>
          <ButtonLink tone="plain" to={pathTo('sectionsImport', {}, { school: desk.school })}>
            {sectionsInWords.title}
          </ButtonLink>
          <ButtonLink tone="go" to={pathTo('newSection', {}, { school: desk.school })}>
            {words.newSection}
          </ButtonLink>
        </>
      }
    >
      {refused && <ErrorSummary errors={[{ field: `remark-${refused.section}`, message: refused.error }]} />}
      <SchoolSwitch label={words.pickSchool} schools={desk.schools} school={desk.school} place="schoolDesk" />
      <div className="two">
        <SchoolTodo school={desk.school} sections={desk.sections} days={desk.days} now={desk.now} />
        <SchoolTable desk={desk} weekday={weekday} all={all} refused={refused} />
      </div>
    </DeskPage>
  )
}

const leadOf = ({ termName, counts, round, chosen, pupils, now }: SchoolDesk): string => {
  const times = { before: round?.opensAt ?? 0, open: round?.closesAt ?? 0, closed: round?.closesAt ?? 0 }
  return [
    words.lead(termName, counts[0] ?? 0),
    round
      ? words.round[round.phase](times[round.phase]) +
        (round.phase === 'open' ? `，${words.daysLeft(daysLeft(round.closesAt, now))}` : '')
      : words.noRound,
    words.chosen(chosen, pupils),
  ].join(' · ')
}
