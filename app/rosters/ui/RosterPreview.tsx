import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Button, ErrorSummary, Field, ImportProgress, Note, Oops, Table } from '~/shared/ui'
import type { RosterPreviewPage } from '../load-roster-page.server'
import { type ChangeGroup, changesNothing, manyLeave, type RosterSummary } from '../roster-summary'
import { changeNames, rosterWords as words } from '../roster-words'

type Ticks = Partial<Record<'onlyRight' | 'manyLeave', string>>

interface RosterPreviewProps {
  page: RosterPreviewPage
  refused: Ticks | undefined
  /** Ways on from here when it is done. */
  after: ReactNode
  /** The way back to the page of files. */
  again: ReactNode
}

/** A roster's file from being read to being applied. */
export const RosterPreview = ({ page, refused, after, again }: RosterPreviewProps) => {
  const { state, seen, sentence, done, total } = page
  if (state === 'reading' || state === 'applying') return <ImportProgress state={state} done={done} total={total} />
  if (state === 'failed')
    return (
      <Oops title={words.failedTitle} tone="wait" action={again}>
        {sentence}
      </Oops>
    )
  if (!seen) return null
  if (state === 'applied')
    return (
      <Note tone="ok" title={words.appliedTitle}>
        {seen.parts.map((part) => (
          <p key={part.part}>{words.appliedSays(doneInWords(part))}</p>
        ))}
        <p className="acts">{after}</p>
      </Note>
    )
  return (
    <>
      {seen.parts.map((part) => (
        <Part key={part.part} part={part} />
      ))}
      <Deciding parts={seen.parts} refused={refused} />
    </>
  )
}

const doneInWords = ({ part, groups }: RosterSummary): string =>
  groups.map(({ kind, count }) => `${changeNames[kind]} ${words.countOf(count, part)}`).join('，')

const Part = ({ part }: { part: RosterSummary }) => (
  <>
    {part.wrong > 0 && <Wrong part={part} />}
    <section className="sheaf" aria-labelledby={`part-${part.part}`}>
      <h2 id={`part-${part.part}`}>{words.previewTitle[part.part]}</h2>
      {changesNothing(part) && <p>{words.nothing}</p>}
      <ul className="changes">
        {part.groups.map((group) => (
          <li key={group.kind} className={group.kind === 'left' ? 'warn' : undefined}>
            <Group group={group} part={part} />
          </li>
        ))}
      </ul>
      {part.newClasses.length > 0 && <p>{words.newClasses(part.newClasses.join('、'))}</p>}
      <p>{words.guardians(part.guardians)}</p>
      {part.left > 0 && <p>{part.part === 'staff' ? words.staffLeaversSay : words.leaversSay}</p>}
      {part.extra.length > 0 && <p className="cap">{words.extra(part.extra.join('、'))}</p>}
    </section>
  </>
)

const Group = ({ group: { kind, count, examples }, part }: { group: ChangeGroup; part: RosterSummary }) => {
  const said = (
    <>
      <b>{changeNames[kind]}</b> {words.countOf(count, part.part)}
    </>
  )
  if (examples.length === 0) return <p>{said}</p>
  return (
    <details>
      <summary>{said}</summary>
      <ul className="names">
        {examples.map(({ name, note }) => (
          <li key={name}>
            {name} <span className="cap">{note}</span>
          </li>
        ))}
      </ul>
      {count > examples.length && <p className="cap">{words.more(count - examples.length)}</p>}
    </details>
  )
}

const Wrong = ({ part: { part, wrong, errors } }: { part: RosterSummary }) => (
  <section className="sheaf" aria-labelledby={`wrong-${part}`}>
    <h2 id={`wrong-${part}`}>{words.wrongTitle(wrong)}</h2>
    <p>
      {words.wrongSays}
      {wrong > errors.length && words.wrongMore(errors.length)}
    </p>
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
    />
  </section>
)

const Deciding = ({ parts, refused }: { parts: readonly RosterSummary[]; refused: Ticks | undefined }) => {
  const right = parts.reduce((sum, part) => sum + part.right, 0)
  const wrong = parts.reduce((sum, part) => sum + part.wrong, 0)
  const leaving = parts.filter(manyLeave)
  const idle = wrong === 0 && parts.every(changesNothing)
  const found = (['onlyRight', 'manyLeave'] as const).flatMap((field) => {
    const message = refused?.[field]
    return message ? [{ field, message }] : []
  })
  return (
    <Form method="post" className="sheaf">
      <ErrorSummary errors={found} />
      {wrong > 0 && right === 0 && <p>{words.noRows}</p>}
      {wrong > 0 && right > 0 && (
        <Field
          type="checkbox"
          name="onlyRight"
          value="on"
          label={words.onlyRight(right)}
          {...(refused?.onlyRight ? { error: refused.onlyRight } : {})}
        />
      )}
      {leaving.length > 0 && (
        <Field
          type="checkbox"
          name="manyLeave"
          value="on"
          label={words.manyLeave(
            leaving.reduce((sum, { left }) => sum + left, 0),
            leaving.reduce((sum, { before }) => sum + before, 0),
          )}
          {...(refused?.manyLeave ? { error: refused.manyLeave } : {})}
        />
      )}
      <div className="acts">
        {right > 0 && !idle && (
          <Button tone="go" name="deed" value="apply">
            {words.apply}
          </Button>
        )}
        <Button tone="plain" name="deed" value="discard">
          {words.discard}
        </Button>
      </div>
    </Form>
  )
}
