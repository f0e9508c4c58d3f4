import { Form } from '@remix-run/react'
import { Button, Field, Table } from '~/shared/ui'
import { previewWords, snapshotWords as words } from '../demand/demand-words'
import type { DataPage } from '../demand/load-demand.server'

const said = (number: number): string => Math.abs(number).toLocaleString('en-US')

/** This autumn's rolls against the pupils there are: what differs, and the button that records them as counted. */
export const RollSnapshotCard = ({
  snapshot,
  refused,
}: {
  snapshot: DataPage['snapshot']
  refused: { error: string; typed: string } | undefined
}) => {
  const { autumn, counted, recorded, places, changes, fingerprint } = snapshot
  return (
    <section className="sheaf" aria-labelledby="snapshot-title">
      <h2 id="snapshot-title">{words.title(autumn)}</h2>
      {counted === 0 ? (
        <p>{words.none}</p>
      ) : (
        <>
          <p>
            <b>{places === 0 ? words.same(said(counted)) : words.differs(places, said(counted - recorded))}</b>
          </p>
          <p className="cap">{words.says}</p>
        </>
      )}
      {places > 0 && (
        <>
          <details className="remark">
            <summary>{words.see}</summary>
            <Table
              caption={words.caption}
              columns={[
                { key: 'school', head: words.columns.school },
                { key: 'grade', head: words.columns.grade },
                { key: 'was', head: words.columns.was, number: true },
                { key: 'now', head: words.columns.now, number: true },
              ]}
              groups={[
                {
                  rows: changes.map(({ key, school, grade, was, now }) => ({
                    key,
                    cells: [school, grade, was || previewWords.none, now || previewWords.none],
                  })),
                },
              ]}
              {...(places > changes.length ? { foot: previewWords.more(places - changes.length) } : {})}
            />
          </details>
          <Form method="post">
            <input type="hidden" name="intent" value="snapshot" />
            <input type="hidden" name="seen" value={fingerprint} />
            <Field
              name="reason"
              label={words.reason}
              hint={words.reasonHint}
              defaultValue={refused?.typed ?? ''}
              maxLength={200}
              {...(refused ? { error: refused.error } : {})}
            />
            <div className="acts">
              <Button tone="plain">{words.take}</Button>
            </div>
          </Form>
        </>
      )}
    </section>
  )
}
