import { Form } from '@remix-run/react'
import { weekdayName } from '~/shared/day'
import { Button, ErrorSummary, errorList, Field, Table } from '~/shared/ui'
import { pathTo } from '~/site'
import type { DayValues } from '../calendar/calendar-form'
import { calendarWords as words } from '../calendar/calendar-words'
import type { ChangedSection } from '../calendar/change-day.server'
import { yuan } from '../family-words'

interface DaySheafProps {
  term: string
  values: DayValues
  errors: Readonly<Record<string, string>>
}

/** The form of one day: what would change is looked at first. */
export const DaySheaf = ({ term, values, errors }: DaySheafProps) => {
  const plain = (name: keyof DayValues) => ({
    name,
    defaultValue: values[name],
    ...(errors[name] ? { error: errors[name] } : {}),
  })
  return (
    <section className="sheaf">
      <h2>{words.dayTitle}</h2>
      <Form method="get" action={pathTo('calendar')} noValidate>
        <ErrorSummary errors={errorList(errors)} />
        <input type="hidden" name="term" value={term} />
        <Field {...plain('day')} type="date" label={words.day} />
        <Field
          {...plain('kind')}
          type="select"
          label={words.kind}
          options={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))}
        />
        <Field
          {...plain('follows')}
          type="select"
          label={words.followsLabel}
          hint={words.followsHint}
          options={[
            { value: '', label: words.followsOwn },
            ...[1, 2, 3, 4, 5].map((day) => ({ value: String(day), label: weekdayName(day) })),
          ]}
        />
        <Field {...plain('note')} label={words.note} hint={words.noteHint} maxLength={40} />
        <div className="acts">
          <Button tone="plain" name="look" value="1">
            {words.look}
          </Button>
        </div>
      </Form>
    </section>
  )
}

/** What the day would change in published courses, with the button that does it. */
export const DayPreview = ({ values, sections }: { values: DayValues; sections: readonly ChangedSection[] }) => (
  <section className="sheaf" id="preview">
    <h2>{words.previewTitle(values.day)}</h2>
    <p>{sections.length === 0 ? words.previewNone : words.previewSome(sections.length)}</p>
    <Form method="post" action={pathTo('calendar')}>
      <input type="hidden" name="deed" value="day" />
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="acts">
        <Button tone="go">{words.confirm}</Button>
      </div>
    </Form>
    {sections.length > 0 && (
      <Table
        caption={words.previewCaption}
        columns={[
          { key: 'course', head: words.columns.course },
          { key: 'school', head: words.columns.school },
          { key: 'sessions', head: words.columns.sessions },
          { key: 'fee', head: words.columns.fee, number: true },
        ]}
        groups={[
          {
            rows: sections.map(({ id, school, name, from, to, feeFen }) => ({
              key: id,
              cells: [name, school, words.sessions(from, to), words.fee(yuan(feeFen))],
            })),
          },
        ]}
      />
    )}
  </section>
)
