import { Form, Link } from '@remix-run/react'
import { Button, ButtonLink, Field, Fill, Table } from '~/shared/ui'
import { pathTo } from '~/site'
import { daysLeft } from '../decision-day/decision-rules'
import { decisionWords as words } from '../decision-day/decision-words'
import type { ChildToMove, DecisionsPage, SectionToJudge } from '../decision-day/load-decisions.server'
import { dotted } from '../family-words'

/** A decision whose reason was refused, and what was typed. */
export interface RefusedDecision {
  reason: string
  error: string
}

/** Where the reason of a decision is typed. */
export const reasonId = (section: string, deed: string): string => `reason-${deed}-${section}`

const Facts = ({ section, now }: { section: SectionToJudge; now: number }) => {
  const { times, teacher, enrolled, minimum, capacity, waiting, until, overdue } = section
  return (
    <>
      <p>
        {dotted([times, teacher])}
        <br />
        {words.short(enrolled, minimum)}
        {waiting > 0 && `，${words.waiting(waiting)}`}
      </p>
      <Fill taken={enrolled} of={capacity} least={minimum} />
      <p className={overdue ? 'late' : 'cap'}>
        {overdue ? words.overdue(until) : words.until(until, daysLeft(until, now))}
      </p>
    </>
  )
}

interface ReasonProps {
  section: SectionToJudge
  school: string
  deed: 'runs' | 'close'
  refused: RefusedDecision | undefined
  children: React.ReactNode
}

/** One deed with its reason, and how many children the page has seen. */
const ReasonForm = ({ section, school, deed, refused, children }: ReasonProps) => (
  <Form
    method="post"
    action={pathTo('decisions', {}, { school, section: deed === 'close' ? section.id : undefined })}
    preventScrollReset
  >
    <input type="hidden" name="section" value={section.id} />
    <input type="hidden" name="enrolled" value={section.enrolled} />
    <Field
      type="textarea"
      name="reason"
      id={reasonId(section.id, deed)}
      label={words.reason}
      hint={deed === 'runs' ? words.runsSays : words.reasonHint}
      rows={2}
      maxLength={200}
      defaultValue={refused?.reason ?? ''}
      {...(refused ? { error: refused.error } : {})}
    />
    <div className="acts">{children}</div>
  </Form>
)

/** A section under its minimum with its two ways on. */
export const DecisionCard = ({
  section,
  school,
  now,
  refused,
}: {
  section: SectionToJudge
  school: string
  now: number
  refused: RefusedDecision | undefined
}) => {
  const { id, name, enrolled, waiting } = section
  return (
    <section className="sheaf decision" id={`decide-${id}`}>
      <h2>
        <Link className="plain" to={pathTo('editSection', { section: id })}>
          {name}
        </Link>
      </h2>
      <Facts section={section} now={now} />
      <div className="ways">
        <details className="remark" open={refused !== undefined}>
          <summary className="btn">
            {words.runs}
            <span className="vh">：{name}</span>
          </summary>
          <ReasonForm section={section} school={school} deed="runs" refused={refused}>
            <Button tone="go" name="deed" value="runs">
              {words.runsOf(name)}
            </Button>
          </ReasonForm>
        </details>
        <ButtonLink tone="bad" to={pathTo('decisions', {}, { school, section: id })}>
          <span>
            {words.close}
            <span className="vh">{name}</span>
            {words.closeLook(enrolled + waiting)}
          </span>
        </ButtonLink>
      </div>
    </section>
  )
}

/** What closing a section means, child by child, before it is done. */
export const ClosingSheet = ({
  page,
  closing: { section, children },
  refused,
}: {
  page: Pick<DecisionsPage, 'school' | 'now' | 'firstPickHours'>
  closing: NonNullable<DecisionsPage['closing']>
  refused: RefusedDecision | undefined
}) => (
  <section className="sheaf decision closing" id="closing">
    <h2>{words.closeTitle(section.name)}</h2>
    <Facts section={section} now={page.now} />
    <p>{words.closeWhat(page.firstPickHours)}</p>
    <Table
      caption={words.children}
      columns={[
        { key: 'name', head: words.columns.name },
        { key: 'class', head: words.columns.className },
        { key: 'was', head: words.columns.was },
        { key: 'keeps', head: words.columns.keeps },
      ]}
      groups={[
        {
          rows: children.map((child) => ({
            key: child.pupil,
            cells: [child.name, child.className, words.was[child.was], keepsInWords(child)],
          })),
        },
      ]}
      empty={words.nobody}
    />
    <ReasonForm section={section} school={page.school} deed="close" refused={refused}>
      <Button tone="bad" name="deed" value="close">
        {words.closeNow(section.name, children.length)}
      </Button>
      <Link className="quiet" to={pathTo('decisions', {}, { school: page.school })}>
        {words.back}
      </Link>
    </ReasonForm>
  </section>
)

const keepsInWords = ({ was, keeps }: ChildToMove): string => {
  if (was === 'waitlisted') return words.keeps.none
  if (was === 'offered') return words.keeps.first
  const care = keeps.length > 0 ? words.keeps.care(keeps.join('、')) : words.keeps.free
  return `${care}，${words.keeps.first}`
}
