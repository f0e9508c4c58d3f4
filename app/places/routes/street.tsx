import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import { dayInWords, dayOf } from '~/shared/day'
import { Figure } from '~/shared/ui'
import { pathTo } from '~/site'
import { phaseWords } from '../phase-words'
import { type Phase, phases } from '../phases'
import { FamilyPlacesPage } from '../ui/FamilyPlacesPage'
import { OfficialMark } from '../ui/OfficialMark'
import styles from '../ui/styles/streets.css?url'
import { loadStreetPage, type ToldCell } from '../warnings/load-street.server'
import { colourWords, surplusWord, streetWords as words } from '../warnings/warning-words'

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? titleOf(data) : words.listTitle }]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

export const loader = answered(async ({ params, context }: LoaderFunctionArgs) =>
  loadStreetPage(context, params.street ?? ''),
)

const severity = { red: 0, yellow: 1, green: 2 } as const

/** The finding: the worst that is told, the earliest of equals. */
const titleOf = ({ name, cells }: { name: string; cells: readonly ToldCell[] }): string => {
  const worst = [...cells].sort((a, b) => severity[a.colour] - severity[b.colour] || a.year - b.year)[0]
  if (!worst) return words.title(name, words.quiet)
  const { word } = worst.surplus ? surplusWord : colourWords[worst.colour]
  return words.title(name, words.worst(worst.year, phaseWords[worst.phase], word))
}

/** What families of a street are told: three autumns, phase by phase, in plain words. */
export default function Street() {
  const page = useLoaderData<typeof loader>()
  const { code, cells, publishedAt } = page
  const years = [...new Set(cells.map(({ year }) => year))]
  return (
    <FamilyPlacesPage back={{ to: pathTo('streets'), label: words.back }}>
      <h1 className="title">{titleOf(page)}</h1>
      {publishedAt > 0 && <p className="cap">{words.published(fullDay(publishedAt))}</p>}
      {years.map((year) => (
        <section key={year} aria-labelledby={`y${year}`}>
          <h2 id={`y${year}`}>{words.yearOf(year)}</h2>
          <ul className="told">
            {phases.map((phase) => (
              <Told key={phase} phase={phase} cell={cells.find((one) => one.year === year && one.phase === phase)} />
            ))}
          </ul>
        </section>
      ))}
      <p className="cap">{words.lead}</p>
      <nav className="ways" aria-label={words.more}>
        <Link className="quiet" to={pathTo('publicProjects', {}, { street: code })}>
          {words.projects}
        </Link>
        <Link className="quiet" to={pathTo('streets')}>
          {words.others}
        </Link>
      </nav>
    </FamilyPlacesPage>
  )
}

const fullDay = (at: number): string => `${words.yearOf(Number(dayOf(at).slice(0, 4)))} ${dayInWords(dayOf(at))}`

const Told = ({ phase, cell }: { phase: Phase; cell: ToldCell | undefined }) => (
  <li>
    <h3>
      {phaseWords[phase]}
      {cell && <OfficialMark colour={cell.colour} surplus={cell.surplus} />}
    </h3>
    {!cell ? (
      <p className="cap">{words.none}</p>
    ) : (
      <>
        <p>{cell.sentence}</p>
        <dl className="counts">
          <div>
            <dt>{words.registered}</dt>
            <dd>
              {cell.numbers ? (
                <Figure name="places.registered" value={cell.numbers.registered}>
                  {words.people(cell.numbers.registered)}
                </Figure>
              ) : (
                words.few
              )}
            </dd>
          </div>
          {cell.numbers && (
            <div>
              <dt>{words.plan}</dt>
              <dd>
                <Figure name="places.intake-plan" value={cell.numbers.plan}>
                  {words.people(cell.numbers.plan)}
                </Figure>
              </dd>
            </div>
          )}
        </dl>
        <h4>{words.todo}</h4>
        <p>{cell.alternatives}</p>
      </>
    )}
  </li>
)
