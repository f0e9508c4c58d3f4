import { Form } from '@remix-run/react'
import { Button, ExportLinks, Field, Figure, Table } from '~/shared/ui'
import { pathTo } from '~/site'
import { phaseWords } from '../phase-words'
import { phases } from '../phases'
import type { TrackRecord } from '../runs/load-track-record.server'
import { levelWords } from '../runs/run-words'
import { levels } from '../runs/track-rules'
import { trackWords as words } from '../runs/track-words'
import { sayPercent } from './BacktestTable'

const { columns } = words
const hundred = (ratio: number | null): number | null => (ratio === null ? null : ratio * 100)
const oneDecimal = (ratio: number): number => Math.round(ratio * 1000) / 10

/** Which vintages, phases and sizes are looked at. */
export const TrackPicking = ({ page: { search, vintages } }: { page: TrackRecord }) => {
  const anything = { value: '', label: words.pick.all }
  return (
    <Form method="get" className="sheaf asking no-print">
      <Field
        key={`run-${search.run}`}
        type="select"
        name="run"
        label={words.pick.run}
        defaultValue={search.run}
        options={[
          anything,
          ...vintages.map((one) => ({ value: one.id, label: words.vintage(one.number, one.origin) })),
        ]}
      />
      <Field
        key={`phase-${search.phase}`}
        type="select"
        name="phase"
        label={words.pick.phase}
        defaultValue={search.phase}
        options={[anything, ...phases.map((phase) => ({ value: phase, label: phaseWords[phase] }))]}
      />
      <Field
        key={`size-${search.size}`}
        type="select"
        name="size"
        label={words.pick.size}
        defaultValue={search.size}
        options={[anything, ...Object.entries(words.sizes).map(([value, label]) => ({ value, label }))]}
      />
      <div className="acts">
        <Button tone="plain">{words.pick.look}</Button>
      </div>
    </Form>
  )
}

/** What was forecast against what came. */
export const TrackScores = ({ page: { scores, search } }: { page: TrackRecord }) => (
  <div className="lines">
    <Table
      caption={words.scores.caption}
      bar={
        <>
          <h2>{words.scores.title}</h2>
          <ExportLinks to={pathTo('trackRecordSheet', {}, { ...search })} what={words.scores.caption} />
        </>
      }
      columns={[
        { key: 'level', head: columns.level },
        { key: 'horizon', head: columns.horizon },
        { key: 'n', head: columns.n, number: true },
        { key: 'mape', head: columns.mape, number: true },
        { key: 'wape', head: columns.wape, number: true },
        { key: 'bias', head: columns.bias, number: true },
        { key: 'skill', head: columns.skill, number: true },
        { key: 'cover', head: columns.cover, number: true },
      ]}
      groups={levels.map((wanted) => ({
        rows: scores
          .filter(({ level }) => level === wanted)
          .map(({ level, horizon, score }) => ({
            key: `${level} ${horizon}`,
            cells: [
              levelWords[level],
              words.years(horizon),
              score.n.toLocaleString('en-US'),
              <Figure key="mape" name="places.track-mape" value={oneDecimal(score.mape)}>
                {sayPercent(hundred(score.mape))}
              </Figure>,
              <Figure key="wape" name="places.track-wape" value={oneDecimal(score.wape)}>
                {sayPercent(hundred(score.wape))}
              </Figure>,
              sayPercent(hundred(score.bias), true),
              sayPercent(hundred(score.skill), true),
              sayPercent(hundred(score.cover)),
            ],
          })),
      }))}
      empty={words.scores.none}
      foot={words.coverGoal}
    />
  </div>
)

/** Alerts against what came. */
export const TrackAlerts = ({ page: { alerts, search } }: { page: TrackRecord }) => (
  <div className="lines">
    <Table
      caption={words.alerts.caption}
      bar={
        <>
          <h2>{words.alerts.title}</h2>
          <ExportLinks to={pathTo('trackRecordSheet', {}, { ...search, what: 'alerts' })} what={words.alerts.caption} />
        </>
      }
      columns={[
        { key: 'phase', head: columns.phase },
        { key: 'horizon', head: columns.horizon },
        { key: 'n', head: columns.n, number: true },
        { key: 'alerts', head: columns.alerts, number: true },
        { key: 'happened', head: columns.happened, number: true },
        { key: 'hits', head: columns.hits, number: true },
        { key: 'precision', head: columns.precision, number: true },
        { key: 'recall', head: columns.recall, number: true },
      ]}
      groups={[
        {
          rows: alerts.map(({ phase, horizon, score }) => ({
            key: `${phase} ${horizon}`,
            cells: [
              phaseWords[phase],
              words.years(horizon),
              ...[score.n, score.alerts, score.happened].map((n) => n.toLocaleString('en-US')),
              <Figure key="hits" name="places.track-hits" value={score.hits} />,
              sayPercent(hundred(score.precision)),
              sayPercent(hundred(score.recall)),
            ],
          })),
        },
      ]}
      empty={words.alerts.none}
      foot={words.alerts.lead}
    />
  </div>
)
