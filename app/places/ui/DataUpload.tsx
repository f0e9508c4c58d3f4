import { Form, Link } from '@remix-run/react'
import { momentInWords } from '~/shared/day'
import { Button, Field, FileField, Table } from '~/shared/ui'
import { pathTo } from '~/site'
import { type DemandKind, kindRules } from '../demand/demand-kinds'
import { kindWords, demandWords as words } from '../demand/demand-words'
import type { ImportOnPage, KindLine } from '../demand/load-demand.server'

const MOST_MB = 16

/** Where a sheet comes in. @param kind the one that is chosen beforehand. */
export const DataUpload = ({
  kind,
  kinds,
  error,
}: {
  kind: DemandKind
  kinds: readonly KindLine[]
  error: string | undefined
}) => (
  <section className="sheaf" id="upload" aria-labelledby="upload-title">
    <h2 id="upload-title">{words.uploadTitle}</h2>
    <p>{words.uploadSays}</p>
    <Form key={kind} method="post" encType="multipart/form-data" reloadDocument>
      <input type="hidden" name="intent" value="upload" />
      <Field
        type="select"
        name="kind"
        label={words.kind}
        defaultValue={kind}
        hint={kindRules[kind].removal ? words.removeHint(kindRules[kind].removal) : undefined}
        options={kinds.map((one) => ({ value: one.kind, label: kindWords[one.kind].name }))}
      />
      <FileField
        name="sheet"
        label={words.file}
        hint={words.fileHint}
        accept=".xlsx,.csv"
        most={MOST_MB}
        {...(error ? { error } : {})}
      />
      <div className="acts">
        <Button tone="go">{words.send}</Button>
      </div>
    </Form>
  </section>
)

/** The files that came in lately. */
export const LatestData = ({ latest }: { latest: readonly ImportOnPage[] }) => (
  <section aria-labelledby="latest-data">
    <h2 id="latest-data">{words.latest}</h2>
    <Table
      caption={words.latestCaption}
      columns={[
        { key: 'file', head: words.latestColumns.file },
        { key: 'kind', head: words.latestColumns.kind },
        { key: 'at', head: words.latestColumns.at },
        { key: 'state', head: words.latestColumns.state },
      ]}
      groups={[
        {
          rows: latest.map(({ id, kind, fileName, at, state }) => ({
            key: id,
            ...(state === 'ready' ? { tone: 'warn' as const } : {}),
            cells: [
              <Link key="file" to={pathTo('placesDataPreview', { import: id })}>
                {fileName}
              </Link>,
              kindWords[kind].name,
              momentInWords(at),
              words.states[state],
            ],
          })),
        },
      ]}
      empty={words.noneYet}
    />
  </section>
)
