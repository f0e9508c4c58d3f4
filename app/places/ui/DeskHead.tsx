import { Link } from '@remix-run/react'
import { dayInWords, dayOf } from '~/shared/day'
import { Figure, Inset } from '~/shared/ui'
import { pathTo } from '~/site'
import { type DeskSearch, deskQuery } from '../desk/desk-search'
import { whereWord, deskWords as words } from '../desk/desk-words'
import type { DeskPageData } from '../desk/load-desk.server'
import { streetWord } from '../street-words'

/** The finding: the worst gap, or that there is none. */
export const DeskFinding = ({ page, search }: { page: DeskPageData; search: DeskSearch }) => {
  const { view, streets, versions } = page
  if (!view) return versions.newest ? words.noStreets : words.empty.title
  const { worst, heat } = view
  if (!worst) return words.finding.enough(heat.years[0] ?? 0, heat.years.at(-1) ?? 0)
  const name = streetWord(streets.find(({ code }) => code === worst.street)?.name ?? '')
  return (
    <>
      {words.finding.before(whereWord(name, worst.phase, search.scope), worst.year)}
      <Figure name="places.shortage" value={-worst.places} />
      {words.finding.after}
    </>
  )
}

/** Which version this is, of when, on what assumptions, and how good the last one was. */
export const DeskLead = ({ page: { view, lastError } }: { page: DeskPageData }) => {
  if (!view) return words.empty.lead
  const { id, number, at, origin, published, assumptionSet, scenario } = view.run
  const [before, after] = words.lastError(origin - (lastError?.origin ?? origin))
  return (
    <>
      <Link to={pathTo('forecast', { run: id })}>{words.run(number)}</Link>
      {[
        '',
        dayInWords(dayOf(at)),
        published ? words.published : words.unpublished,
        ...(assumptionSet ? [words.assumptions(assumptionSet)] : []),
        ...(scenario ? [words.scenario(scenario)] : []),
      ].join(' · ')}
      {lastError && (
        <>
          {' · '}
          {before}
          <Figure name="places.track-error" value={lastError.percent} to={pathTo('trackRecord')} />
          {after}
        </>
      )}
    </>
  )
}

/** What is under way, and which other version there is to look at. */
export const DeskStates = ({ page, search }: { page: DeskPageData; search: DeskSearch }) => {
  const { working, versions, view } = page
  const { newest, published } = versions
  const other = view && (view.run.id === newest?.id ? (published?.id === newest.id ? null : published) : newest)
  return (
    <>
      {working && (
        <div className="newer">
          <Inset tone="info" title={words.working(working.done, working.total)}>
            {words.workingSays}{' '}
            <Link to={pathTo('placesDesk', {}, deskQuery(search))} reloadDocument>
              {words.refresh}
            </Link>
          </Inset>
        </div>
      )}
      {view && other && (
        <p className="cap newer">
          {view.run.id === newest?.id ? words.notYetPublished : words.older(view.run.number)}{' '}
          <Link to={pathTo('placesDesk', {}, deskQuery({ ...search, run: other.id === newest?.id ? '' : other.id }))}>
            {words.seeVersion(other.number)}
          </Link>
        </p>
      )}
    </>
  )
}

/** No version was ever made: what to do first. */
export const DeskEmpty = () => (
  <section className="panel" aria-labelledby="first-head">
    <h2 id="first-head">{words.empty.first}</h2>
    <ol className="firststeps">
      <li>
        <Link to={pathTo('placesData')}>{words.empty.data}</Link>
      </li>
      <li>
        <Link to={pathTo('capacity')}>{words.empty.capacity}</Link>
      </li>
      <li>
        <Link to={pathTo('forecasts')}>{words.empty.forecast}</Link>
      </li>
    </ol>
  </section>
)
