import { Form } from '@remix-run/react'
import { momentInWords } from '~/shared/day'
import { Button, Field, Note } from '~/shared/ui'
import { scenarioWords, decideWords as words } from '../scenarios/scenario-words'

interface DecidedScenario {
  state: 'draft' | 'accepted' | 'left'
  decidedBy: string
  decidedAt: number | null
}

/** How a scenario was decided, by whom and when; nothing while it is a draft. */
export const Decided = ({ scenario: { state, decidedBy, decidedAt } }: { scenario: DecidedScenario }) =>
  state === 'draft' ? null : (
    <Note
      tone={state === 'accepted' ? 'ok' : 'warn'}
      title={words.decided(scenarioWords.states[state], decidedBy, momentInWords(decidedAt ?? 0))}
    />
  )

interface DecideProps {
  /** What accepting does. */
  says: string
  refused: { error: string; typed: string } | undefined
}

/** 采纳 or 不用了, with the reason. */
export const DecideScenario = ({ says, refused }: DecideProps) => (
  <section className="sheaf apart" aria-labelledby="decide">
    <h2 id="decide">{words.title}</h2>
    <p>{says}</p>
    <Form method="post">
      <Field
        name="reason"
        label={words.reason}
        hint={words.reasonHint}
        maxLength={200}
        defaultValue={refused?.typed ?? ''}
        {...(refused ? { error: refused.error } : {})}
      />
      <div className="acts">
        <Button tone="go" name="decision" value="accepted">
          {words.accept}
        </Button>
        <Button tone="plain" name="decision" value="left">
          {words.leave}
        </Button>
      </div>
    </Form>
  </section>
)
