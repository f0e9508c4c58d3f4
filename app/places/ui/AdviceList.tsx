import { Link } from '@remix-run/react'
import { dayInWords, dayOf } from '~/shared/day'
import { Note, Table } from '~/shared/ui'
import { pathTo } from '~/site'
import { catchmentWords, adviceWords as words } from '../advice/advice-words'
import type { AdvicePage, ProposalRow, VersionRow } from '../advice/load-advice.server'
import { phaseWords } from '../phase-words'
import { scenarioWords } from '../scenarios/scenario-words'
import { Reckoning } from './RunForms'

/** The reckoning that runs, or that failed last. */
export const AdviceWork = ({ work }: { work: AdvicePage['work'] }) => {
  if (work?.state === 'running') return <Reckoning done={work.done} total={work.total} says={words.running} />
  if (work?.state === 'failed') return <Note title={words.failed}>{work.sentence}</Note>
  return null
}

const proposalRow = ({ id, name, kind, says, reason, by, at, state }: ProposalRow) => ({
  key: id,
  cells: [
    <Link key="name" to={kind ? pathTo('proposal', { scenario: id }) : pathTo('scenario', { scenario: id })}>
      {name}
    </Link>,
    kind ? words.kinds[kind] : '',
    <span key="says" className="saying">
      {says}
      <small className="block">{reason}</small>
    </span>,
    `${by} ${dayInWords(dayOf(at))}`,
    scenarioWords.states[state],
  ],
})

/** Proposals that wait, then those decided. */
export const ProposalList = ({ rows }: { rows: readonly ProposalRow[] }) => (
  <Table
    caption={words.caption}
    columns={[
      { key: 'name', head: words.columns.name },
      { key: 'kind', head: words.columns.kind },
      { key: 'says', head: words.columns.says },
      { key: 'who', head: words.columns.who },
      { key: 'state', head: words.columns.state },
    ]}
    groups={[
      { title: words.drafts, rows: rows.filter(({ state }) => state === 'draft').map(proposalRow) },
      { title: words.decided, rows: rows.filter(({ state }) => state !== 'draft').map(proposalRow) },
    ]}
    empty={words.none}
  />
)

/** Which catchments hold from when. */
export const CatchmentVersions = ({ rows }: { rows: readonly VersionRow[] }) => (
  <div className="apart">
    <h2>{catchmentWords.versions}</h2>
    <Table
      caption={catchmentWords.versions}
      columns={[
        { key: 'name', head: catchmentWords.versionColumns.name },
        { key: 'phase', head: catchmentWords.versionColumns.phase },
        { key: 'from', head: catchmentWords.versionColumns.from },
        { key: 'who', head: catchmentWords.versionColumns.who },
      ]}
      groups={[
        {
          rows: rows.map(({ id, name, phase, effectiveFrom, by, invented }) => ({
            key: id,
            cells: [
              <span key="name">
                {name}
                {invented && <small className="block">{catchmentWords.invented}</small>}
              </span>,
              phaseWords[phase],
              effectiveFrom,
              by,
            ],
          })),
        },
      ]}
      empty={catchmentWords.noVersions}
    />
  </div>
)
