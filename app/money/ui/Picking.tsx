import { Link } from '@remix-run/react'
import { type PlainPlaceName, pathTo } from '~/site'

interface Choice {
  id: string
  name: string
}

/** One of several schools or terms by its link; nothing where there is no choice. */
export const Picking = ({
  label,
  choices,
  current,
  place,
  queryOf,
}: {
  label: string
  choices: readonly Choice[]
  current: string
  place: PlainPlaceName
  queryOf: (id: string) => Record<string, string>
}) =>
  choices.length < 2 ? null : (
    <nav className="seg no-print" aria-label={label}>
      {choices.map(({ id, name }) => (
        <Link
          key={id}
          to={pathTo<PlainPlaceName>(place, {}, queryOf(id))}
          aria-current={id === current ? 'page' : undefined}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
