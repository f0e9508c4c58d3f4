import { Link } from '@remix-run/react'
import { Icon, Inset, Overlap } from '~/shared/ui'
import { pathTo } from '~/site'
import type { BillView, ClashView, LineView } from '../basket-view.server'
import { words } from '../family-words'
import { Cover } from './Cover'
import { Kid, shapeOf } from './FamilyPage'

/** What one child will have, line by line, with what has to be settled in place. Stands in the form that is pressed. */
export const Bill = ({ bill }: { bill: BillView }) => (
  <section className={`bill c${shapeOf(bill.position)}`}>
    <h2>
      <Kid name={bill.name} position={bill.position} />
      {bill.name}{' '}
      <small>
        {bill.grade} {bill.classNumber} 班
      </small>
    </h2>
    <ul>
      {bill.lines.map((line) => (
        <Line key={line.line} line={line} pupil={bill.pupil} />
      ))}
      {bill.clashes.map((clash) => (
        <Clash key={clash.id} clash={clash} />
      ))}
    </ul>
  </section>
)

const Thumb = ({ line }: { line: LineView }) => (
  <span className="thumb">
    <Cover category={line.category} seed={line.section} name={line.title} />
  </span>
)

const TakeOut = ({ line }: { line: LineView }) => (
  <button type="submit" className="quiet" name="take" value={line.line} formAction={pathTo('basket')} formNoValidate>
    {words.basket.takeOut}
    <span className="vh">{words.basket.takeOutOf(line.day, line.title)}</span>
  </button>
)

const Line = ({ line, pupil }: { line: LineView; pupil: string }) => {
  const stuck = line.state === 'no' || line.state === 'swap'
  return (
    <li className={stuck ? 'fix' : undefined} id={`line-${pupil}-${line.section}`} tabIndex={-1}>
      {line.sent && <input type="hidden" name="line" value={line.line} />}
      <span className="day">{line.day}</span>
      <Thumb line={line} />
      <p>
        <b>
          <Link className="plain" to={pathTo('section', { section: line.section }, { child: pupil })}>
            {line.title}
          </Link>
        </b>
        <br />
        <small>{line.text}</small>
      </p>
      <span className="amt">{line.state === 'seat' || line.state === 'care' ? line.fee : <s>{line.fee}</s>}</span>
      <TakeOut line={line} />
      {line.state === 'queue' && (
        <Inset title={line.note}>
          {line.detail}
          <label className="tick">
            <input type="checkbox" name="wait" value={line.line} defaultChecked={line.alsoWait} />
            <span>{words.basket.alsoWait}</span>
          </label>
        </Inset>
      )}
      {line.state === 'seat' && line.sent && line.alsoWait && <input type="hidden" name="wait" value={line.line} />}
      {!stuck && line.state !== 'queue' && line.note && <Inset title={line.note}>{line.detail}</Inset>}
      {stuck && (
        <div className="stuck">
          <p className="err">
            <Icon name={line.state === 'swap' ? 'swap' : 'lock'} />
            {words.basket.error}
            {line.note}
          </p>
          <p className="cap">
            {line.detail}{' '}
            {line.swap && (
              <Link className="quiet" to={pathTo('placeOf', { pupil, section: line.swap.held }, { to: line.swap.to })}>
                {words.basket.swap(line.swap.title)}
              </Link>
            )}
          </p>
        </div>
      )}
    </li>
  )
}

const Clash = ({ clash }: { clash: ClashView }) => {
  const [first, second] = clash.overlap
  return (
    <li className="fix">
      <fieldset>
        <legend>
          <span className="day">{clash.day}</span>
          <span className="err">
            <Icon name="swap" />
            {words.basket.clash}
          </span>
        </legend>
        {clash.lines.map((line, index) => (
          <label key={line.line} className="opt">
            <input
              type="radio"
              name={`settle.${clash.id}`}
              value={line.line}
              id={index === 0 ? clash.id : undefined}
              required
            />
            <Thumb line={line} />
            <span>
              <b>{line.title}</b>
              <small>{line.text}</small>
            </span>
          </label>
        ))}
        {clash.lines.map((line) => (
          <input key={line.line} type="hidden" name={`clash.${clash.id}`} value={line.line} />
        ))}
        {clash.lines.map((line) => (
          <input key={line.line} type="hidden" name="wait" value={line.line} />
        ))}
        {first && second && (
          <Overlap
            first={{ from: first[0], until: first[1], paint: first[2] }}
            second={{ from: second[0], until: second[1], paint: second[2] }}
          />
        )}
      </fieldset>
    </li>
  )
}
