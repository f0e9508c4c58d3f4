import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import { pathTo } from '~/site'
import { phaseWords } from '../phase-words'
import { phases } from '../phases'
import { FamilyPlacesPage } from '../ui/FamilyPlacesPage'
import { OfficialMark } from '../ui/OfficialMark'
import styles from '../ui/styles/streets.css?url'
import { loadStreetsPage, type StreetLine } from '../warnings/load-street.server'
import { streetWords as words } from '../warnings/warning-words'

export const meta: MetaFunction = () => [{ title: words.listTitle }]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

export const loader = answered(async ({ context }: LoaderFunctionArgs) => loadStreetsPage(context, context.actor))

/** Every street, those of one's own children's schools first. */
export default function Streets() {
  const { mine, streets } = useLoaderData<typeof loader>()
  return (
    <FamilyPlacesPage>
      <h1 className="title">{words.listTitle}</h1>
      <p className="lead">{words.listLead}</p>
      {mine.length > 0 && (
        <section aria-labelledby="mine">
          <h2 id="mine">{words.mine}</h2>
          <StreetList streets={mine} />
        </section>
      )}
      <section aria-labelledby="every">
        <h2 id="every">{words.every}</h2>
        <StreetList streets={streets} />
      </section>
    </FamilyPlacesPage>
  )
}

const StreetList = ({ streets }: { streets: readonly StreetLine[] }) => (
  <ul className="streets">
    {streets.map(({ code, name, next }) => (
      <li key={code}>
        <Link to={pathTo('street', { street: code })}>
          <b>{name}</b>
          <Next next={next} />
        </Link>
      </li>
    ))}
  </ul>
)

const Next = ({ next }: { next: StreetLine['next'] }) => {
  const year = next[0]?.year
  if (year === undefined) return <span className="cap">{words.none}</span>
  return (
    <span className="nexts">
      <span className="cap">{words.yearOf(year)}</span>
      {phases.flatMap((phase) => {
        const cell = next.find((one) => one.phase === phase)
        if (!cell) return []
        return [
          <span key={phase} className="one">
            {phaseWords[phase]} <OfficialMark colour={cell.colour} surplus={cell.surplus} />
          </span>,
        ]
      })}
    </span>
  )
}
