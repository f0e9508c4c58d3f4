import { Table, type TableRow } from '~/shared/ui'
import { type ColumnKey, columnKeys, headOf } from '../section-sheet/section-columns'
import type { LineKind, SeenLine } from '../section-sheet/section-sheet-rules'
import { previewWords as words } from '../section-sheet/section-sheet-words'

/** What is wrong comes first, what changes nothing last. */
const KINDS: readonly LineKind[] = ['wrong', 'fixed', 'new', 'changed', 'unchanged']

/** The lines of a sheet of sections, by what each of them would do. */
export const SheetLines = ({ lines }: { lines: readonly Omit<SeenLine, 'print'>[] }) => (
  <Table
    caption={words.caption}
    columns={[
      { key: 'course', head: words.columns.course },
      { key: 'line', head: words.columns.line },
      { key: 'what', head: words.columns.what },
    ]}
    groups={KINDS.map((kind) => {
      const own = lines.filter((line) => line.kind === kind)
      return { title: words.groups[kind](own.length), rows: own.map(rowOf) }
    })}
  />
)

const rowOf = (line: Omit<SeenLine, 'print'>): TableRow => ({
  key: String(line.line),
  ...(line.kind === 'wrong' || line.kind === 'fixed' ? { tone: 'bad' as const } : {}),
  cells: [
    <b key="name" className="time">
      {nameOf(line)}
    </b>,
    <span key="line" className="time">
      {words.line(line.line)}
    </span>,
    <What key="what" line={line} />,
  ],
})

const nameOf = ({ cells: { title, label } }: Pick<SeenLine, 'cells'>): string =>
  title === '' ? words.nameless : label ? `${title}（${label}）` : title

const What = ({ line: { kind, cells, before, errors, takesBack } }: { line: Omit<SeenLine, 'print'> }) => {
  if (kind === 'unchanged') return <>{words.same}</>
  if (kind === 'new') return <>{words.fresh(cells.slots, cells.instructor)}</>
  if (kind === 'changed')
    return (
      <dl className="pairs">
        {columnKeys.flatMap((key) =>
          before[key] === undefined ? [] : [<Change key={key} column={key} from={before[key] ?? ''} to={cells[key]} />],
        )}
        {takesBack && <dd>{words.takesBack}</dd>}
      </dl>
    )
  return (
    <ul>
      {errors.map(({ column, sentence }) => (
        <li key={column}>
          <b>{headOf(column)}</b> {sentence}
        </li>
      ))}
    </ul>
  )
}

const Change = ({ column, from, to }: { column: ColumnKey; from: string; to: string }) => (
  <>
    <dt>{headOf(column)}</dt>
    <dd>
      <del>{words.from(from)}</del>
      <br />
      <ins>{words.to(to)}</ins>
    </dd>
  </>
)
