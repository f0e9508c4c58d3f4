import { Form } from '@remix-run/react'
import { Fragment } from 'react'
import { Button, ButtonLink, ImportProgress, Note, Oops, Table } from '~/shared/ui'
import { pathTo } from '~/site'
import type { Oc4idsPreviewPage } from '../open-data/load-oc4ids-page.server'
import { oc4idsWords, previewWords as words } from '../open-data/oc4ids-words'
import type { Oc4idsSeen } from '../open-data/preview-oc4ids.server'

const toOc4ids = pathTo('oc4ids')

/** A file of projects from being read to being applied. */
export const Oc4idsPreview = ({ page }: { page: Oc4idsPreviewPage }) => {
  const { state, seen } = page
  if (state === 'reading' || state === 'applying')
    return <ImportProgress state={state} done={page.done} total={page.total} />
  if (state === 'failed')
    return (
      <Oops
        title={words.failedTitle}
        action={
          <ButtonLink tone="go" to={toOc4ids}>
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
        <Note tone="ok" title={words.appliedTitle(seen.counts)}>
          <p>{words.appliedSays}</p>
        </Note>
        <div className="acts">
          <ButtonLink tone="plain" to={toOc4ids}>
            {words.back}
          </ButtonLink>
        </div>
        <Changes seen={seen} />
      </>
    )
  return <Ready seen={seen} />
}

const Ready = ({ seen }: { seen: Oc4idsSeen }) => {
  const { counts, wrong, streets } = seen
  const toDo = counts.fresh + counts.changed
  return (
    <>
      {wrong > 0 ? (
        <Note title={words.wrongTitle(wrong)}>
          <p>{words.wrongSays}</p>
        </Note>
      ) : (
        <Note tone="ok" title={toDo > 0 ? words.readyTitle : words.nothing}>
          {toDo > 0 && <p>{words.readySays}</p>}
        </Note>
      )}
      {wrong === 0 && <p className="cap">{oc4idsWords.counts(counts)}</p>}
      {streets.length > 0 && <p className="cap">{words.streets(streets.join('、'))}</p>}
      {wrong > 0 ? <Wrong seen={seen} /> : <Changes seen={seen} />}
      <Form method="post" className="acts">
        {wrong === 0 && toDo > 0 && (
          <Button tone="go" name="deed" value="apply">
            {words.apply(counts.fresh, counts.changed)}
          </Button>
        )}
        <Button tone="plain" name="deed" value="discard">
          {words.discard}
        </Button>
        <ButtonLink tone="plain" to={toOc4ids}>
          {words.another}
        </ButtonLink>
      </Form>
    </>
  )
}

const Wrong = ({ seen: { wrong, faults } }: { seen: Oc4idsSeen }) => (
  <Table
    caption={words.wrongCaption}
    columns={[
      { key: 'project', head: words.wrongColumns.project },
      { key: 'at', head: words.wrongColumns.at },
      { key: 'says', head: words.wrongColumns.says },
    ]}
    groups={[
      {
        rows: faults.map(({ number, id, at, says }) => ({
          key: `${number} ${at} ${says}`,
          tone: 'bad' as const,
          cells: [words.project(number, id), at === '' ? words.whole : <code key="at">{at}</code>, says],
        })),
      },
    ]}
    {...(wrong > faults.length ? { foot: words.wrongMore(faults.length) } : {})}
  />
)

type Shown = Oc4idsSeen['shown'][number]

const Changes = ({ seen: { counts, shown } }: { seen: Oc4idsSeen }) => {
  if (shown.length === 0) return null
  const hidden = counts.fresh + counts.changed - shown.length
  const of = (kind: Shown['kind']): Shown[] => shown.filter((one) => one.kind === kind)
  return (
    <Table
      caption={words.caption}
      columns={[
        { key: 'project', head: words.columns.project },
        { key: 'what', head: words.columns.what },
      ]}
      groups={(['changed', 'new'] as const)
        .filter((kind) => of(kind).length > 0)
        .map((kind) => ({
          title: words.groups[kind](kind === 'new' ? counts.fresh : counts.changed),
          rows: of(kind).map((one) => ({
            key: one.id,
            cells: [
              <span key="name">
                <b>{one.title}</b>
                <br />
                {one.id}
              </span>,
              <What key="what" one={one} />,
            ],
          })),
        }))}
      {...(hidden > 0 ? { foot: words.moreProjects(hidden) } : {})}
    />
  )
}

const What = ({ one: { kind, changes, more, notes } }: { one: Shown }) => (
  <>
    <dl className="pairs">
      {changes.map(({ name, was, now }) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>
            {kind === 'new' ? (
              now
            ) : (
              <>
                <del>{words.from(was)}</del>
                <br />
                <ins>{words.to(now)}</ins>
              </>
            )}
          </dd>
        </Fragment>
      ))}
    </dl>
    {(more > 0 || notes.length > 0) && (
      <p className="cap">{[...notes, more > 0 ? words.more(more) : ''].filter(Boolean).join(' ')}</p>
    )}
  </>
)
