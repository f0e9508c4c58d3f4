import { yuanOf } from '../amount-rules'
import type { DueLine } from '../money-facts.server'
import { words } from '../money-words'

type Line = Pick<
  DueLine,
  'pupil' | 'section' | 'title' | 'state' | 'lessonFen' | 'materialFen' | 'planned' | 'held' | 'chargeFen'
> & { leftAt?: number | null | undefined }

/** Each place with its price, what became of it, and what is to be paid for it. */
export const PlaceList = ({ lines }: { lines: readonly Line[] }) => (
  <ul className="placed">
    {lines
      .filter(({ leftAt }) => leftAt !== null)
      .map((line) => (
        <li key={`${line.pupil} ${line.section}`}>
          <p>
            <b>{line.title}</b>
            <small>
              {words.statement.line(
                yuanOf(line.lessonFen),
                line.planned,
                line.materialFen > 0 ? yuanOf(line.materialFen) : null,
              )}
            </small>
            {typeof line.leftAt === 'number' && (
              <small>
                {line.state === 'closed' ? words.statement.closed(line.held) : words.statement.left(line.held)}
              </small>
            )}
          </p>
          <span className="amt">{words.yuan(yuanOf(line.chargeFen))}</span>
        </li>
      ))}
  </ul>
)
