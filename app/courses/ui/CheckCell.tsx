import type { InstructorLine } from '../providers/load-providers.server'
import type { CheckStanding } from '../providers/provider-rules'
import { staffingWords as words } from '../providers/provider-words'

/** 有效到 …, 还有 12 天, 已过期, 没有查询. */
export const checkInWords = (check: CheckStanding): string => {
  if (check.kind === 'none') return words.check.none
  if (check.kind === 'soon') return words.check.soon(check.days)
  return words.check[check.kind](check.expiresOn)
}

const tones = { none: 'x', over: 'x', soon: 'w', good: undefined } as const

/** How the latest check stands, and those before it. */
export const CheckCell = ({ person: { check, checks } }: { person: Pick<InstructorLine, 'check' | 'checks'> }) => (
  <>
    <span className={tones[check.kind]}>{checkInWords(check)}</span>
    {check.kind === 'soon' && <small className="block">{words.until(check.expiresOn)}</small>}
    {checks.length > 0 && (
      <details className="remark">
        <summary>{words.past(checks.length)}</summary>
        <ul>
          {checks.map(({ number, checkedOn, expiresOn, by, at }) => (
            <li key={at}>
              <small>{words.pastLine(number, checkedOn, expiresOn, by)}</small>
            </li>
          ))}
        </ul>
      </details>
    )}
  </>
)
