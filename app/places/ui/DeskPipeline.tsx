import { Link } from '@remix-run/react'
import { pathTo } from '~/site'
import { deskWords as words } from '../desk/desk-words'
import type { DeskPageData } from '../desk/load-desk.server'
import { Pipeline } from './Pipeline'
import { ReconciliationLine } from './Reconciliation'

const projectPath = (project: string): string => pathTo('project', { project })

/** Where the projects are; what is announced is held against them, always. */
export const DeskPipeline = ({
  page: {
    pipeline: { first, rest },
    reconciliation,
    today,
  },
}: {
  page: DeskPageData
}) => (
  <section className="panel" aria-labelledby="pipe-head">
    <div className="ptop">
      <h2 id="pipe-head">{words.pipeline.title}</h2>
      <ReconciliationLine of={reconciliation} />
    </div>
    {first.length + rest.length === 0 ? (
      <p className="nil">
        {words.pipeline.none} <Link to={pathTo('projects')}>{words.pipeline.add}</Link>
      </p>
    ) : (
      <Pipeline rows={first.length > 0 ? first : rest} today={today} linkOf={projectPath} />
    )}
    {first.length > 0 && rest.length > 0 && (
      <details className="folded">
        <summary>{words.pipeline.rest(rest.length)}</summary>
        <Pipeline rows={rest} today={today} linkOf={projectPath} />
      </details>
    )}
  </section>
)
