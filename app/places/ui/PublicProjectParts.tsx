import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { dayOf } from '~/shared/day'
import { Icon, type IconName } from '~/shared/ui'
import { pathTo } from '~/site'
import type { PublicPhoto, PublicProject } from '../public-projects/load-public-project.server'
import type { Step } from '../public-projects/public-project-rules'
import {
  fullDay,
  moneyInWords,
  monthBeside,
  monthOf,
  stepSays,
  projectWords as words,
} from '../public-projects/public-words'
import { toneMarks } from './PublicProjectList'

/** The parts of a project's page, in the order in which people ask. */

const shapes = {
  started: <path d="M-7-7H7V7H-7z" />,
  finished: <path d="M0-8l8 14H-8z" />,
  handed_over: <path d="M0-9L9 0 0 9-9 0z" />,
  in_use: <circle r="8" />,
}

/** 哪天能上学: the day, and what the dates come to. */
export const When = ({ project: { answer, places } }: { project: PublicProject }) => (
  <section className={`answer ${answer.tone}`} aria-labelledby="when">
    <h2 id="when">{places === 0 ? words.whenNothing : words.when}</h2>
    <p className="d">
      {answer.cancelled
        ? words.cancelled
        : answer.day === null
          ? words.noDay
          : answer.running
            ? words.from(answer.day)
            : fullDay(answer.day)}
    </p>
    {answer.late && <p>{words.nextYear(answer.late)}</p>}
    {answer.day !== null && !answer.running && places !== 0 && <p>{words.autumn(answer.day.slice(0, 4))}</p>}
    <p className={`say ${answer.tone}`}>
      <i aria-hidden="true">{toneMarks[answer.tone]}</i> {answer.sentence}
    </p>
  </section>
)

const marks = { done: 'was', now: 'now', ahead: 'ahead' } as const

/** 一步一步: four steps, each with its day and what was first promised. */
export const Steps = ({ steps }: { steps: readonly Step[] }) => (
  <ol className="four">
    {steps.map((step) => (
      <li key={step.kind} className={`${marks[step.state]}${step.months > 0 ? ' late' : ''}`}>
        <svg className="shp" viewBox="-10 -10 20 20" aria-hidden="true">
          {shapes[step.kind]}
        </svg>
        <div>
          <h3>
            {words.step(step.kind)}
            <span className="vh">，{words.states[step.state]}</span>
          </h3>
          <p>{stepSays[step.kind]}</p>
        </div>
        <p className="dt">
          <b>{step.day === null ? words.stepNoDay : step.met ? fullDay(step.day) : monthOf(step.day)}</b>
          <small>{promiseOf(step)}</small>
        </p>
      </li>
    ))}
  </ol>
)

const promiseOf = ({ day, first, months, met }: Step): string => {
  if (day === null) return ''
  if (first !== null) return words.first(monthBeside(first, day), months)
  return met ? words.met : words.same
}

/** 大家常问. */
export const Questions = ({ project }: { project: PublicProject }) => {
  const { street, budget, places, address, schoolName } = project
  return (
    <dl className="qa">
      <dt>{words.can}</dt>
      <dd>
        {places === 0 ? words.canNothing : words.canSays}
        {street && <Link to={pathTo('street', { street: street.code })}>{words.canLook(street.name)}</Link>}
      </dd>
      {project.whyLate !== '' && (
        <>
          <dt>{words.whyLate}</dt>
          <dd>{project.whyLate}</dd>
        </>
      )}
      <dt>{words.money}</dt>
      <dd>{budget ? words.moneySays(moneyInWords(budget.fen), budget.source) : words.moneyNothing}</dd>
      {(address !== '' || schoolName !== '') && (
        <>
          <dt>{words.where}</dt>
          <dd>{[street?.name, address, schoolName].filter(Boolean).join('，')}</dd>
        </>
      )}
    </dl>
  )
}

/** 改过什么: every moved day with the reason that was given. */
export const Changes = ({ changes }: Pick<PublicProject, 'changes'>) =>
  changes.length === 0 ? (
    <p className="cap">{words.noChanges}</p>
  ) : (
    <ol className="chg">
      {changes.map(({ at, moved, why }) => (
        <li key={`${at} ${moved.join()}`}>
          <time>{fullDay(dayOf(at))}</time>
          {moved.map((line) => (
            <p key={line}>{line}</p>
          ))}
          <small>{why}</small>
        </li>
      ))}
    </ol>
  )

const photoAt = (project: string, document: string, size: 'small' | 'large'): string =>
  pathTo('projectFile', { project, document }, { size })

/** The newest picture, in place of the drawing. */
export const MainPhoto = ({ project, photo }: { project: string; photo: PublicPhoto }) => (
  <a href={photoAt(project, photo.id, 'large')}>
    <img
      className="cover photo"
      src={photoAt(project, photo.id, 'small')}
      width={photo.width}
      height={photo.height}
      alt={words.photo(photo.title, photo.day)}
    />
  </a>
)

/** Older pictures, each a link to the large one. */
export const Photos = ({ project, photos }: { project: string; photos: readonly PublicPhoto[] }) => (
  <ul className="photos">
    {photos.map((photo) => (
      <li key={photo.id}>
        <a href={photoAt(project, photo.id, 'large')}>
          <img
            src={photoAt(project, photo.id, 'small')}
            width={photo.width}
            height={photo.height}
            alt=""
            loading="lazy"
          />
          <small>{words.photo(photo.title, photo.day)}</small>
        </a>
      </li>
    ))}
  </ul>
)

/** A line that leads out of the page: data, paper, telephone. */
export const LineLink = ({ icon, to, children }: { icon: IconName; to: string; children: ReactNode }) => (
  <a className="line" href={to}>
    <Icon name={icon} />
    <span>{children}</span>
  </a>
)
