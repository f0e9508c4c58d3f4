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
import { Button, DeskPage, ErrorSummary, Field, Table } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useCheckedForm } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { afternoonForm, periodsForm, periodsOf } from '../afternoon/afternoon-form'
import { type CareKind, PERIOD_NUMBERS } from '../afternoon/afternoon-rules'
import { afternoonWords as words } from '../afternoon/afternoon-words'
import { type AfternoonPage, loadAfternoon } from '../afternoon/load-afternoon.server'
import { setPeriods } from '../afternoon/set-periods.server'
import { setUpCare } from '../afternoon/set-up-care.server'
import { schoolWords } from '../publishing-words'
import { readDeskSearch } from '../read-desk-search.server'
import { SchoolSwitch } from '../ui/SchoolSwitch'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const page = await loadAfternoon(context, actor, readDeskSearch(request))
  return { page, refused: context.formRefused ?? false }
})

/** The school's periods, or base care for the classes that lack it. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { school } = readDeskSearch(request)
  const form = await readForm(request, afternoonForm)
  if (!form.ok) {
    if (form.values.deed !== 'periods') throw refuse('BAD_REQUEST')
    return refusedForm(context, { errors: form.errors, values: form.values })
  }
  const { value } = form
  const own = school || (actor.administers[0] ?? '')
  if (value.deed === 'periods') {
    const answer = await setPeriods(context, actor, { school: own, typed: periodsOf(value) })
    if (!answer.ok) {
      const errors = Object.fromEntries(Object.entries(answer.errors).map(([field, said]) => [field, said ?? '']))
      return refusedForm(context, { errors, values: { ...value } })
    }
  } else {
    const care = new Map(
      PERIOD_NUMBERS.flatMap((number): [number, CareKind][] => {
        const kind = value[`care-${number}`]
        return kind === '' ? [] : [[number, kind]]
      }),
    )
    await setUpCare(context, actor, { school: own, care })
  }
  return redirect(pathTo('afternoon', {}, { school }), 303)
})

export default function Afternoon() {
  const { page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return (
    <DeskPage
      desk="school"
      place="afternoon"
      room={page.schools.find(({ id }) => id === page.school)?.name ?? ''}
      school={page.schools.length > 1 ? page.school : undefined}
      title={words.title}
      lead={words.lead(page.termName)}
    >
      <SchoolSwitch label={schoolWords.pickSchool} schools={page.schools} school={page.school} place="afternoon" />
      <PeriodsForm key={JSON.stringify(page.periods)} page={page} refused={refused} />
      <Care page={page} />
    </DeskPage>
  )
}

interface Refused {
  errors: Readonly<Record<string, string>>
  values: Readonly<Record<string, string | undefined>>
}

const PeriodsForm = ({ page, refused }: { page: AfternoonPage; refused: Refused | undefined }) => {
  const { register, onSubmit, errors } = useCheckedForm(zodResolver(periodsForm), refused?.errors)
  const plain = (field: 'name' | 'startsAt' | 'endsAt', number: 1 | 2 | 3) => {
    const name = `${field}-${number}` as const
    const stands = page.periods.find((period) => period.number === number)?.[field] ?? ''
    return {
      ...register(name),
      id: name,
      defaultValue: refused?.values[name] ?? stands,
      ...(errors[name] ? { error: errors[name] } : {}),
    }
  }
  const found = PERIOD_NUMBERS.flatMap((number) =>
    (['name', 'startsAt', 'endsAt'] as const).flatMap((field) => {
      const message = errors[`${field}-${number}`]
      return message ? [{ field: `${field}-${number}`, message }] : []
    }),
  )
  return (
    <section className="sheaf">
      <h2>{words.periodsTitle}</h2>
      <p>{words.periodsSays}</p>
      <Form method="post" action={pathTo('afternoon', {}, { school: page.school })} onSubmit={onSubmit} noValidate>
        <ErrorSummary errors={found} />
        <input type="hidden" {...register('deed')} value="periods" />
        {PERIOD_NUMBERS.map((number) => (
          <fieldset key={number} className="fields">
            <legend>{words.period(number)}</legend>
            <Field {...plain('name', number)} label={words.name} maxLength={10} short />
            <Field {...plain('startsAt', number)} type="time" label={words.startsAt} short />
            <Field {...plain('endsAt', number)} type="time" label={words.endsAt} short />
          </fieldset>
        ))}
        <div className="acts">
          <Button tone="go">{words.save}</Button>
        </div>
      </Form>
    </section>
  )
}

const Care = ({ page }: { page: AfternoonPage }) => {
  if (page.periods.length === 0 || page.grades.length === 0)
    return (
      <section className="sheaf">
        <h2>{words.careTitle}</h2>
        <p>{page.periods.length === 0 ? words.noPeriods : words.noClasses}</p>
      </section>
    )
  const nameOf = (period: number): string => {
    const kind = page.care.find((one) => one.period === period)?.kind ?? ''
    return words.careKinds[kind]
  }
  return (
    <section className="sheaf">
      <h2>{words.careTitle}</h2>
      <p>{words.careSays}</p>
      <Table
        caption={words.caption}
        columns={[
          { key: 'grade', head: words.columns.grade },
          { key: 'classes', head: words.columns.classes, number: true },
          ...page.periods.map(({ number, name }) => ({ key: `p${number}`, head: name })),
        ]}
        groups={[
          {
            rows: page.grades.map(({ grade, classes, groups }) => ({
              key: String(grade),
              ...(groups.some(({ there }) => there < classes) ? { tone: 'warn' as const } : {}),
              cells: [
                words.gradeName(grade),
                classes,
                ...groups.map(({ period, there }) => words.of(nameOf(period), there, classes)),
              ],
            })),
          },
        ]}
      />
      {page.missing === 0 ? (
        <p className="cap">{words.careDone}</p>
      ) : (
        <Form method="post" action={pathTo('afternoon', {}, { school: page.school })}>
          <input type="hidden" name="deed" value="care" />
          <div className="fields">
            {page.care.map(({ period, kind }) => (
              <Field
                key={period}
                type="select"
                name={`care-${period}`}
                label={`${page.periods.find(({ number }) => number === period)?.name ?? ''} · ${words.care}`}
                defaultValue={kind}
                options={(['study', 'care', ''] as const).map((value) => ({ value, label: words.careKinds[value] }))}
                short
              />
            ))}
          </div>
          <div className="acts">
            <Button tone="go">{words.setUp(page.missing)}</Button>
          </div>
        </Form>
      )}
    </section>
  )
}
