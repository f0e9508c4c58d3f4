import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import { weekdayName, weekdayOf } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { ButtonLink, DeskPage, Fill, Note } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { answerEditForm } from '../answer-edit-form.server'
import { planFindingWords } from '../checks/check-words'
import { words as familyWords, slotsInWords } from '../family-words'
import { type EditSectionPage, loadEditSection } from '../load-edit-section.server'
import { stageWords, sectionWords as words } from '../publishing-words'
import { AdjustForm } from '../ui/AdjustForm'
import { CoverForm } from '../ui/CoverForm'
import { FindingMarks } from '../ui/FindingList'
import { ReviewForm } from '../ui/ReviewForm'
import { History, StageCell } from '../ui/SectionCells'
import { SectionForm } from '../ui/SectionForm'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${data?.page.name ?? ''}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ params, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const page = await loadEditSection(context, actor, params.section ?? '')
  return { page, refused: context.formRefused ?? false }
})

export const action = answered(async ({ request, params, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const page = await loadEditSection(context, actor, params.section ?? '')
  return answerEditForm(context, actor, page, request)
})

export default function EditSection() {
  const { page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const values = refused?.values ?? page.values
  const { stage } = page
  return (
    <DeskPage
      desk="school"
      place="schoolDesk"
      room={page.schoolName}
      title={page.name}
      lead={words.lead(stageWords[stage])}
      actions={
        <>
          {stage === 'published' && (
            <>
              <ButtonLink tone="plain" to={pathTo('section', { section: page.id })}>
                {words.look}
              </ButtonLink>
              <ButtonLink tone="plain" to={pathTo('sectionRoster', { section: page.id })}>
                {words.roster}
              </ButtonLink>
            </>
          )}
          <ButtonLink tone="plain" to={pathTo('schoolDesk', {}, { school: page.school })}>
            {words.back}
          </ButtonLink>
        </>
      }
    >
      {page.remark && (
        <Note title={stage === 'returned' ? words.remark.bureau : words.remark.school}>{page.remark}</Note>
      )}
      {page.findings.length > 0 && (
        <Note title={planFindingWords.onSection}>
          <FindingMarks findings={page.findings} />
        </Note>
      )}
      <div className="two r">
        <div>
          {stage === 'submitted' && (
            <section className="sheaf">
              <h2>{words.review}</h2>
              <ReviewForm school={page.school} section={page.id} name={page.name} />
            </section>
          )}
          {page.open === 'all' && (
            <>
              {(stage === 'sent' || stage === 'filed') && <Note title={words.takesBack} />}
              <SectionForm
                key={page.id}
                values={values}
                frame={page.frame}
                refused={refused?.errors}
                submit={words.save}
              />
            </>
          )}
          {page.open === 'adjust' && (
            <AdjustForm
              key={page.id}
              values={values}
              frame={page.frame}
              places={page.capacity !== null}
              tells={stage === 'published'}
              refused={refused?.errors}
            />
          )}
          {page.open === 'none' && <p className="sheaf">{words.closed}</p>}
        </div>
        <div>
          <Facts page={page} />
          {!page.base && page.open !== 'none' && (
            <CoverForm section={page.id} title={page.values.title} category={page.values.category} cover={page.cover} />
          )}
          <History title={words.history} steps={page.steps} />
        </div>
      </div>
    </DeskPage>
  )
}

const Facts = ({
  page: { stage, slots, taken, waiting, minimum, capacity, fee, sessions },
}: {
  page: EditSectionPage
}) => (
  <section className="sheaf">
    <h2>{words.facts}</h2>
    <StageCell stage={stage} />
    <dl className="pairs">
      <dt>{words.time}</dt>
      <dd>{slotsInWords(slots)}</dd>
      <dt>{words.taken}</dt>
      <dd>
        <Fill taken={taken} of={capacity} least={minimum} />
      </dd>
      <dt>{words.waiting}</dt>
      <dd>{words.people(waiting)}</dd>
      <dt>{words.fee}</dt>
      <dd>
        {familyWords.section.perTerm(fee.feeFen)}
        <small className="block">{familyWords.section.formula(sessions.length, fee.lessonFen, fee.materialFen)}</small>
      </dd>
    </dl>
    {sessions.length === 0 ? (
      <p className="w">{words.noSessions}</p>
    ) : (
      <details className="remark">
        <summary>
          {words.sessions(sessions.length)}，{words.dates}
        </summary>
        <ol className="sessions">
          {sessions.map(({ day, slot }) => (
            <li key={`${day} ${slot}`}>{words.date(day, weekdayName(weekdayOf(day)))}</li>
          ))}
        </ol>
      </details>
    )}
  </section>
)
