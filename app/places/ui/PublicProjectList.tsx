import { Form, Link } from '@remix-run/react'
import { Button, Field, Figure, Icon } from '~/shared/ui'
import { pathTo } from '~/site'
import { phaseWords } from '../phase-words'
import type { Tone } from '../projects/milestone-rules'
import { kindWords } from '../projects/project-words'
import type { PublicCard, PublicProjects, PublicTotal } from '../public-projects/load-public-projects.server'
import { groupOf, type PublicGroup } from '../public-projects/public-project-rules'
import { stageSays, listWords as words } from '../public-projects/public-words'
import { ProjectPicture } from './ProjectPicture'

export const toneMarks: Record<Tone, string> = { ok: '●', warn: '◆', bad: '▼' }

/** Which street comes first. */
export const StreetChoice = ({ page: { street, streets } }: { page: PublicProjects }) => (
  <Form method="get" className="nearby">
    <Field
      type="select"
      name="street"
      label={words.street}
      defaultValue={street?.code ?? ''}
      options={[
        { value: '', label: words.anyStreet },
        ...streets.map(({ code, name }) => ({ value: code, label: name })),
      ]}
    />
    <Button tone="ghost">{words.look}</Button>
  </Form>
)

/** One sentence: what was announced, and what the list comes to. */
export const Announced = ({ announced, apart }: Pick<PublicProjects, 'announced' | 'apart'>) => (
  <>
    {announced.map((total) => (
      <p key={`${total.publishedOn} ${total.amount}`} className="cap">
        {words.announced.from}
        <Figure name="places.public-announced" value={total.amount} />
        {words.announced.to}
        {words.source(total.source, total.publishedOn)}
        {words.listed.from}
        <Figure name="places.public-listed" value={total.listed} />
        {words.listed.to}
        <Difference total={total} />
      </p>
    ))}
    {apart.map((total) => (
      <p key={`${total.publishedOn} ${total.amount}`} className="cap">
        {words.apart.from}
        <Figure name="places.public-announced" value={total.amount} />
        {words.apart.to}
        {words.source(total.source, total.publishedOn)}
      </p>
    ))}
  </>
)

const Difference = ({ total: { difference } }: { total: PublicTotal }) => {
  if (difference === 0) return <>{words.equal}</>
  const said = difference < 0 ? words.less : words.more2
  return (
    <>
      {said.from}
      <Figure name="places.public-difference" value={Math.abs(difference)} />
      {said.to}
    </>
  )
}

const titles: Record<PublicGroup, (count: number) => string> = {
  building: words.building,
  running: words.running,
  cancelled: words.cancelled,
}

/** 正在建, 已经启用, 不建了. */
export const ProjectGroups = ({ groups }: Pick<PublicProjects, 'groups'>) => (
  <>
    {groups.map(({ group, cards }) => (
      <section key={group} aria-labelledby={group}>
        <h2 id={group}>{titles[group](cards.length)}</h2>
        <ul className="builds">
          {cards.map((card) => (
            <Card key={card.id} card={card} />
          ))}
        </ul>
      </section>
    ))}
  </>
)

/** Said in its own name already, or real. */
const isMarked = ({ invented, title }: PublicCard): boolean => !invented || title.includes(words.invented)

const Card = ({ card }: { card: PublicCard }) => (
  <li>
    <Link to={pathTo('publicProject', { project: card.id })}>
      <span className="thumb">
        <ProjectPicture building={card.building} plain />
      </span>
      <span className="what">
        <small>
          {[card.streetName, kindWords[card.kind], stageSays[card.stage], isMarked(card) ? '' : words.invented]
            .filter(Boolean)
            .join(' · ')}
        </small>
        <b>{card.title}</b>
        <span>
          {card.places === null ? (
            words.unstated
          ) : card.places === 0 ? (
            words.noPlaces
          ) : (
            <>
              {words.more(card.places)}
              {card.split.length === 1 && card.split[0] ? phaseWords[card.split[0].phase] : ''}
              {words.places}
            </>
          )}
          {card.stage !== 'cancelled' && `，${whenOf(card)}`}
        </span>
        {groupOf(card.stage) === 'building' && (
          <span className={`say ${card.tone}`}>
            <i aria-hidden="true">{toneMarks[card.tone]}</i> {card.sentence}
          </span>
        )}
      </span>
      <Icon name="next" />
    </Link>
  </li>
)

const whenOf = ({ day, stage, places }: PublicCard): string => {
  if (day === null) return words.noDay
  if (stage === 'running') return words.opened(day)
  return places === 0 ? words.ready(day) : words.opens(day)
}
