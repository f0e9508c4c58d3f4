import { Link } from '@remix-run/react'
import { pathTo } from '~/site'
import type { ProjectLine } from '../projects/project-line-rules'
import { listWords as words } from '../projects/project-list-words'
import { projectStages } from '../projects/project-rules'
import { stageWords } from '../projects/project-words'
import { State } from './ProjectTable'

/** Projects by stage, a column each; a stage without projects stays, so that the order of stages is seen. */
export const ProjectBoard = ({ lines }: { lines: readonly ProjectLine[] }) => (
  <div className="board">
    {projectStages.map((stage) => {
      const mine = lines.filter((line) => line.stage === stage)
      if (stage === 'cancelled' && mine.length === 0) return null
      return (
        <section key={stage} aria-labelledby={`stage-${stage}`}>
          <h2 id={`stage-${stage}`}>
            {stageWords[stage]} <small>{words.boardCount(mine.length)}</small>
          </h2>
          {mine.length > 0 && (
            <ul>
              {mine.map((line) => (
                <li key={line.id} className={line.tone}>
                  <Link to={pathTo('project', { project: line.id })}>{line.title}</Link>
                  <small>
                    {line.streetName} · {line.kind} · {line.placesSay}
                  </small>
                  <State line={line} />
                </li>
              ))}
            </ul>
          )}
        </section>
      )
    })}
  </div>
)
