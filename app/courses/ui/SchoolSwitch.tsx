import { Link } from '@remix-run/react'
import { type PlainPlaceName, pathTo } from '~/site'

/** Choosing among one's schools; nothing for people of one. */
export const SchoolSwitch = ({
  label,
  schools,
  school,
  place,
}: {
  label: string
  schools: readonly { id: string; name: string }[]
  school: string
  place: PlainPlaceName
}) =>
  schools.length < 2 ? null : (
    <nav className="seg" aria-label={label}>
      {schools.map(({ id, name }) => (
        <Link
          key={id}
          to={pathTo<PlainPlaceName>(place, {}, { school: id })}
          aria-current={id === school ? 'page' : undefined}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
