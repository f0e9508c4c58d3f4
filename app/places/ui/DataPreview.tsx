import { Form } from '@remix-run/react'
import { Button, ButtonLink, ErrorSummary, Field, ImportProgress, Note, Oops, Table } from '~/shared/ui'
import { pathTo } from '~/site'
import type { DemandSeen } from '../demand/demand-diff-rules'
import { previewWords as words } from '../demand/demand-words'
import type { DemandPreviewPage } from '../demand/load-demand.server'

type Refused = { error: string; typed: string } | undefined

/** A sheet of data from being read to being applied. */
export const DataPreview = ({ page, refused }: { page: DemandPreviewPage; refused: Refused }) => {
  const { state, seen, kind } = page
  const another = (
    <ButtonLink tone="plain" to={`${pathTo('placesData', {}, { kind })}#upload`}>
      {words.another}
    </ButtonLink>
  )
  if (state === 'reading' || state === 'applying')
    return <ImportProgress state={state} done={page.done} total={page.total} />
  if (state === 'failed')
    return (
      <Oops title={words.failedTitle} action={another}>
        {page.sentence}
      </Oops>
    )
  if (!seen) return null
  if (state === 'applied')
    return (
      <>
        <Note tone="ok" title={words.appliedTitle(words.counts(seen.counts))}>
          <p>{words.appliedSays}</p>
        </Note>
        <div className="acts">
          <ButtonLink tone="plain" to={pathTo('placesData')}>
            {words.back}
          </ButtonLink>
        </div>
        <Changes seen={seen} />
      </>
    )
  const toDo = seen.counts.fresh + seen.counts.changed + seen.counts.removed
  return (
    <>
      {refused && <ErrorSummary errors={[{ field: 'reason', message: refused.error }]} />}
      {seen.wrong > 0 ? (
        <Note title={words.wrongTitle(seen.wrong)}>
          <p>{words.wrongSays}</p>
        </Note>
      ) : (
        <Note tone="ok" title={toDo > 0 ? words.readyTitle : words.nothing}>
          {toDo > 0 && <p>{words.readySays}</p>}
        </Note>
      )}
      <p className="cap">
        {[words.counts(seen.counts), seen.extra.length > 0 && words.extra(seen.extra.join('、'))]
          .filter(Boolean)
          .join('。')}
      </p>
      {seen.wrong > 0 && <Wrong seen={seen} />}
      {seen.wrong === 0 && <Changes seen={seen} />}
      <Form method="post" className="sheaf">
        {seen.wrong === 0 && toDo > 0 && (
          <Field
            name="reason"
            label={words.reason}
            hint={words.reasonHint}
            maxLength={200}
            defaultValue={refused?.typed ?? ''}
            {...(refused ? { error: refused.error } : {})}
          />
        )}
        <div className="acts">
          {seen.wrong === 0 && toDo > 0 && (
            <Button tone="go" name="deed" value="apply">
              {words.apply(toDo)}
            </Button>
          )}
          <Button tone="plain" name="deed" value="discard">
            {words.discard}
          </Button>
          {another}
        </div>
      </Form>
    </>
  )
}

const Wrong = ({ seen: { wrong, errors } }: { seen: DemandSeen }) => (
  <Table
    caption={words.wrongCaption}
    columns={[
      { key: 'line', head: words.wrongColumns.line, number: true },
      { key: 'column', head: words.wrongColumns.column },
      { key: 'says', head: words.wrongColumns.says },
    ]}
    groups={[
      {
        rows: errors.map(({ line, column, says }) => ({
          key: `${line} ${column} ${says}`,
          tone: 'bad' as const,
          cells: [line, column, says],
        })),
      },
    ]}
    {...(wrong > errors.length ? { foot: words.wrongMore(errors.length) } : {})}
  />
)

const groups = ['changed', 'removed', 'fresh'] as const

const Changes = ({ seen: { counts, shown } }: { seen: DemandSeen }) => {
  const hidden = counts.fresh + counts.changed + counts.removed - shown.length
  if (shown.length === 0) return null
  return (
    <Table
      caption={words.changesCaption}
      columns={[
        { key: 'what', head: words.changesColumns.what },
        { key: 'was', head: words.changesColumns.was },
        { key: 'now', head: words.changesColumns.now },
        { key: 'line', head: words.changesColumns.line, number: true },
      ]}
      groups={groups.map((kind) => ({
        title: words.groupTitle(words.groups[kind], counts[kind]),
        rows: shown
          .filter((one) => one.kind === kind)
          .map(({ line, name, was, now }) => ({
            key: `${line} ${name}`,
            cells: [name, was || words.none, now || words.none, line],
          })),
      }))}
      {...(hidden > 0 ? { foot: words.more(hidden) } : {})}
    />
  )
}
