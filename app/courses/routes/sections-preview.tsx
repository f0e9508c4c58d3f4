import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { answered, readForm } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { Button, ButtonLink, DeskPage, ImportProgress, Note, Oops } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { pathTo } from '~/site'
import { loadSchools } from '../load-schools.server'
import { applySections } from '../section-sheet/apply-sections.server'
import { discardSections, loadSectionsPreview, type SectionsSummary } from '../section-sheet/preview-sections.server'
import { seenForm } from '../section-sheet/section-sheet-form'
import { previewWords as words } from '../section-sheet/section-sheet-words'
import { SheetLines } from '../ui/SheetLines'

export const meta: MetaFunction = () => [{ title: words.title }]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ params, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { id, school, fileName, state, done, total, lines, summary } = await loadSectionsPreview(
    context,
    actor,
    params.import ?? '',
  )
  const [named] = await loadSchools(context, [school])
  const failed = (summary as { sentence?: string }).sentence ?? ''
  const { counts, ignored, examples } = summary as Partial<SectionsSummary>
  return {
    page: {
      id,
      school,
      schoolName: named?.name ?? '',
      fileName,
      state,
      done,
      total,
      lines,
      failed,
      counts: counts ?? { fresh: 0, changed: 0, unchanged: 0, wrong: 0 },
      ignored: ignored ?? [],
      examples: examples ?? 0,
    },
  }
})

/** 照这样办, or 不办了. */
export const action = answered(async ({ request, params, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const id = params.import ?? ''
  const { school } = await loadSectionsPreview(context, actor, id)
  const form = await readForm(request, seenForm)
  if (!form.ok) throw refuse('BAD_REQUEST')
  if (form.value.deed === 'discard') {
    await discardSections(context, actor, id)
    return redirect(pathTo('sectionsImport', {}, { school }), 303)
  }
  await applySections(context, actor, id)
  return redirect(pathTo('sectionsPreview', { import: id }), 303)
})

export default function SectionsPreview() {
  const { page } = useLoaderData<typeof loader>()
  const { school, state, counts, lines, ignored, examples } = page
  const toDo = counts.fresh + counts.changed
  const toImport = pathTo('sectionsImport', {}, { school })
  return (
    <DeskPage
      desk="school"
      place="schoolDesk"
      room={page.schoolName}
      title={words.title}
      lead={words.lead(page.fileName)}
      actions={
        <ButtonLink tone="plain" to={pathTo('schoolDesk', {}, { school })}>
          {words.toDesk}
        </ButtonLink>
      }
    >
      {(state === 'reading' || state === 'applying') && (
        <ImportProgress state={state} done={page.done} total={page.total} />
      )}
      {state === 'failed' && (
        <Oops
          title={words.failedTitle}
          action={
            <ButtonLink tone="go" to={toImport}>
              {words.another}
            </ButtonLink>
          }
        >
          {page.failed}
        </Oops>
      )}
      {state === 'applied' && (
        <>
          <Note tone="ok" title={words.appliedTitle(counts.fresh, counts.changed)}>
            {toDo > 0 && <p>{words.appliedSays}</p>}
          </Note>
          <div className="acts">
            <ButtonLink tone="go" to={pathTo('schoolPlan', {}, { school })}>
              {words.toPlan}
            </ButtonLink>
          </div>
        </>
      )}
      {state === 'ready' && (
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
            {[
              words.counts(counts),
              examples > 0 && words.examples(examples),
              ignored.length > 0 && words.ignored(ignored.join('、')),
            ]
              .filter(Boolean)
              .join('。')}
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
          <SheetLines lines={lines} />
        </>
      )}
    </DeskPage>
  )
}
