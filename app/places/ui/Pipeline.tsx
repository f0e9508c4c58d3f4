import { Link } from '@remix-run/react'
import type { MilestoneKind } from '#db/schema/index'
import {
  PIPELINE_WIDTH,
  type PipelineAxis,
  type PipelineMark,
  type PipelineRow,
  pipelineAxis,
} from '../projects/pipeline-rules'
import { pipelineWords as words } from '../projects/project-page-words'
import { milestoneWords } from '../projects/project-words'

/** The balance's shapes, said aloud by the sentence beside them. */
export const toneMarks = { ok: '●', warn: '◆', bad: '▼' } as const

interface PipelineProps {
  /** As `pipelineRowOf` makes them; drawn in this order. */
  rows: readonly PipelineRow[]
  /** `YYYY-MM-DD`: the one black line. */
  today: string
  /** Where a project's name leads; names are no links where it is left out. */
  linkOf?: (id: string) => string
}

/**
 * Projects along time: ■ 开工 ▲ 竣工 ◆ 交付 ● 开学启用, filled once they came; the thin dashed line is the first promise, the
 * thick one is now, 1 September is dotted in each year, today is the one black line, and every row ends in what it comes
 * to. Below it the same days as a table. Pure props; styles: `styles/pipeline.css`.
 */
export const Pipeline = ({ rows, today, linkOf }: PipelineProps) => {
  const axis = pipelineAxis(rows, today)
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="scroll pipe" aria-label={words.caption} tabIndex={0}>
        <table>
          <caption className="vh">{words.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.project}</th>
              <th scope="col" className="num">
                {words.places}
              </th>
              <th scope="col" className="lane">
                <span className="vh">{words.dates}</span>
                <Years axis={axis} />
              </th>
              <th scope="col">{words.now}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  {linkOf ? <Link to={linkOf(row.id)}>{row.title}</Link> : <b>{row.title}</b>}
                  <small>
                    {row.kind}
                    <span className="narrow"> · {row.placesSay}</span>
                  </small>
                </th>
                <td className="num">
                  <b>{row.placesSay}</b>
                </td>
                <td className="lane">
                  <RowDrawing row={row} axis={axis} today={today} />
                </td>
                <td>
                  <span className={`says tone-${row.tone}`}>
                    <i aria-hidden="true">{toneMarks[row.tone]}</i>
                    {row.sentence}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <PipelineKey />
      <PipelineDays rows={rows} />
    </>
  )
}

const Years = ({ axis }: { axis: PipelineAxis }) => (
  <svg viewBox={`0 0 ${PIPELINE_WIDTH} 20`} aria-hidden="true">
    {axis.years.map((year) => (
      <g key={year}>
        <text x={axis.at(`${year}-01-01`) + 4} y="14">
          {year}
        </text>
        {axis.years.length <= SEPTEMBERS_NAMED && (
          <text x={axis.at(`${year}-09-01`)} y="14" className="sep">
            {words.september}
          </text>
        )}
      </g>
    ))}
  </svg>
)

/** With more years than this, the word 9 月 does not fit beside the year. */
const SEPTEMBERS_NAMED = 10

const RowDrawing = ({ row, axis, today }: { row: PipelineRow; axis: PipelineAxis; today: string }) => (
  <svg viewBox={`0 0 ${PIPELINE_WIDTH} 50`} role="img" aria-label={words.rowSays(row.title, row.marks)}>
    {axis.years.map((year) => (
      <g key={year}>
        <path d={`M${axis.at(`${year}-01-01`)} 0V50`} className="year" />
        <path d={`M${axis.at(`${year}-09-01`)} 0V50`} className="september" />
      </g>
    ))}
    <path d={`M${axis.at(today)} 0V50`} className="today" />
    <Track days={row.marks.map(({ kind, first }) => ({ kind, day: first }))} axis={axis} y={13} look="first" />
    <Track
      days={row.marks.map(({ kind, now, met }) => ({ kind, day: now, met }))}
      axis={axis}
      y={36}
      look={`now ${row.tone}`}
    />
  </svg>
)

interface TrackProps {
  days: readonly { kind: MilestoneKind; day: string | null; met?: boolean }[]
  axis: PipelineAxis
  y: number
  look: string
}

const Track = ({ days, axis, y, look }: TrackProps) => {
  const dated = days.flatMap(({ kind, day, met }) => (day === null ? [] : [{ kind, met, x: axis.at(day) }]))
  const [first, last] = [dated[0], dated.at(-1)]
  if (!first || !last) return null
  return (
    <g transform={`translate(0 ${y})`} className={look}>
      <path d={`M${first.x} 0H${last.x}`} className="line" />
      {dated.map(({ kind, x, met }) => (
        <path key={kind} d={shapes[kind]} transform={`translate(${x} 0)`} className={met ? 'mark met' : 'mark'} />
      ))}
    </g>
  )
}

const shapes: Record<MilestoneKind, string> = {
  started: 'M-5-5H5V5H-5z',
  finished: 'M0-7l7 12H-7z',
  handed_over: 'M0-7l7 7-7 7-7-7z',
  in_use: 'M-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0z',
}

/** One milestone's shape, for keys and lists. */
export const MilestoneMark = ({ kind, met = true }: { kind: MilestoneKind; met?: boolean }) => (
  <svg className="pipe-mark now" viewBox="-9 -9 18 18" aria-hidden="true">
    <path d={shapes[kind]} className={met ? 'mark met' : 'mark'} />
  </svg>
)

const PipelineKey = () => (
  <p className="pipe-key">
    {(['started', 'finished', 'handed_over', 'in_use'] as const).map((kind) => (
      <span key={kind}>
        <MilestoneMark kind={kind} />
        {kind === 'in_use' ? words.inUseCounts : milestoneWords[kind]}
      </span>
    ))}
    <span>
      <svg className="pipe-line" viewBox="0 0 26 6" aria-hidden="true">
        <path d="M0 3H26" className="first" />
      </svg>
      {words.first}
    </span>
    <span>
      <svg className="pipe-line" viewBox="0 0 26 6" aria-hidden="true">
        <path d="M0 3H26" className="now" />
      </svg>
      {words.nowFilled}
    </span>
    <span>
      <svg className="pipe-line" viewBox="0 0 26 14" aria-hidden="true">
        <path d="M13 0V14" className="today" />
      </svg>
      {words.today}
    </span>
  </p>
)

/** The days of the drawing as a table. */
const PipelineDays = ({ rows }: { rows: readonly PipelineRow[] }) => (
  <details className="pipe-days">
    <summary>{words.asTable}</summary>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
    <section className="scroll" aria-label={words.tableCaption} tabIndex={0}>
      <table className="t">
        <caption className="vh">{words.tableCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.project}</th>
            {rows[0]?.marks.map(({ kind }) => (
              <th key={kind} scope="col">
                {milestoneWords[kind]}
              </th>
            ))}
            <th scope="col">{words.now}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.title}</th>
              {row.marks.map((mark) => (
                <td key={mark.kind}>
                  <MarkDays mark={mark} />
                </td>
              ))}
              <td>{row.sentence}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  </details>
)

const MarkDays = ({ mark: { first, now, met } }: { mark: PipelineMark }) => (
  <>
    {now === null ? words.noDay : met ? words.metOn(now) : words.dueOn(now)}
    {first !== null && first !== now && <small className="block">{words.firstWas(first)}</small>}
  </>
)
