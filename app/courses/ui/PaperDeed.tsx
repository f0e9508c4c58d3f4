import { Form } from '@remix-run/react'
import { Button, Inset } from '~/shared/ui'
import { pathTo } from '~/site'
import type { PaperValues } from '../section-roster/answer-paper-form.server'
import type { PaperPlace, PaperView } from '../section-roster/load-paper.server'
import { words as all } from '../section-roster/roster-words'
import { placeInWords, Signed } from './PaperForm'

const words = all.paper

interface PaperDeedProps {
  view: PaperView
  place: PaperPlace
  /** What was typed in the form that was refused. */
  values: PaperValues | undefined
  errors: Readonly<Record<string, string>>
}

/** One place of the child, and what a paper form can say about it: leave, take the offered seat, let it go. */
export const PaperDeed = ({ view: { pupil, key }, place, values, errors }: PaperDeedProps) => {
  const inTheWay = place.inTheWay.join('、')
  return (
    <Form
      method="post"
      action={pathTo('paperOf', { pupil }, { section: place.section })}
      className="sheaf course"
      noValidate
    >
      <p>
        <b>{placeInWords(place)}</b>
        <br />
        {[place.times, place.room].filter(Boolean).join(' · ')}
      </p>
      {place.state !== 'offered' && <Inset title={words.deedLead} />}
      <input type="hidden" name="key" value={key} />
      <input type="hidden" name="section" value={place.section} />
      <h2>{words.form}</h2>
      <Signed key={JSON.stringify(values)} values={values} errors={errors} />
      <div className="acts">
        {place.state === 'offered' ? (
          <>
            <Button tone="go" name="intent" value={inTheWay ? 'swap' : 'accept'}>
              {inTheWay ? words.swap(inTheWay) : words.accept}
            </Button>
            <Button tone="plain" name="intent" value="decline">
              {words.decline}
            </Button>
          </>
        ) : (
          <Button tone="bad" name="intent" value="withdraw">
            {place.state === 'waitlisted' ? words.leaveQueue : words.withdraw}
          </Button>
        )}
      </div>
    </Form>
  )
}
