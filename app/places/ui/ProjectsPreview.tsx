import { Form } from '@remix-run/react'
import { Fragment } from 'react'
import { Button, ButtonLink, ImportProgress, Note, Oops, Table, type TableRow } from '~/shared/ui'
import { pathTo } from '~/site'
import { phases } from '../phases'
import type { ProjectsPreviewPage } from '../project-sheet/load-projects-in.server'
import type { ProjectsSeen, SeenLine } from '../project-sheet/preview-projects.server'
import { columnKeys, headOf, type ProjectCells } from '../project-sheet/project-columns'
import { previewWords as words } from '../project-sheet/project-sheet-words'

const toImport = pathTo('projectsImport')

/** A list of projects from being read to being applied. */
export const ProjectsPreview = ({ page }: { page: ProjectsPreviewPage }) => {
  const { state, seen } = page
  if (state === 'reading' || state === 'applying')
    return <ImportProgress state={state} done={page.done} total={page.total} />
  if (state === 'failed')
    return (
      <Oops
        title={words.failedTitle}
        action={
          <ButtonLink tone="go" to={toImport}>
            {words.another}
          </ButtonLink>
        }
      >
        {page.sentence}
      </Oops>
    )
  if (!seen) return null
  if (state === 'applied')
    return (
      <>
        <Note tone="ok" title={words.appliedTitle(seen.counts.fresh, seen.counts.changed)}>
          <p>{words.appliedSays}</p>
        </Note>
        <div className="acts">
          <ButtonLink tone="go" to={pathTo('projects')}>
            {words.toProjects}
          </ButtonLink>
        </div>
        <Lines lines={seen.lines} />
      </>
    )
  return <Ready seen={seen} />
}

const Ready = ({ seen: { counts, ignored, lines } }: { seen: ProjectsSeen }) => {
  const toDo = counts.fresh + counts.changed
  return (
    <>
      {counts.wrong > 0 ? (
        <Note title={words.wrongTitle(counts.wrong)}>
          <p>{words.wrongSays}</p>
        </Note>
      ) : (
        <Note tone="ok" title={toDo > 0 ? words.readyTitle : words.nothing}>
          {toDo > 0 && <p>{words.readySays}</p>}
        </Note>
      )}
      <p className="cap">
        {[words.counts(counts), ignored.length > 0 && words.ignored(ignored.join('、'))].filter(Boolean).join('。')}
      </p>
      <Form method="post" className="acts">
        {counts.wrong === 0 && toDo > 0 && (
          <Button tone="go" name="deed" value="apply">
            {words.apply(counts.fresh, counts.changed)}
          </Button>
        )}
        <Button tone="plain" name="deed" value="discard">
          {words.discard}
        </Button>
        <ButtonLink tone="plain" to={toImport}>
          {words.another}
        </ButtonLink>
      </Form>
      <Lines lines={lines} />
    </>
  )
}

/** What is wrong comes first, what changes nothing last. */
const KINDS = ['wrong', 'changed', 'new', 'same'] as const

const Lines = ({ lines }: Pick<ProjectsSeen, 'lines'>) => (
  <Table
    caption={words.caption}
    columns={[
      { key: 'project', head: words.columns.project },
      { key: 'line', head: words.columns.line },
      { key: 'what', head: words.columns.what },
    ]}
    groups={KINDS.map((kind) => {
      const own = lines.filter((line) => line.kind === kind)
      return { title: words.groups[kind](own.length), rows: own.map(rowOf) }
    })}
  />
)

const rowOf = (line: SeenLine): TableRow => ({
  key: String(line.line),
  ...(line.kind === 'wrong' ? { tone: 'bad' as const } : {}),
  cells: [
    <b key="name">{line.cells.title || line.cells.id || words.nameless}</b>,
    <span key="line" className="time">
      {words.line(line.line)}
    </span>,
    <What key="what" line={line} />,
  ],
})

const placesOf = (cells: ProjectCells): string => {
  const said = phases.map((phase) => cells[phase] ?? '').filter((text) => text !== '')
  return words.places(said.length === 0 ? null : said.reduce((sum, text) => sum + Number(text.replaceAll(',', '')), 0))
}

const What = ({ line: { kind, cells, before, errors } }: { line: SeenLine }) => {
  if (kind === 'same') return <>{words.unchanged}</>
  if (kind === 'new') return <>{words.fresh(cells.kind ?? '', cells.street ?? '', placesOf(cells))}</>
  if (kind === 'changed')
    return (
      <>
        <dl className="pairs">
          {columnKeys
            .filter((key) => before[key] !== undefined)
            .map((key) => (
              <Fragment key={key}>
                <dt>{headOf(key)}</dt>
                <dd>
                  <del>{words.from(before[key] ?? '')}</del>
                  <br />
                  <ins>{words.to(cells[key] ?? '')}</ins>
                </dd>
              </Fragment>
            ))}
        </dl>
        {cells.why && <p className="cap">{words.because(cells.why)}</p>}
      </>
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
