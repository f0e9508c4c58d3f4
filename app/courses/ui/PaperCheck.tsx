import { Form } from '@remix-run/react'
import { Button } from '~/shared/ui'
import { pathTo } from '~/site'
import { words as familyWords, yuan } from '../family-words'
import type { PaperShown } from '../section-roster/answer-paper-form.server'
import type { PaperChoice, PaperView } from '../section-roster/load-paper.server'
import { words as all } from '../section-roster/roster-words'

const words = all.paper

type Check = Extract<PaperShown, { step: 'check' }>

/** What will be done, once more before it is; one green button, and the way back. */
export const PaperCheck = ({ view, check }: { view: PaperView; check: Check }) => {
  const { take, alsoWait, signedOn, signedBy, key } = check
  const choices = new Map([...view.courses, ...view.care].map((choice) => [choice.value, choice]))
  const chosen = take.map((value) => ({ value, choice: choices.get(value) }))
  const feeFen = chosen.reduce((sum, { choice }) => sum + (choice?.kind === 'free' ? choice.feeFen : 0), 0)
  return (
    <Form method="post" action={pathTo('paperOf', { pupil: view.pupil })} className="sheaf">
      <ul className="picks">
        {chosen.map(({ value, choice }) => (
          <li key={value}>
            {choice ? <Chosen choice={choice} /> : words.gonePick}
            <input type="hidden" name="take" value={value} />
          </li>
        ))}
      </ul>
      <p>
        <b>{words.total(yuan(feeFen))}</b>
      </p>
      <p className="cap">{alsoWait ? words.alsoWait : words.noWait}</p>
      {alsoWait && <input type="hidden" name="alsoWait" value="yes" />}
      <input type="hidden" name="signedOn" value={signedOn} />
      <input type="hidden" name="signedBy" value={signedBy} />
      <input type="hidden" name="key" value={key} />
      <div className="acts">
        <Button tone="go" name="intent" value="press">
          {words.press}
        </Button>
        <Button tone="plain" name="intent" value="again">
          {words.change}
        </Button>
      </div>
    </Form>
  )
}

const Chosen = ({ choice: { title, times, room, feeFen, kind, waiting, left } }: { choice: PaperChoice }) => (
  <>
    <b>{title}</b> {times}
    <small>
      {[room, familyWords.section.perTerm(feeFen), kind === 'wait' ? words.queue(waiting) : words.left(left)].join(
        ' · ',
      )}
    </small>
  </>
)
