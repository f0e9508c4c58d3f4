import type { CellMapDrawing } from '../advice/cell-map-rules'

/** Every cell a dot, tied to its school by a line, those that change school in a ring. The tables say the same. */
export const CellMap = ({ map: { width, height, schools }, label }: { map: CellMapDrawing; label: string }) => (
  <svg className="cells" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
    {schools.map(({ id, tone, lines, dots, rings }) => (
      <g key={id} className={`school tone-${tone}`}>
        <path className="ties" d={lines} />
        <path className="ring" d={rings} />
        <path className="dot" d={dots} />
      </g>
    ))}
    {schools.map(({ id, number, x, y }) => (
      <g key={id} transform={`translate(${x} ${y})`}>
        <rect className="mark" x="-11" y="-9" width="22" height="18" rx="3" />
        <text className="no" textAnchor="middle" y="5">
          {number}
        </text>
      </g>
    ))}
  </svg>
)
