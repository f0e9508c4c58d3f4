import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm, refusedForm } from '~/shared/answer.server'
import { Refusal, refuse } from '~/shared/refusal'
import { Button, DeskPage, ErrorSummary } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { useErrorTitle } from '~/shared/ui/use-checked-form'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { planFindingWords } from '../checks/check-words'
import { giveReasons } from '../checks/give-reason.server'
import { loadSchoolPlan, type Plan, type SchoolPlanPage } from '../load-plan.server'
import { reasonsTyped, schoolPlanForm } from '../plan-form'
import { publishSections } from '../publish-sections.server'
import { schoolWords, planWords as words } from '../publishing-words'
import { readDeskSearch } from '../read-desk-search.server'
import { sendPlan } from '../send-plan.server'
import { anchorOf, FindingList, idOf, type RefusedReasons } from '../ui/FindingList'
import { PlanTable, PUBLISH_FORM } from '../ui/PlanTable'
import { SchoolSwitch } from '../ui/SchoolSwitch'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const plan = await loadSchoolPlan(context, actor, readDeskSearch(request))
  return { plan, refused: context.formRefused ?? false }
})

/** What of the page was refused: nothing ticked, reasons to write anew, or findings that hold the plan up. */
interface RefusedPlan {
  error?: string
  reasons?: RefusedReasons
  held?: boolean
}
const refusedPlan = (context: { formRefused?: boolean }, refused: RefusedPlan) => refusedForm(context, refused)

/** 送区, 发布 of the ticked sections, or the reasons for warnings. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const { school, term } = await loadSchoolPlan(context, actor, readDeskSearch(request))
  const form = await readForm(request, schoolPlanForm, { lists: ['section'] })
  if (!form.ok) {
    const { publish, ...errors } = form.errors
    if (publish) return refusedPlan(context, { error: publish })
    if (!Object.keys(errors).every((field) => field.startsWith('reason '))) throw refuse('BAD_REQUEST')
    return refusedPlan(context, { reasons: { errors, values: form.values } })
  }
  const { deed, section: sections } = form.value
  if (deed === 'publish') await publishSections(context, actor, { sections })
  else if (deed === 'reasons') await giveReasons(context, actor, { school, term, reasons: reasonsTyped(form.value) })
  else if (!(await isSent(sendPlan(context, actor, { school, term })))) return refusedPlan(context, { held: true })
  return redirect(pathTo('schoolPlan', {}, { school: actor.administers.length > 1 ? school : '' }), 303)
})

/** @returns false where findings stand in the way: the page lists them. */
const isSent = async (sending: Promise<unknown>): Promise<boolean> => {
  try {
    await sending
    return true
  } catch (error) {
    if (error instanceof Refusal && error.code === 'PLAN_BLOCKED') return false
    throw error
  }
}

export default function SchoolPlan() {
  const { plan } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useErrorTitle(refused !== undefined)
  return (
    <DeskPage
      desk="school"
      place="schoolPlan"
      room={plan.schools.find(({ id }) => id === plan.school)?.name ?? ''}
      school={plan.schools.length > 1 ? plan.school : undefined}
      title={words.title}
      lead={words.lead(plan.termName, filingInWords(plan.plan))}
    >
      {refused && <ErrorSummary {...whatIsWrong(refused, plan)} />}
      <SchoolSwitch label={schoolWords.pickSchool} schools={plan.schools} school={plan.school} place="schoolPlan" />
      <div className="two even">
        <Publishing plan={plan} />
        <Sending plan={plan} />
      </div>
      {beforeSending(plan) && (
        <FindingList school={plan.school} findings={openFindings(plan)} refused={refused?.reasons} />
      )}
      <PlanTable plan={plan} />
    </DeskPage>
  )
}

const beforeSending = ({ toSend }: SchoolPlanPage): boolean => toSend.length > 0

/** What concerns the next sending: findings on the plan and on what would be sent. */
const openFindings = ({ findings, toSend }: SchoolPlanPage) =>
  findings.filter(({ section }) => section === null || toSend.some(({ id }) => id === section))

const whatIsWrong = ({ error, reasons }: RefusedPlan, plan: SchoolPlanPage) => {
  if (error) return { errors: [{ field: PUBLISH_FORM, message: error }] }
  if (reasons)
    return { errors: Object.entries(reasons.errors).map(([field, message]) => ({ field: idOf(field), message })) }
  const held = openFindings(plan).filter(({ holds }) => holds)
  return {
    title: planFindingWords.refused(held.length),
    errors: held.map((finding) => ({
      field: anchorOf(finding),
      message: [finding.name, finding.sentence].filter(Boolean).join('：'),
    })),
  }
}

const filingInWords = (plan: Plan | null): string => {
  if (!plan) return words.notSent
  const { filingNumber, filedAt, filedBy } = plan
  return filingNumber === null ? words.waiting : words.filed(filingNumber, filedAt ?? 0, filedBy)
}

const Sending = ({ plan: { plan, toSend, school } }: { plan: SchoolPlanPage }) => (
  <section className="sheaf">
    <h2>{words.sendTitle}</h2>
    {toSend.length === 0 ? (
      <p className="cap">{words.nothingToSend}</p>
    ) : (
      <Form method="post" action={pathTo('schoolPlan', {}, { school })}>
        <p>{words.sendSays(plan?.sendings ?? 0)}</p>
        <div className="acts">
          <Button tone="go" name="deed" value="send">
            {words.send(toSend.length)}
          </Button>
        </div>
      </Form>
    )}
  </section>
)

const Publishing = ({ plan: { toPublish, school } }: { plan: SchoolPlanPage }) => {
  const base = toPublish.filter((section) => section.base)
  return (
    <section className="sheaf">
      <h2>{words.publishTitle}</h2>
      {toPublish.length === 0 ? (
        <p className="cap">{words.nothingToPublish}</p>
      ) : (
        <Form method="post" action={pathTo('schoolPlan', {}, { school })} id={PUBLISH_FORM}>
          <p>
            {words.publishSays}
            {base.length > 0 && words.base(base.length)}
          </p>
          {base.map(({ id }) => (
            <input key={id} type="hidden" name="section" value={id} />
          ))}
          <div className="acts">
            <Button tone="go" name="deed" value="publish">
              {words.publish}
            </Button>
          </div>
        </Form>
      )}
    </section>
  )
}
