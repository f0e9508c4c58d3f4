import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { weekdayName } from '~/shared/day'
import { Shares } from '~/shared/ui'
import { pathTo } from '~/site'
import { daysLeft } from '../decision-day/decision-rules'
import type { SchoolDesk, SectionWithProblem } from '../load-school-desk.server'
import { schoolWords as words } from '../publishing-words'
import type { ProblemKind } from '../school-desk-rules'

type Desk = Pick<SchoolDesk, 'school' | 'sections' | 'days' | 'now'>

/** What to do first, and where the children are after lessons. */
export const SchoolTodo = ({ school, sections, days, now }: Desk) => {
  const troubled = sections.filter(({ problem }) => problem !== null)
  return (
    <aside className="todo">
      <h2>{words.title(troubled.length)}</h2>
      {troubled.length === 0 ? (
        <p className="cap">{words.allWell}</p>
      ) : (
        <Problems school={school} sections={troubled} now={now} />
      )}
      <h2>{words.where}</h2>
      <ul className="shares">
        {days.map(({ weekday, courses, care, home }) => (
          <li key={weekday}>
            <span>{weekdayName(weekday)}</span>
            <Shares parts={[courses, care, home]} label={words.whereParts(courses, care, home)} />
          </li>
        ))}
      </ul>
      <p className="key">
        <i />
        {words.inCourse} <i className="b" />
        {words.inCare} <i className="c" />
        {words.atHome}
      </p>
    </aside>
  )
}

interface ProblemsProps {
  school: string
  sections: readonly SectionWithProblem[]
  now: number
}

const Problems = ({ school, sections, now }: ProblemsProps) => {
  const of = (kind: ProblemKind) => sections.filter(({ problem }) => problem?.kind === kind)
  const [review, send, publish, few] = [of('review'), of('send'), of('publish'), of('few')]
  const [decide, unfilled] = [of('decide'), of('unfilled')]
  const until = Math.min(...decide.map(({ due }) => due?.until ?? Number.POSITIVE_INFINITY))
  const [first] = few
  const [firstUnfilled] = unfilled
  return (
    <ol>
      {of('returned').map(({ id, name, steps }) => (
        <Item key={id} tone="bad" title={words.todoList.returned(name)} says={steps.at(-1)?.remark}>
          <Link to={pathTo('editSection', { section: id })}>{words.next.returned()}</Link>
        </Item>
      ))}
      {of('provider').map(({ id, name, listedUntil }) => (
        <Item
          key={id}
          tone="bad"
          title={words.todoList.provider(name)}
          says={listedUntil ? words.listedUntil(listedUntil) : undefined}
        >
          <Link to={pathTo('editSection', { section: id })}>{words.next.provider()}</Link>
        </Item>
      ))}
      {of('check').map(({ id, name, check }) => (
        <Item
          key={id}
          tone="bad"
          title={check?.kind === 'none' ? words.todoList.noCheck(name) : words.todoList.check(name)}
          says={check && check.kind !== 'none' ? words.checkSays(check.expiresOn) : words.noCheck}
        >
          <Link to={pathTo('staffing', {}, { school })}>{words.next.check()}</Link>
        </Item>
      ))}
      {decide.length > 0 && (
        <Item
          tone={decide.some(({ due }) => due?.overdue) ? 'bad' : 'warn'}
          title={words.todoList.decide(decide.length)}
          says={`${decide.map(({ name, problem }) => words.fewOf(name, problem?.count ?? 0)).join('，')}。${words.decideUntil(until, daysLeft(until, now))}`}
        >
          <Link to={pathTo('decisions', {}, { school })}>{words.decideLook}</Link>
        </Item>
      )}
      {first && (
        <Item
          tone="warn"
          title={words.todoList.few(few.length)}
          says={few.map(({ name, problem }) => words.fewOf(name, problem?.count ?? 0)).join('，')}
        >
          <a href={`#section-${first.id}`}>{words.fewLook}</a>
        </Item>
      )}
      {firstUnfilled && (
        <Item
          tone="warn"
          title={words.todoList.unfilled(unfilled.length)}
          says={unfilled
            .slice(0, NAMED)
            .map(({ name, problem }) => words.unfilledOf(name, problem?.count ?? 0))
            .join('，')}
        >
          <a href={`#section-${firstUnfilled.id}`}>{words.fewLook}</a>
        </Item>
      )}
      {of('crowd').map(({ id, name, waiting }) => (
        <Item key={id} tone="warn" title={words.todoList.crowd(name, waiting)} says={words.crowdSays}>
          <Link to={pathTo('newSection', {}, { section: id })}>{words.next.crowd()}</Link>
        </Item>
      ))}
      {review.length > 0 && (
        <Item tone="warn" title={words.todoList.review(review.length)} says={names(review)}>
          <a href={`#review-${review[0]?.id}`}>{words.next.review()}</a>
        </Item>
      )}
      {send.length > 0 && (
        <Item tone="warn" title={words.todoList.send(send.length)} says={names(send)}>
          <Link to={pathTo('schoolPlan', {}, { school })}>{words.next.send()}</Link>
        </Item>
      )}
      {publish.length > 0 && (
        <Item tone="warn" title={words.todoList.publish(publish.length)} says={names(publish)}>
          <Link to={pathTo('schoolPlan', {}, { school })}>{words.next.publish()}</Link>
        </Item>
      )}
    </ol>
  )
}

const NAMED = 4
const names = (sections: readonly SectionWithProblem[]): string =>
  sections
    .slice(0, NAMED)
    .map(({ name }) => name)
    .join('、') + (sections.length > NAMED ? '…' : '')

interface ItemProps {
  tone: 'bad' | 'warn'
  title: string
  says?: string | undefined
  children: ReactNode
}

const Item = ({ tone, title, says, children }: ItemProps) => (
  <li className={tone}>
    <b>{title}</b>
    {says && <span>{says}</span>}
    {children}
  </li>
)
