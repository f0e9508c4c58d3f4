import { Form, Link } from '@remix-run/react'
import { momentInWords } from '~/shared/day'
import { Button, FileField, Table } from '~/shared/ui'
import { pathTo } from '~/site'
import type { ImportLine } from '../load-roster-page.server'
import { rosterWords as words } from '../roster-words'

const MOST_MB = 16

/** Where a roster's file comes in. @param templates links to sheets to fill in. */
export const RosterUpload = ({
  says,
  templates,
  error,
}: {
  says: string
  templates: readonly { to: string; label: string }[]
  error: string | undefined
}) => (
  <section className="sheaf" aria-labelledby="roster-import">
    <h2 id="roster-import">{words.importTitle}</h2>
    <p>{says}</p>
    <p className="acts">
      {templates.map(({ to, label }) => (
        <a key={to} className="quiet" href={to} download>
          {label}
        </a>
      ))}
    </p>
    <Form method="post" encType="multipart/form-data" reloadDocument>
      <input type="hidden" name="intent" value="upload" />
      <FileField
        name="sheet"
        label={words.file}
        hint={words.fileHint}
        accept=".xlsx,.csv,.zip"
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
export const LatestImports = ({
  latest,
  place,
}: {
  latest: readonly ImportLine[]
  place: 'rosterPreview' | 'schoolsPreview'
}) => (
  <section className="sheaf" aria-labelledby="roster-latest">
    <h2 id="roster-latest">{words.latest}</h2>
    {latest.length === 0 ? (
      <p className="cap">{words.none}</p>
    ) : (
      <Table
        caption={words.latestCaption}
        columns={[
          { key: 'file', head: words.columns.file },
          { key: 'at', head: words.columns.at },
          { key: 'state', head: words.columns.state },
        ]}
        groups={[
          {
            rows: latest.map(({ id, fileName, at, state }) => ({
              key: id,
              ...(state === 'ready' ? { tone: 'warn' as const } : {}),
              cells: [
                <Link key="file" to={pathTo(place, { import: id })}>
                  {fileName}
                </Link>,
                momentInWords(at),
                words.states[state],
              ],
            })),
          },
        ]}
      />
    )}
  </section>
)
