import { Form, Link, useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import type { FieldErrors } from '~/shared/answer.server'
import { Button, ErrorSummary, errorList, Field, Note } from '~/shared/ui'
import { pathTo } from '~/site'
import type { RunPage } from '../runs/load-run.server'
import type { RunsPage } from '../runs/load-runs.server'
import { oneRunWords, runWords, workWords } from '../runs/run-words'

const LOOK_AGAIN_MS = 1_000

/** What was typed and what is wrong with it. */
export interface RefusedRun {
  errors: FieldErrors
  values: Record<string, string>
}

/** How far the reckoning is: looks again every second, without a script the page itself does every two. */
export const Reckoning = ({ done, total, says }: { done: number; total: number; says: string }) => {
  const { revalidate } = useRevalidator()
  useEffect(() => {
    const timer = setInterval(revalidate, LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [revalidate])
  return (
    <section className="sheaf" aria-live="polite">
      <noscript>
        <meta httpEquiv="refresh" content="2" />
      </noscript>
      <p>
        <label htmlFor="run-progress">{says}</label>
      </p>
      <progress id="run-progress" className="progress" {...(total > 0 ? { max: total, value: done } : {})} />
      {total > 0 && <p className="cap">{workWords.of(done, total)}</p>}
    </section>
  )
}

/** The reckoning that runs, or that failed last. */
export const RunWork = ({ work }: { work: RunsPage['work'] }) => {
  if (work?.state === 'running') return <Reckoning done={work.done} total={work.total} says={workWords.running} />
  if (work?.state === 'failed') return <Note title={runWords.works.failed}>{work.sentence}</Note>
  return null
}

/** Reckons a new run. */
export const NewRun = ({ page, refused }: { page: RunsPage; refused?: RefusedRun | undefined }) => {
  const words = runWords.form
  if (page.work?.state === 'running') return null
  return (
    <section className="sheaf" id="new">
      <h2>{words.title}</h2>
      <p>{words.lead}</p>
      <Form method="post" key={page.rows.length} noValidate>
        <ErrorSummary errors={errorList(refused?.errors)} />
        <div className="fields">
          <Field
            name="reason"
            label={words.reason}
            hint={words.reasonHint}
            maxLength={200}
            defaultValue={refused?.values.reason ?? ''}
            {...(refused?.errors.reason ? { error: refused.errors.reason } : {})}
          />
          <Field
            type="select"
            name="assumptionSet"
            label={words.assumptions}
            hint={words.assumptionsHint}
            defaultValue={refused?.values.assumptionSet ?? page.assumptionSets[0]?.id ?? ''}
            options={[
              ...page.assumptionSets.map(({ id, name }) => ({ value: id, label: name })),
              { value: '', label: runWords.usual },
            ]}
          />
        </div>
        <div className="acts">
          <Button tone="go">{words.submit}</Button>
        </div>
      </Form>
    </section>
  )
}

/** Publishes a run that another person made, or says why not. */
export const PublishRun = ({ page, refused }: { page: RunPage; refused?: RefusedRun | undefined }) => {
  const words = oneRunWords.publish
  if (page.publishedAt !== null) return null
  if (page.own)
    return (
      <Note title={words.title}>
        <p>
          {words.own} <Link to={pathTo('forecasts')}>{runWords.title}</Link>
        </p>
      </Note>
    )
  return (
    <section className="sheaf" id="publish">
      <h2>{words.title}</h2>
      <p>{words.lead}</p>
      <Form method="post" noValidate>
        <ErrorSummary errors={errorList(refused?.errors)} />
        <Field
          name="reason"
          label={words.reason}
          maxLength={200}
          defaultValue={refused?.values.reason ?? ''}
          {...(refused?.errors.reason ? { error: refused.errors.reason } : {})}
        />
        <div className="acts">
          <Button tone="go">{words.submit}</Button>
        </div>
      </Form>
    </section>
  )
}
