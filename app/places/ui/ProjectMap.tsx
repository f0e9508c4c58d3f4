import { Link } from '@remix-run/react'
import { pathTo } from '~/site'
import type { MapDrawing, MapMark } from '../projects/draw-map.server'
import { mapWords as words } from '../projects/outline-words'

/** The marks' shapes on a 14 grid: ▼ ◆ ●, as everywhere in this room. */
const shapes: Record<MapMark['tone'], string> = {
  bad: 'M-8-6H8L0 8z',
  warn: 'M0-8l8 8-8 8-8-8z',
  ok: 'M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0z',
}

/** The district's outline with its projects; the list beside it says the same in words. */
export const ProjectMap = ({ map, name }: { map: MapDrawing; name: string }) => (
  <section className="sheaf mapbox" aria-label={words.caption}>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
    <section className="scroll" aria-label={words.says(map.marks.length, name || words.district)} tabIndex={0}>
      <svg
        viewBox={`0 0 ${map.width} ${map.height}`}
        role="img"
        aria-label={words.says(map.marks.length, name || words.district)}
      >
        {map.district && <path d={map.district} className="district" />}
        {map.streets.map((street) => (
          <g key={`${street.name} ${street.x} ${street.y}`}>
            <path d={street.path} className="inner" />
            <text x={street.x} y={street.y} className="area">
              {street.name}
            </text>
          </g>
        ))}
        {map.marks.map((mark) => (
          <g key={mark.id} className={`spot tone-${mark.tone}`}>
            <path className="lead" d={leadOf(mark)} />
          </g>
        ))}
        {map.marks.map((mark) => (
          <g key={mark.id} className={`spot tone-${mark.tone}`}>
            <path className="mark" d={shapes[mark.tone]} transform={`translate(${mark.x} ${mark.y})`} />
            <text x={mark.labelX} y={mark.labelY} textAnchor={mark.anchor}>
              {mark.title}
            </text>
          </g>
        ))}
      </svg>
    </section>
    <p className="cap">{words.key}</p>
    <ul className="spots">
      {map.marks.map((mark) => (
        <li key={mark.id}>
          <Link to={pathTo('project', { project: mark.id })}>{mark.title}</Link>
          <small>{mark.sentence}</small>
        </li>
      ))}
    </ul>
    {map.unplaced.length > 0 && (
      <>
        <h2>{words.unplaced}</h2>
        <ul className="spots">
          {map.unplaced.map(({ id, title }) => (
            <li key={id}>
              <Link to={pathTo('project', { project: id })}>{title}</Link>
            </li>
          ))}
        </ul>
      </>
    )}
    <p className="cap">{map.sources.length > 0 ? words.attribution(map.sources) : words.noOutline}</p>
  </section>
)

/** From the mark to its name in the margin. */
const leadOf = ({ x, y, labelX, labelY, anchor }: MapMark): string =>
  `M${x} ${y}L${anchor === 'end' ? labelX + 20 : labelX - 20} ${labelY - 4}H${anchor === 'end' ? labelX + 4 : labelX - 4}`
