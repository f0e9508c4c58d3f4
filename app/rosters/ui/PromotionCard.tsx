import { Form } from '@remix-run/react'
import { dayInWords, dayOf } from '~/shared/day'
import { Button, Field, Note, Table } from '~/shared/ui'
import type { SchoolPromotion } from '../promote-school.server'
import { promotionWords as words } from '../promotion-words'

/** The yearly promotion of one school: what it would do, then the one press that does it. */
export const PromotionCard = ({ promotion, error }: { promotion: SchoolPromotion; error?: string | undefined }) => {
  const { phase, year, opensOn, promotedAt, importedAt, grades } = promotion
  return (
    <section className="sheaf" aria-labelledby="promotion">
      <h2 id="promotion">{words.title}</h2>
      <p>{words.lead(year)}</p>
      {phase === 'early' && <p className="cap">{words.early(dayInWords(opensOn))}</p>}
      {phase === 'empty' && <p className="cap">{words.empty}</p>}
      {phase === 'done' && <p>{words.done(dayInWords(dayOf(promotedAt ?? 0)))}</p>}
      {phase === 'ready' && (
        <>
          <Table
            caption={words.caption}
            columns={[
              { key: 'from', head: words.columns.from },
              { key: 'to', head: words.columns.to },
              { key: 'classes', head: words.columns.classes, number: true },
              { key: 'pupils', head: words.columns.pupils, number: true },
            ]}
            groups={[
              {
                rows: grades.map(({ grade, to, classes, pupils }) => ({
                  key: String(grade),
                  ...(to === null ? { tone: 'warn' as const } : {}),
                  cells: [words.grade(grade), to === null ? words.graduates : words.grade(to), classes, pupils],
                })),
              },
            ]}
          />
          <p className="cap">{words.ended}</p>
          <Note title={words.undo}>
            {importedAt === null ? null : <p>{words.imported(dayInWords(dayOf(importedAt)))}</p>}
          </Note>
          <Form method="post">
            <input type="hidden" name="intent" value="promote" />
            <input type="hidden" name="school" value={promotion.school} />
            <input type="hidden" name="seen" value={promotion.seen} />
            {importedAt !== null && (
              <Field type="checkbox" name="sure" label={words.importedSure} value="on" error={error} />
            )}
            <div className="acts">
              <Button tone="bad">{words.press(promotion.name)}</Button>
            </div>
          </Form>
        </>
      )}
    </section>
  )
}

/** The same for all schools at once, for officers. */
export const PromoteAllCard = ({ promotions }: { promotions: readonly SchoolPromotion[] }) => {
  const ready = promotions.filter(({ phase, importedAt }) => phase === 'ready' && importedAt === null)
  const [any] = promotions
  if (!any) return null
  return (
    <section className="sheaf" aria-labelledby="promote-all">
      <h2 id="promote-all">{words.allTitle}</h2>
      <p>{words.lead(any.year)}</p>
      {any.phase === 'early' ? (
        <p className="cap">{words.early(dayInWords(any.opensOn))}</p>
      ) : (
        <details>
          <summary>{words.seeSchools(ready.length)}</summary>
          <Table
            caption={words.caption}
            columns={[
              { key: 'school', head: words.columns.school },
              { key: 'state', head: words.columns.state },
              { key: 'classes', head: words.columns.classes, number: true },
              { key: 'pupils', head: words.columns.pupils, number: true },
              { key: 'graduates', head: words.columns.graduates, number: true },
            ]}
            groups={[
              {
                rows: promotions.map(({ school, name, phase, importedAt, grades, graduates }) => ({
                  key: school,
                  cells: [
                    name,
                    phase === 'ready' && importedAt !== null
                      ? words.imported(dayInWords(dayOf(importedAt)))
                      : words.phases[phase],
                    grades.reduce((sum, { classes }) => sum + classes, 0),
                    grades.reduce((sum, { pupils }) => sum + pupils, 0),
                    graduates,
                  ],
                })),
              },
            ]}
          />
          <p className="cap">{words.ended}</p>
          {ready.length > 0 && (
            <>
              <Note title={words.undo} />
              <Form method="post">
                <input type="hidden" name="intent" value="promote-all" />
                <div className="acts">
                  <Button tone="bad">{words.pressAll(ready.length)}</Button>
                </div>
              </Form>
            </>
          )}
        </details>
      )}
    </section>
  )
}
