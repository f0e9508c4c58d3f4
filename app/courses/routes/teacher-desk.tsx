import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { ButtonLink, DeskPage, ExportLinks, Fill, Table, type TableRow } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import type { SectionOnDesk } from '../load-sections.server'
import { loadTeacherDesk } from '../load-teacher-desk.server'
import { teacherWords as words } from '../publishing-words'
import { LastStepCell, NameCell, StageCell, TimeCell } from '../ui/SectionCells'

export const meta: MetaFunction = () => [{ title: frameWords.desk.mine }]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return { ...(await loadTeacherDesk(context, actor)), me: actor.account }
})

export default function TeacherDeskPage() {
  const { termName, schools, sections, me } = useLoaderData<typeof loader>()
  const returned = sections.filter(isReturned)
  return (
    <DeskPage
      desk="teacher"
      place="teacherDesk"
      room={schools.map(({ name }) => name).join('、')}
      title={returned.length > 0 ? words.returned(returned.length) : words.title(sections.length)}
      lead={words.lead(termName)}
      actions={
        <>
          <ButtonLink tone="go" to={pathTo('propose')}>
            {frameWords.desk.propose}
          </ButtonLink>
          <ExportLinks to={pathTo('teacherDeskSheet')} />
        </>
      }
    >
      <Table
        caption={words.caption}
        columns={[
          { key: 'course', head: words.columns.course },
          { key: 'time', head: words.columns.time },
          { key: 'standing', head: words.columns.standing },
          { key: 'last', head: words.columns.last },
          { key: 'taken', head: words.columns.taken },
          { key: 'next', head: words.columns.next },
        ]}
        groups={[
          { title: words.todo, rows: returned.map((section) => rowOf(section, me)) },
          {
            title: words.normal,
            rows: sections.filter((section) => !isReturned(section)).map((section) => rowOf(section, me)),
          },
        ]}
        empty={words.none}
      />
    </DeskPage>
  )
}

const isReturned = ({ stage }: SectionOnDesk): boolean => stage === 'returned_by_school'

const rowOf = (section: SectionOnDesk, me: string): TableRow => ({
  key: section.id,
  ...(isReturned(section) ? { tone: 'bad' as const } : {}),
  cells: [
    <NameCell key="course" section={section} />,
    <TimeCell key="time" section={section} />,
    <StageCell key="standing" stage={section.stage} />,
    <LastStepCell key="last" section={section} />,
    section.stage === 'published' ? (
      <Fill key="taken" taken={section.enrolled} of={section.capacity} least={section.minimum} />
    ) : null,
    <Next key="next" section={section} mine={section.teacherAccount === me} />,
  ],
})

const Next = ({ section, mine }: { section: SectionOnDesk; mine: boolean }) => {
  if (isReturned(section)) return <Link to={pathTo('propose', {}, { section: section.id })}>{words.fix}</Link>
  if (section.stage === 'published')
    return (
      <>
        {mine && <Link to={pathTo('teacherRoster', { section: section.id })}>{words.roster}</Link>}{' '}
        <Link to={pathTo('section', { section: section.id })}>{words.look}</Link>
      </>
    )
  return <span className="nil">{words.wait}</span>
}
