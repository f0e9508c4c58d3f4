import { Form } from '@remix-run/react'
import { Fragment } from 'react'
import { Button, Field, Table, type TableRow } from '~/shared/ui'
import { pathTo } from '~/site'
import { filingWords as words } from '../bureau-words'
import { yuan } from '../family-words'
import { sectionNumber } from '../filing-rules'
import { changesInWords } from '../line-change-words'
import type { LineChange } from '../line-changes'
import type { FilingLine, FilingPage } from '../load-filing.server'
import { planWords } from '../publishing-words'
import { FindingMarks } from './FindingList'
import { LastStepCell, NameCell, StageCell, TimeCell } from './SectionCells'

/** The remark of a return that was refused, and what was typed. */
export interface RefusedReturn {
  section: string
  remark: string
  error: string
}

/** Every line of a plan; what waits can be sent back one by one. */
export const FilingTable = ({ page, refused }: { page: FilingPage; refused: RefusedReturn | undefined }) => {
  const row = (line: FilingLine): TableRow => ({
    key: line.id,
    ...(line.stage === 'returned' ? { tone: 'bad' as const } : {}),
    cells: [
      <Fragment key="course">
        <NameCell section={line} />
        <FindingMarks findings={line.findings} said />
      </Fragment>,
      <TimeCell key="time" section={line} />,
      [line.provider, line.teacher].filter(Boolean).join(' '),
      line.capacity ?? planWords.unlimited,
      yuan(line.feeFen),
      line.changes === null ? null : <Changes key="changes" changes={line.changes} />,
      <NumberedStage key="standing" line={line} filing={page.plan?.filingNumber ?? null} />,
      <LastStepCell key="last" section={line} />,
      line.stage === 'sent' ? (
        <ReturnForm
          key="next"
          school={page.school}
          line={line}
          refused={refused?.section === line.id ? refused : undefined}
        />
      ) : null,
    ],
  })
  return (
    <Table
      caption={words.caption}
      columns={[
        { key: 'course', head: words.columns.course },
        { key: 'time', head: words.columns.time },
        { key: 'teacher', head: words.columns.teacher },
        { key: 'places', head: words.columns.places, number: true },
        { key: 'fee', head: words.columns.fee, number: true },
        { key: 'changes', head: words.columns.changes },
        { key: 'standing', head: words.columns.standing },
        { key: 'last', head: words.columns.last },
        { key: 'next', head: words.columns.next },
      ]}
      groups={[
        { title: words.waiting(page.waiting.length), rows: page.waiting.map(row) },
        { title: words.returned(page.returned.length), rows: page.returned.map(row) },
        { title: words.filed(page.filed.length), rows: page.filed.map(row) },
      ]}
      empty={words.nothing}
    />
  )
}

const NumberedStage = ({ line, filing }: { line: FilingLine; filing: string | null }) => (
  <>
    <StageCell stage={line.stage} />
    {filing !== null && line.suffix !== null && <small className="block">{sectionNumber(filing, line.suffix)}</small>}
  </>
)

const Changes = ({ changes }: { changes: readonly LineChange[] }) =>
  changes.length === 0 ? (
    <span className="nil">{words.change.none}</span>
  ) : (
    <span className="w">{changesInWords(changes)}</span>
  )

interface ReturnFormProps {
  school: string
  line: FilingLine
  refused: RefusedReturn | undefined
}

const ReturnForm = ({ school, line, refused }: ReturnFormProps) => (
  <details className="remark" open={refused !== undefined}>
    <summary aria-label={words.sendBackNamed(line.name)}>{words.sendBack}</summary>
    <Form method="post" action={pathTo('filing', { school })}>
      <input type="hidden" name="section" value={line.id} />
      <Field
        type="textarea"
        name="remark"
        id={`remark-${line.id}`}
        label={words.remark}
        hint={words.remarkHint}
        maxLength={200}
        rows={2}
        {...(refused ? { error: refused.error } : {})}
        defaultValue={refused?.remark ?? ''}
      />
      <Button tone="bad" name="deed" value="return">
        {words.sendBackNamed(line.name)}
      </Button>
    </Form>
  </details>
)
