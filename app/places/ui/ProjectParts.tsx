import { Link } from '@remix-run/react'
import { dayOf } from '~/shared/day'
import { Figure, Table } from '~/shared/ui'
import { pathTo } from '~/site'
import type { ChangeLine } from '../change-log/load-changes.server'
import { phaseWords } from '../phase-words'
import type { ProjectPage } from '../projects/load-project.server'
import { detailWords as words } from '../projects/project-detail-words'
import { countInWords, milestoneWords } from '../projects/project-words'
import { ChangeEffect, whenOf } from './ChangeList'
import { Pipeline } from './Pipeline'

/** The four dates as a drawing, how sure they are, and every time they moved. */
export const ProjectDates = ({ page }: { page: ProjectPage }) => {
  const { line, revisions, ownSlips } = page
  return (
    <>
      <Pipeline rows={[line]} today={page.today} />
      {line.chance !== null && line.autumn !== null && (
        <p>
          {words.chance(line.autumn, line.chance)}
          {ownSlips > 0 && ` · ${words.ownSlips(ownSlips)}`} ·{' '}
          <Link to={`${pathTo('projects')}#odds`}>{words.chanceHow}</Link>
        </p>
      )}
      <details className="remark plainfold">
        <summary>{words.history}</summary>
        <Table
          caption={words.history}
          columns={[
            { key: 'what', head: words.historyColumns.what },
            { key: 'due', head: words.historyColumns.due },
            { key: 'met', head: words.historyColumns.met },
            { key: 'why', head: words.historyColumns.why },
            { key: 'who', head: words.historyColumns.who },
            { key: 'when', head: words.historyColumns.when },
          ]}
          groups={[
            {
              rows: revisions.map(({ kind, number, dueOn, metOn, why, who, at }) => ({
                key: `${kind} ${number}`,
                cells: [milestoneWords[kind], dueOn ?? '', metOn ?? '', why, who, dayOf(at)],
              })),
            },
          ]}
          empty={words.historyNone}
        />
      </details>
    </>
  )
}

/** Places by phase. */
export const ProjectPlaces = ({ page: { split, line } }: { page: ProjectPage }) =>
  split.length === 0 ? (
    <p className="w">{words.placesNone}</p>
  ) : (
    <Table
      caption={words.placesTable}
      columns={[
        { key: 'phase', head: words.placesColumns.phase },
        { key: 'places', head: words.placesColumns.places, number: true },
        { key: 'classes', head: words.placesColumns.classes, number: true },
      ]}
      groups={[
        {
          rows: split.map(({ phase, places, classes }) => ({
            key: phase,
            cells: [phaseWords[phase], countInWords(places), classes === 0 ? '' : classes],
          })),
        },
      ]}
      foot={
        <b>
          {words.sum} <Figure name="places.project-places" value={line.places} />
        </b>
      }
    />
  )

/** What the project is, in pairs. */
export const ProjectFacts = ({ page: { line, row } }: { page: ProjectPage }) => {
  const position = line.longitude === null || line.latitude === null ? '' : `${line.longitude}, ${line.latitude}`
  const pairs = [
    [words.about, row.about],
    [words.school, line.schoolName],
    [words.address, row.address],
    [words.position, position],
    [words.responsible, line.officerName],
    [words.internalNote, row.internalNote],
  ].filter(([, said]) => said !== '')
  return (
    <dl className="pairs long">
      {pairs.map(([name, said]) => (
        <div key={name} className="contents">
          <dt>{name}</dt>
          <dd>{said}</dd>
        </div>
      ))}
    </dl>
  )
}

/** 改过什么, the newest first, with what each change does to the places. */
export const ProjectChanges = ({ changes }: { changes: readonly ChangeLine[] }) => (
  <section className="sheaf" aria-labelledby="history-head">
    <h2 id="history-head">{words.changes}</h2>
    {changes.length === 0 && <p className="nil">{words.changesNone}</p>}
    <ol className="history">
      {changes.map((line) => (
        <li key={line.id}>
          <b>{line.title}</b> <ChangeEffect line={line} />
          <small>
            {line.reason} · {line.who} {whenOf(line.at)}
          </small>
        </li>
      ))}
    </ol>
  </section>
)
