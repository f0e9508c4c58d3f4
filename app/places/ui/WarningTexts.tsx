import { Field, Figure } from '~/shared/ui'
import type { OfficialColour } from '../plan/colour-rules'
import { warningWords, oneWords as words } from '../warnings/warning-words'
import { OfficialMark } from './OfficialMark'

interface Texts {
  sentence: string
  alternatives: string
}

/** The two texts that families read. */
export const WarningTextFields = ({ texts, errors }: { texts: Texts; errors: Partial<Texts> | undefined }) => (
  <>
    <Field
      type="textarea"
      name="sentence"
      label={words.sentence}
      rows={3}
      defaultValue={texts.sentence}
      {...(errors?.sentence ? { error: errors.sentence } : {})}
    />
    <Field
      type="textarea"
      name="alternatives"
      label={words.alternatives}
      rows={4}
      defaultValue={texts.alternatives}
      {...(errors?.alternatives ? { error: errors.alternatives } : {})}
    />
  </>
)

interface FactsProps {
  registered: number
  plan: number
  colour: OfficialColour
  kind: 'short' | 'surplus'
  run: number
}

/** What the warning goes by. */
export const WarningFacts = ({ registered, plan, colour, kind, run }: FactsProps) => (
  <section className="sheaf" aria-labelledby="warning-facts">
    <h2 id="warning-facts">{words.figures}</h2>
    <dl className="pairs">
      <dt>{warningWords.columns.registered}</dt>
      <dd>
        <Figure name="places.registered" value={registered} />
      </dd>
      <dt>{warningWords.columns.plan}</dt>
      <dd>
        <Figure name="places.intake-plan" value={plan} />
      </dd>
      <dt>{warningWords.columns.colour}</dt>
      <dd>
        <OfficialMark colour={colour} surplus={kind === 'surplus'} bureau />
      </dd>
      <dt>{words.from}</dt>
      <dd>{words.byRun(run)}</dd>
    </dl>
  </section>
)
