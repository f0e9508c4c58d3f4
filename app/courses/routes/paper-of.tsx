import {
  type ActionFunctionArgs,
  type HeadersFunction,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { type ShouldRevalidateFunction, useActionData, useLoaderData } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { ButtonLink, DeskPage, ErrorSummary, errorList } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { answerPaperForm } from '../section-roster/answer-paper-form.server'
import { loadPaper } from '../section-roster/load-paper.server'
import { words as all } from '../section-roster/roster-words'
import { PaperCheck } from '../ui/PaperCheck'
import { PaperDeed } from '../ui/PaperDeed'
import { PaperForm, PaperPlaces, PaperWeek } from '../ui/PaperForm'

const words = all.paper

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.refused ? frameWords.field.error : ''}${words.of(data.view.name)}` : words.title },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

/** Also after a refused press: what the child has may have changed, and the key is used up. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formMethod, defaultShouldRevalidate }) =>
  formMethod === 'POST' || defaultShouldRevalidate

export const loader = answered(async ({ params, request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const view = await loadPaper(context, actor, params.pupil ?? '')
  const section = new URL(request.url).searchParams.get('section') ?? ''
  const place = view.places.find((one) => one.section === section) ?? null
  return { view, place, refused: context.formRefused ?? false }
})

export const action = answered(async ({ params, request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const answer = await answerPaperForm(context, actor, { pupil: params.pupil ?? '', request })
  if (answer.reference !== undefined) {
    return redirect(pathTo('paperReceipt', { pupil: params.pupil ?? '', reference: answer.reference }), 303)
  }
  return answer.shown
})

export default function PaperOfPage() {
  const { view, place } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors = answer?.step === 'form' ? answer.errors : {}
  const values = answer?.step === 'form' ? answer.values : undefined
  const list = errorList(errors)
  useErrorTitle(list.length > 0)
  const { name, className, schoolName, tail, family, left } = view
  const checking = answer?.step === 'check' ? answer : undefined
  return (
    <DeskPage
      desk="school"
      place="paper"
      room={schoolName}
      title={checking ? words.checkTitle : place ? words.deedAsk(name, place.title) : words.of(name)}
      lead={
        checking
          ? words.checkLead(name, checking.signedBy, checking.signedOn)
          : [className, words.tail(tail), words.family[family]].join(' · ')
      }
      actions={
        !checking && (
          <ButtonLink
            tone="plain"
            to={place ? pathTo('paperOf', { pupil: view.pupil }) : pathTo('paper', {}, { school: view.school })}
          >
            {place ? words.of(name) : words.backToSearch}
          </ButtonLink>
        )
      }
    >
      {list.length > 0 && <ErrorSummary errors={list} />}
      {left && !checking && <p className="sheaf">{words.gone(name)}</p>}
      {checking ? (
        <PaperCheck view={view} check={checking} />
      ) : place ? (
        <PaperDeed view={view} place={place} values={values} errors={errors} />
      ) : (
        <>
          <PaperWeek view={view} />
          <PaperPlaces view={view} />
          {!left && <PaperForm view={view} values={values} errors={errors} />}
        </>
      )}
    </DeskPage>
  )
}
