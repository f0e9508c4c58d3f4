import { Figure } from '~/shared/ui'
import { deskWords as words } from '../desk/desk-words'
import type { Why } from '../desk/why-rules'
import { signedInWords } from '../projects/project-words'

const FIGURES = { seats: 'places.seats', children: 'places.demand', result: 'places.balance' } as const

/** The waterfall of a cell as a list to add up, each line with its bar on one scale that begins at zero. */
export const WhyList = ({ why, chance }: { why: Why; chance: number }) => {
  const { bars } = why
  const widest = Math.max(1, ...bars.flatMap(({ from, to }) => [Math.abs(from), Math.abs(to)]))
  const share = (amount: number): string => `${Math.round((Math.abs(amount) / widest) * 1000) / 10}%`
  return (
    <ol className="why2">
      {bars.map(({ kind, amount, from, to }) => {
        const low = Math.min(Math.abs(from), Math.abs(to))
        const sum = from === 0 && kind !== 'seats'
        const figure = FIGURES[kind as keyof typeof FIGURES]
        const tone = kind === 'result' ? (amount < 0 ? ' lacks' : ' spare') : ''
        const number =
          kind === 'result'
            ? Math.abs(amount).toLocaleString('en-US')
            : sum
              ? amount.toLocaleString('en-US')
              : signedInWords(amount)
        return (
          <li key={kind} className={`w-${kind}${sum ? ' sum' : ''}${tone}`}>
            <span>
              {kind === 'result' ? words.why.result(amount) : words.why.says(kind, why)}
              {kind === 'result' && <small>{words.why.chance(chance, amount)}</small>}
            </span>
            <svg aria-hidden="true">
              <rect x={share(low)} width={share(Math.abs(to - from))} height="8" y="4" rx="1.5" />
            </svg>
            <b>
              {kind === 'result' && <i aria-hidden="true">{amount < 0 ? '▼ ' : '▲ '}</i>}
              {figure ? (
                <Figure name={figure} value={kind === 'seats' ? -amount : amount}>
                  {number}
                </Figure>
              ) : (
                number
              )}
            </b>
          </li>
        )
      })}
    </ol>
  )
}
