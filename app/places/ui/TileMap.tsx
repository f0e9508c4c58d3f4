import { Link } from '@remix-run/react'
import { tileLayout } from '../desk/tile-rules'
import type { BalanceTone } from '../plan/colour-rules'
import { signedInWords } from '../projects/project-words'
import { shapeOf } from './tones'

export interface Tile {
  street: string
  /** As people say it: 泺口. */
  name: string
  /** null where nothing is known. */
  cell: { tone: BalanceTone; places: number } | null
  /** Where it leads. */
  to: string
  /** Read aloud in the place of shape and number; begins with the words that are seen. */
  says: string
  open?: boolean
}

interface TileMapProps {
  /** Id of the district: how its streets lie is known, or they stand in rows. */
  district: string
  tiles: readonly Tile[]
  /** Of the whole drawing. */
  label: string
}

/** The streets as tiles, roughly where they lie: not their borders. Each is a link. */
export const TileMap = ({ district, tiles, label }: TileMapProps) => {
  const {
    width,
    height,
    river,
    tiles: boxes,
  } = tileLayout(
    district,
    tiles.map(({ street }) => street),
  )
  return (
    <nav aria-label={label}>
      <svg className="tiles" viewBox={`-3 -3 ${width + 6} ${height + 6}`}>
        <title>{label}</title>
        {river && (
          <g>
            <path d={river.path} className="river" />
            <text x={river.x} y={river.y + 5} textAnchor="middle" className="rv">
              {river.name}
            </text>
          </g>
        )}
        {tiles.map(({ street, name, cell, to, says, open }) => {
          const box = boxes.get(street)
          if (!box) return null
          return (
            <Link key={street} to={to} aria-label={says} aria-current={open ? 'true' : undefined} preventScrollReset>
              <g
                className={`tl ${cell?.tone ?? 'none'}${open ? ' on' : ''}`}
                transform={`translate(${box.x} ${box.y})`}
              >
                <rect width={box.width} height={box.height} rx="6" />
                <text x="9" y="27">
                  {name}
                </text>
                {cell && (
                  <text x="9" y="51" className="nb">
                    {shapeOf[cell.tone]} {signedInWords(cell.places)}
                  </text>
                )}
              </g>
            </Link>
          )
        })}
      </svg>
    </nav>
  )
}
