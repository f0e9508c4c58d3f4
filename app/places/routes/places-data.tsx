import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answered, type FieldErrors, refusedForm } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { readUpload } from '~/shared/sheet/read-upload.server'
import { DeskPage, ErrorSummary, errorList, Figure } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { dataForm } from '../demand/demand-form'
import { type DemandKind, demandKinds } from '../demand/demand-kinds'
import { demandWords as words } from '../demand/demand-words'
import { loadDataPage } from '../demand/load-demand.server'
import { previewDemand } from '../demand/preview-demand.server'
import { takeRollSnapshot } from '../demand/take-roll-snapshot.server'
import { DataKinds } from '../ui/DataKinds'
import { DataUpload, LatestData } from '../ui/DataUpload'
import { RollSnapshotCard } from '../ui/RollSnapshotCard'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const asked = new URL(request.url).searchParams.get('kind')
  const kind: DemandKind = demandKinds.find((one) => one === asked) ?? 'rolls'
  return { page: await loadDataPage(context, actor), kind, refused: context.formRefused ?? false }
})

/** A sheet to look at, or this autumn's rolls counted anew. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { file, ...form } = await readUpload(request, { file: 'sheet', schema: dataForm })
  const wrong = (errors: FieldErrors, reason = '') => refusedForm(context, { errors, reason })
  if (!form.ok) return wrong(form.errors, form.values.reason)
  if (form.value.intent === 'snapshot') {
    await takeRollSnapshot(context, actor, form.value)
    return redirect(pathTo('placesData'), 303)
  }
  if (!file) return wrong({ sheet: words.noFile })
  const id = await previewDemand(context, actor, { kind: form.value.kind, file })
  return redirect(pathTo('placesDataPreview', { import: id }), 303)
})

export default function PlacesData() {
  const { page, kind } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  const { kinds, autumn, pupils, births, snapshot, latest } = page
  const title =
    autumn > 0 ? (
      <>
        {words.findingFrom(autumn)}
        <Figure name="places.roll-pupils" value={pupils} />
        {words.findingTo(births)}
      </>
    ) : (
      words.nothing
    )
  return (
    <DeskPage desk="places" place="placesData" title={title} lead={words.lead}>
      <ErrorSummary errors={errorList(refused?.errors)} />
      <DataKinds kinds={kinds} />
      <div className="two even">
        <DataUpload kind={kind} kinds={kinds} error={refused?.errors.sheet ?? refused?.errors.kind} />
        <RollSnapshotCard
          snapshot={snapshot}
          refused={refused?.errors.reason ? { error: refused.errors.reason, typed: refused.reason } : undefined}
        />
      </div>
      <LatestData latest={latest} />
    </DeskPage>
  )
}
