import { Link } from '@remix-run/react'
import { pathTo } from '~/site'
import { phaseWords } from '../phase-words'
import type { ProjectLine } from '../projects/project-line-rules'
import { listWords as words } from '../projects/project-list-words'
import { type ProjectSearch, queryOf, type SortKey, sortKeys, sortOf } from '../projects/project-search'
import { countInWords, kindWords, stageWords } from '../projects/project-words'
import { toneMarks } from './Pipeline'

interface ProjectTableProps {
  lines: readonly ProjectLine[]
  search: ProjectSearch
  /** What stands in an empty table. */
  empty: string
}

const numbers: readonly SortKey[] = ['places', 'chance']

/** The list as a table; every head sorts by its column, and once more the other way round. */
export const ProjectTable = ({ lines, search, empty }: ProjectTableProps) => {
  const sorted = sortOf(search)
  return (
    <div className="grid">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="scroll" aria-label={words.caption} tabIndex={0}>
        <table className="t projects">
          <caption className="vh">{words.caption}</caption>
          <thead>
            <tr>
              {sortKeys.map((key) => {
                const mine = sorted.key === key
                const down = mine && !sorted.down
                return (
                  <th
                    key={key}
                    scope="col"
                    className={numbers.includes(key) ? 'num' : undefined}
                    aria-sort={mine ? (sorted.down ? 'descending' : 'ascending') : undefined}
                  >
                    <Link
                      to={pathTo('projects', {}, queryOf(search, { sort: `${down ? '-' : ''}${key}` }))}
                      title={words.sortBy(words.columns[key], down)}
                    >
                      {words.columns[key]}
                      {mine && <span aria-hidden="true">{sorted.down ? ' ↓' : ' ↑'}</span>}
                    </Link>
                  </th>
                )
              })}
            </tr>
          </thead>
          <tbody>
            {lines.length === 0 && (
              <tr>
                <td colSpan={sortKeys.length} className="nil">
                  {empty}
                </td>
              </tr>
            )}
            {lines.map((line) => (
              <ProjectRow key={line.id} line={line} />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}

const ProjectRow = ({ line }: { line: ProjectLine }) => {
  const use = line.marks.find(({ kind }) => kind === 'in_use')
  return (
    <tr className={line.tone === 'ok' ? undefined : line.tone}>
      <th scope="row">
        <Link to={pathTo('project', { project: line.id })}>{line.title}</Link>
        <small>
          {kindWords[line.projectKind]}
          {line.schoolName && ` · ${line.schoolName}`}
        </small>
      </th>
      <td>{line.streetName}</td>
      <td>{stageWords[line.stage]}</td>
      <td className="num">
        <b className={line.stated || line.projectKind === 'upgraded' ? undefined : 'w'}>{line.placesSay}</b>
        {line.split.length > 1 && (
          <small className="block">
            {line.split.map(({ phase, places }) => `${phaseWords[phase]} ${countInWords(places)}`).join(' · ')}
          </small>
        )}
      </td>
      <td className="time">
        {use?.now ?? words.noDay}
        {line.autumn !== null && line.places > 0 && <small className="block">{words.year(line.autumn)}</small>}
      </td>
      <td className="num">{line.chance === null ? words.decided : words.percent(line.chance)}</td>
      <td>
        <State line={line} />
      </td>
    </tr>
  )
}

/** What a project comes to, with its shape. */
export const State = ({ line: { tone, sentence } }: { line: Pick<ProjectLine, 'tone' | 'sentence'> }) => (
  <span className={`says tone-${tone}`}>
    <i aria-hidden="true">{toneMarks[tone]}</i>
    {sentence}
  </span>
)
