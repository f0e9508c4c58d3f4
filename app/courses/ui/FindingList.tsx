import { Form, Link } from '@remix-run/react'
import { Button, Field } from '~/shared/ui'
import { pathTo } from '~/site'
import type { FindingWithReason } from '../checks/check-plan.server'
import { planFindingWords as words } from '../checks/check-words'
import { reasonField } from '../plan-form'

/** A refused form of reasons: what was typed and what is wrong with it, by the name of the field. */
export interface RefusedReasons {
  errors: Readonly<Record<string, string>>
  values: Readonly<Record<string, string>>
}

interface FindingListProps {
  school: string
  findings: readonly FindingWithReason[]
  refused: RefusedReasons | undefined
}

/** What the checks found before a sending: first what has to be changed, then what wants a reason, in one form. */
export const FindingList = ({ school, findings, refused }: FindingListProps) => {
  const blocks = findings.filter(({ severity }) => severity === 'block')
  const warnings = findings.filter(({ severity }) => severity === 'warn')
  const held = findings.filter(({ holds }) => holds).length
  return (
    <section className="sheaf" id="findings">
      <h2>{words.title(held)}</h2>
      {findings.length === 0 && <p>{words.well}</p>}
      {blocks.length > 0 && (
        <ul className="findings">
          {blocks.map((finding) => (
            <li key={reasonField(finding)} id={anchorOf(finding)}>
              <FindingSays finding={finding} school={school} />
            </li>
          ))}
        </ul>
      )}
      {warnings.length > 0 && (
        <Form method="post" action={pathTo('schoolPlan', {}, { school })} noValidate>
          <ul className="findings">
            {warnings.map((finding) => {
              const field = reasonField(finding)
              return (
                <li key={field} id={anchorOf(finding)}>
                  <FindingSays finding={finding} school={school} />
                  <Field
                    type="textarea"
                    name={field}
                    id={idOf(field)}
                    rows={2}
                    maxLength={200}
                    label={words.reasonOf(finding.name || words.plan)}
                    hint={words.reasonHint}
                    defaultValue={refused?.values[field] ?? finding.reason}
                    {...(refused?.errors[field] ? { error: refused.errors[field] } : {})}
                  />
                </li>
              )
            })}
          </ul>
          <div className="acts">
            <Button tone="go" name="deed" value="reasons">
              {words.save}
            </Button>
          </div>
        </Form>
      )}
    </section>
  )
}

/** Names of fields have blanks in them, ids must not. */
export const idOf = (field: string): string => field.replaceAll(/[\s:]/g, '-')

/** Where the finding stands in the list. */
export const anchorOf = (finding: Pick<FindingWithReason, 'rule' | 'subject'>): string =>
  idOf(`finding ${finding.rule} ${finding.subject}`)

/** What is to be done about it; on what is filed already, nothing but to know. */
const markOf = ({ severity, reason, holds }: FindingWithReason): string => {
  if (severity === 'warn' && reason) return words.explained
  if (!holds) return words.note
  return severity === 'block' ? words.block : words.warn
}

/** The mark, the sentence, what it rests on, and the way to where it can be changed. */
const FindingSays = ({ finding, school }: { finding: FindingWithReason; school: string }) => {
  const { section, name, severity, sentence, document, field } = finding
  return (
    <p>
      <b className={severity === 'block' ? 'x' : 'w'}>{markOf(finding)}</b> <b>{name || words.plan}</b> {sentence}
      {document && <small> {words.by(document)}</small>}{' '}
      {section === null ? (
        <Link to={pathTo('afternoon', {}, { school })}>{words.toAfternoon}</Link>
      ) : (
        <Link to={`${pathTo('editSection', { section })}${field && `#${field}`}`} aria-label={words.fixNamed(name)}>
          {words.fix}
        </Link>
      )}
    </p>
  )
}

/** Findings beside a section's name in a table; where `said`, with what the school answered. */
export const FindingMarks = ({ findings, said }: { findings: readonly FindingWithReason[]; said?: boolean }) =>
  findings.length === 0 ? null : (
    <span className="marks">
      {findings.map((finding) => (
        <small key={finding.rule} className={finding.severity === 'block' ? 'x' : 'w'}>
          {markOf(finding)}：{finding.sentence}
          {said && finding.severity === 'warn' && (
            <span className="block">{finding.reason ? words.said(finding.reason) : words.noReason}</span>
          )}
        </small>
      ))}
    </span>
  )
