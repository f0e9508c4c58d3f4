import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { Actor } from '~/people'
import { answered, readForm, refusedForm } from '~/shared/answer.server'
import type { Context } from '~/shared/context'
import { refuse } from '~/shared/refusal'
import { DeskPage, Note } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { type DayValues, dayForm, termForm } from '../calendar/calendar-form'
import { calendarWords as words } from '../calendar/calendar-words'
import { changeDay, previewDay } from '../calendar/change-day.server'
import { loadCalendarPage } from '../calendar/load-calendar-page.server'
import { writeTerm } from '../calendar/write-term.server'
import { DayPreview, DaySheaf } from '../ui/DaySheaf'
import { MonthTable } from '../ui/MonthTable'
import { TermSheaf } from '../ui/TermSheaf'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

/** A day is first looked at (GET with `look`), then changed. */
export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const query = new URL(request.url).searchParams
  const asked = (name: string): string => query.get(name) ?? ''
  const day = asked('day')
  const typed = { day, kind: asked('kind') || 'off', follows: asked('follows'), note: asked('note') }
  const month = /^\d{4}-\d{2}-\d{2}$/.test(day) && !asked('month') ? day.slice(0, 7) : asked('month')
  const page = await loadCalendarPage(context, actor, { term: asked('term'), month })
  const looked = query.has('look') ? await lookAt(context, actor, typed) : null
  return { page, typed, looked, refused: context.formRefused ?? false }
})

const lookAt = async (context: Context, actor: Actor, typed: DayValues) => {
  const form = dayForm.safeParse(typed)
  if (form.success) return previewDay(context, actor, form.data)
  const errors: Record<string, string> = {}
  for (const { path, message } of form.error.issues) errors[String(path[0])] ??= message
  return { ok: false as const, errors }
}

/** The day that was looked at, or a term. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const asked = await request
    .clone()
    .formData()
    .catch(() => {
      throw refuse('BAD_REQUEST')
    })
  const refused = (deed: 'day' | 'term', errors: Record<string, string>, values: Record<string, string>) =>
    refusedForm(context, { deed, errors, values })
  if (asked.get('deed') === 'day') {
    const form = await readForm(request, dayForm)
    if (!form.ok) return refused('day', form.errors, form.values)
    const answer = await changeDay(context, actor, form.value)
    if (!answer.ok) return refused('day', answer.errors, form.value)
    return redirect(pathTo('calendar', {}, { month: form.value.day.slice(0, 7) }), 303)
  }
  if (asked.get('deed') !== 'term') throw refuse('BAD_REQUEST')
  const form = await readForm(request, termForm)
  if (!form.ok) return refused('term', form.errors, form.values)
  const answer = await writeTerm(context, actor, form.value)
  if (!answer.ok) return refused('term', answer.errors, form.value)
  return redirect(pathTo('calendar', {}, { term: answer.term }), 303)
})

export default function CalendarPage() {
  const { page, typed, looked } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined || looked?.ok === false)
  const { term, terms, unknownYears, unsaid, openMakeUpDays } = page
  const dayRefused = refused?.deed === 'day' ? refused : undefined
  const lookRefused = looked && !looked.ok ? looked.errors : undefined
  return (
    <DeskPage
      desk="bureau"
      place="calendar"
      title={words.title}
      lead={term ? words.lead(term.name, term.startsOn, term.endsOn) : words.noTerm}
    >
      {unknownYears.length > 0 && <Note title={words.unknown(unknownYears)}>{words.unknownSays(unsaid)}</Note>}
      {openMakeUpDays.length > 0 && <Note title={words.openMakeUp(openMakeUpDays)}>{words.openMakeUpSays}</Note>}
      {term && (
        <div className="two r">
          <MonthTable page={page} term={term} />
          <DaySheaf
            key={JSON.stringify(typed)}
            term={term.id}
            values={dayRefused ? { ...typed, ...dayRefused.values } : typed}
            errors={dayRefused?.errors ?? lookRefused ?? {}}
          />
        </div>
      )}
      {looked?.ok && !dayRefused && <DayPreview values={typed} sections={looked.sections} />}
      <TermSheaf
        key={terms.length}
        terms={terms}
        next={page.next}
        refused={refused?.deed === 'term' ? refused : undefined}
      />
    </DeskPage>
  )
}
