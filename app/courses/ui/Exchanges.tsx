import { dotted, words, yuan } from '../family-words'
import type { Exchange } from '../load-place.server'
import { Cover } from './Cover'

/** The sections a child could change to, one to pick. */
export const Exchanges = ({ exchanges, chosen }: { exchanges: readonly Exchange[]; chosen: string }) => {
  if (exchanges.length === 0) return <p>{words.place.transferNone}</p>
  return (
    <fieldset className="field" id="to">
      <legend>{words.place.transferTo}</legend>
      {exchanges.map(({ section, title, category, times, feeFen, left }) => (
        <label key={section} className="opt">
          <input type="radio" name="to" value={section} defaultChecked={section === chosen} />
          <span className="thumb">
            <Cover category={category} seed={section} name={title} />
          </span>
          <span>
            <b>{title}</b>
            <small>
              {dotted([
                times,
                left === null ? words.ware.always : words.basket.seatLeft(left),
                feeFen === 0 ? words.ware.free : `${yuan(feeFen)} ${words.ware.yuan}`,
              ])}
            </small>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
