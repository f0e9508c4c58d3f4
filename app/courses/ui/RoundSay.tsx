import { DAY_MS } from '~/shared/day'
import { Countdown } from '~/shared/ui'
import { firstPickWords } from '../decision-day/first-pick-words'
import { leftInWords, words } from '../family-words'
import type { RoundView } from '../load-shelf.server'

/** Until when, or from when: counted down on the server's clock when the opening is near. */
export const RoundSay = ({
  round,
  now,
  onOpen,
  brief = false,
}: {
  round: RoundView | null
  now: number
  onOpen?: () => void
  /** Only the moment it opens, where there is room for little. */
  brief?: boolean
}) => {
  if (!round) return <>{words.round.none}</>
  if (round.firstPick) {
    const { child, courses, until } = round.firstPick
    return <>{courses.length > 0 ? firstPickWords.own(child, courses, until) : firstPickWords.others(until)}</>
  }
  if (round.phase === 'closed') return <>{words.round.closed}</>
  if (round.phase === 'open') return <>{words.round.until(round.closesAt)}</>
  if (brief) {
    return (
      <>
        {words.round.beforeBrief(round.opensAt)}
        <span className="vh">
          <Countdown until={round.opensAt} now={now} onZero={onOpen} />
        </span>
      </>
    )
  }
  return (
    <>
      {words.round.before(round.opensAt)}
      {round.opensAt - now < 2 * DAY_MS && (
        <Countdown
          until={round.opensAt}
          now={now}
          onZero={onOpen}
          say={(left) => (left > 0 ? words.round.opensIn(leftInWords(left)) : words.round.opened)}
        />
      )}
    </>
  )
}
