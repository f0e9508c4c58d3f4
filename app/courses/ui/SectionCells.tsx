import type { ReactNode } from 'react'
import { Filing } from '~/shared/ui'
import { daysInWords, slotsInWords, timeSpan } from '../family-words'
import { gradesInWords, weekdaysOf } from '../fit-rules'
import type { SectionOnDesk } from '../load-sections.server'
import { everyDayInWords, stageWords, stepInWords } from '../publishing-words'
import { pipsOf, type SectionStage } from '../section-rules'
import { coverCategory } from '../ware-view'
import { Cover } from './Cover'

const SCHOOL_DAYS = 5

/** The cells that tables of sections share. */

/** Cover, name, grades; `children` is the name where it leads somewhere. */
export const NameCell = ({ section, children }: { section: SectionOnDesk; children?: ReactNode }) => (
  <span className="named">
    <span className="thumb">
      <Cover
        category={coverCategory(section.category)}
        seed={section.id}
        name={section.title}
        picture={section.cover}
      />
    </span>
    <span>
      {children ?? <b>{section.name}</b>}
      <small>{gradesInWords(section.grades)}</small>
    </span>
  </span>
)

/** 周二 16:30–17:30, in brief 周二 16:30; the five days of base care as one span. */
export const TimeCell = ({
  section: { slots },
  brief = false,
}: {
  section: Pick<SectionOnDesk, 'slots'>
  brief?: boolean
}) => {
  const spans = new Set(slots.map(({ startsAt, endsAt }) => (brief ? startsAt : timeSpan(startsAt, endsAt))))
  const daily = weekdaysOf(slots.map(({ slot }) => slot)).length === SCHOOL_DAYS && spans.size === 1
  return (
    <span className="time">
      {daily ? everyDayInWords([...spans].join('')) : brief ? startsInWords(slots) : slotsInWords(slots)}
    </span>
  )
}

/** 周一、周三 16:30; different times one after the other. */
const startsInWords = (slots: SectionOnDesk['slots']): string =>
  [...new Set(slots.map(({ startsAt }) => startsAt))]
    .map((start) => `${daysInWords(slots.filter(({ startsAt }) => startsAt === start))} ${start}`)
    .join('；')

/** The four pips and the word beside them. */
export const StageCell = ({ stage }: { stage: SectionStage }) => {
  const { passed, stopped } = pipsOf(stage)
  return <Filing passed={passed} label={stageWords[stage]} {...(stopped === undefined ? {} : { stopped })} />
}

/** Who did the last step and when, and why. */
export const LastStepCell = ({ section: { steps } }: { section: Pick<SectionOnDesk, 'steps'> }) => {
  const last = steps.at(-1)
  if (!last) return null
  return (
    <>
      {stepInWords(last)}
      {last.remark && <small className="says">{last.remark}</small>}
    </>
  )
}

/** Every step of a section, newest first. */
export const History = ({ title, steps }: { title: string; steps: SectionOnDesk['steps'] }) => (
  <section className="sheaf">
    <h2>{title}</h2>
    <ol className="history">
      {[...steps].reverse().map((step) => (
        <li key={`${step.at} ${step.step}`}>
          {stepInWords(step)}
          {step.remark && <small>{step.remark}</small>}
        </li>
      ))}
    </ol>
  </section>
)
