import { Fragment } from 'react'
import { Figure } from '~/shared/ui'
import { pathTo } from '~/site'
import { reconciliationWords as words } from '../projects/project-page-words'
import { countInWords, signedInWords } from '../projects/project-words'
import type { Reconciled, Reconciliation } from '../projects/reconciliation-rules'

/**
 * The line in the head of every list of projects: what is listed, what was announced, and the difference; the places
 * that are counted apart behind it. Nothing is drawn where nothing was announced. Style: `.recon`.
 */
export const ReconciliationLine = ({ of }: { of: Reconciliation }) => {
  if (of.places.length === 0 && of.apart.length === 0) return null
  return (
    <p className="recon">
      {of.places.map((one) => (
        <PlacesLine key={one.total.id} one={one} />
      ))}
      {of.apart.map(({ total }) => (
        <Fragment key={total.id}>
          {words.apartBefore(total.name)}
          <Figure name="places.places-apart" value={total.amount} />
          {words.apartAfter}
        </Fragment>
      ))}
    </p>
  )
}

const PlacesLine = ({ one: { total, projects, listed, difference, unstated } }: { one: Reconciled }) => (
  <>
    {words.listedBefore(projects)}
    <Figure name="places.listed-places" value={listed} to={pathTo('projects', {}, { total: total.id })} />
    {words.minusAnnounced}
    <b>
      <Figure name="places.announced-places" value={total.amount} />
    </b>
    {words.equals}
    <b className={difference === 0 ? undefined : 'w'}>
      <Figure name="places.places-difference" value={difference} />
    </b>
    {words.unstated(unstated)}
  </>
)

/** Every announced total with its source, and what the listed projects come to. */
export const ReconciliationTable = ({ of }: { of: Reconciliation }) => (
  <section className="sheaf">
    <h2>{words.tableTitle}</h2>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
    <section className="scroll" aria-label={words.tableTitle} tabIndex={0}>
      <table className="t">
        <caption className="vh">{words.tableTitle}</caption>
        <thead>
          <tr>
            <th scope="col">{words.columns.what}</th>
            <th scope="col" className="num">
              {words.columns.announced}
            </th>
            <th scope="col" className="num">
              {words.columns.listed}
            </th>
            <th scope="col" className="num">
              {words.columns.difference}
            </th>
            <th scope="col">{words.columns.source}</th>
          </tr>
        </thead>
        <tbody>
          {[...of.completed, ...of.underWay].map((one) => (
            <Row
              key={one.total.id}
              one={one}
              figure="places.projects-counted"
              said={countInWords}
              signed={signedInWords}
            />
          ))}
          {[...of.places, ...of.apart].map((one) => (
            <Row
              key={one.total.id}
              one={one}
              figure="places.places-counted"
              said={countInWords}
              signed={signedInWords}
              note={one.unstated > 0 ? words.unstatedNote(one.unstated) : undefined}
            />
          ))}
          {of.upgrades.map((one) => (
            <Row
              key={one.total.id}
              one={one}
              figure="places.upgrade-money"
              said={words.yuan}
              signed={(fen) => (fen > 0 ? `+${words.yuan(fen)}` : words.yuan(fen))}
              note={words.upgradeNote(one.projects, one.unstated)}
            />
          ))}
        </tbody>
      </table>
    </section>
  </section>
)

interface RowProps {
  one: Reconciled
  figure: string
  said: (amount: number) => string
  signed: (amount: number) => string
  note?: string | undefined
}

const Row = ({ one: { total, listed, difference }, figure, said, signed, note }: RowProps) => (
  <tr className={difference === 0 ? undefined : 'warn'}>
    <th scope="row">
      {total.name}
      {note && <small>{note}</small>}
    </th>
    <td className="num">{said(total.amount)}</td>
    <td className="num">
      <Figure name={figure} value={listed}>
        {said(listed)}
      </Figure>
    </td>
    <td className="num">{difference === 0 ? words.same : signed(difference)}</td>
    <td>
      {total.source}
      <small className="block">{total.publishedOn}</small>
    </td>
  </tr>
)
