import { Form, Link } from '@remix-run/react'
import { weekdayName } from '~/shared/day'
import { Button, Field } from '~/shared/ui'
import { pathTo } from '~/site'
import { words as familyWords } from '../family-words'
import type { PaperValues } from '../section-roster/answer-paper-form.server'
import type { PaperChoice, PaperPlace, PaperView } from '../section-roster/load-paper.server'
import { words as all, SIGNERS } from '../section-roster/roster-words'

const words = all.paper

/** Monday to Friday: what the child does when. */
export const PaperWeek = ({ view }: { view: PaperView }) => (
  <section>
    <h2>{words.week}</h2>
    <ul className="days5">
      {view.week.map(({ weekday, lines }) => (
        <li key={weekday}>
          <b>{weekdayName(weekday)}</b>
          {lines.length === 0 ? (
            <small className="nil">{words.free}</small>
          ) : (
            lines.map((line) => <small key={line}>{line}</small>)
          )}
        </li>
      ))}
    </ul>
  </section>
)

/** How a place stands, in a few words. */
export const placeInWords = ({ state, position, offerEndsAt }: PaperPlace): string => {
  if (state === 'waitlisted') return words.standing.waitlisted(position ?? 0)
  return state === 'offered' ? words.standing.offered(offerEndsAt ?? 0) : words.standing.enrolled
}

/** What the child has, waits for or was offered; each leads to what can be done about it. */
export const PaperPlaces = ({ view: { pupil, places } }: { view: PaperView }) => (
  <section className="sheaf">
    <h2>{words.here}</h2>
    {places.length === 0 ? (
      <p className="cap">{words.hereNone}</p>
    ) : (
      <ul className="picks">
        {places.map((place) => (
          <li key={place.section}>
            <b>{place.title}</b> {placeInWords(place)}
            <small>{[place.times, place.room].filter(Boolean).join(' · ')}</small>
            <Link to={pathTo('paperOf', { pupil }, { section: place.section })}>
              {words.deed}
              <span className="vh">：{place.title}</span>
            </Link>
          </li>
        ))}
      </ul>
    )}
  </section>
)

interface PaperFormProps {
  view: PaperView
  values: PaperValues | undefined
  errors: Readonly<Record<string, string>>
}

/** What can be ticked, and what stands on the paper. */
export const PaperForm = ({ view, values, errors }: PaperFormProps) => (
  <Form
    method="post"
    action={pathTo('paperOf', { pupil: view.pupil })}
    className="sheaf course"
    key={JSON.stringify(values)}
    noValidate
  >
    <fieldset className={errors.take ? 'field wrong' : 'field'} id="take" tabIndex={-1}>
      <legend>
        <b>{words.offers}</b>
      </legend>
      {errors.take && <p className="err">{errors.take}</p>}
      {view.courses.length + view.care.length === 0 && <p className="cap">{words.noCourses}</p>}
      <Choices title={words.courses} choices={view.courses} taken={values?.take} />
      <Choices title={words.care} choices={view.care} taken={values?.take} />
    </fieldset>
    {view.no.length > 0 && (
      <details className="folded">
        <summary>
          {words.no}（{view.no.length}）
        </summary>
        <ul className="picks">
          {view.no.map(({ section, title, times, why }) => (
            <li key={section}>
              <b>{title}</b> {times}
              <small>{why}</small>
            </li>
          ))}
        </ul>
      </details>
    )}
    <h2>{words.form}</h2>
    <Signed values={values} errors={errors} />
    <Field
      type="checkbox"
      name="alsoWait"
      value="yes"
      label={words.alsoWait}
      defaultChecked={values?.alsoWait ?? true}
    />
    <div className="acts">
      <Button tone="go" name="intent" value="check">
        {words.check}
      </Button>
    </div>
  </Form>
)

/** The day on the paper and who signed it: asked wherever something is done with it. */
export const Signed = ({
  values,
  errors,
}: {
  values: Pick<PaperValues, 'signedOn' | 'signedBy'> | undefined
  errors: Readonly<Record<string, string>>
}) => (
  <div className="fields">
    <Field
      type="date"
      name="signedOn"
      label={words.signedOn}
      hint={words.signedOnHint}
      defaultValue={values?.signedOn}
      {...(errors.signedOn ? { error: errors.signedOn } : {})}
    />
    <Field
      type="select"
      name="signedBy"
      label={words.signedBy}
      defaultValue={values?.signedBy ?? ''}
      options={[{ value: '', label: words.pickSigner }, ...SIGNERS.map((one) => ({ value: one, label: one }))]}
      short
      {...(errors.signedBy ? { error: errors.signedBy } : {})}
    />
  </div>
)

const Choices = ({
  title,
  choices,
  taken = [],
}: {
  title: string
  choices: readonly PaperChoice[]
  taken: readonly string[] | undefined
}) =>
  choices.length === 0 ? null : (
    <>
      <p className="cap">{title}</p>
      <ul className="picks">
        {choices.map((choice) => (
          <li key={choice.value}>
            <label className="tick">
              <input type="checkbox" name="take" value={choice.value} defaultChecked={taken.includes(choice.value)} />
              <span>
                <b>{choice.title}</b> {choice.times}
                <small>
                  {[
                    choice.room,
                    familyWords.section.perTerm(choice.feeFen),
                    choice.kind === 'wait' ? words.queue(choice.waiting) : words.left(choice.left),
                  ].join(' · ')}
                </small>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </>
  )
