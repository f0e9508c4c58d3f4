import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm, refusedForm } from '~/shared/answer.server'
import { momentInWords } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { DeskPage, ExportLinks, Table, type TableRow } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { roundWords as words } from '../bureau-words'
import { changeRound } from '../change-round.server'
import { createRound } from '../create-round.server'
import { loadRounds, type RoundLine } from '../load-rounds.server'
import { type RoundFormValues, roundForm, writeMoment } from '../round-form'
import { RoundForm } from '../ui/RoundForm'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.title}` },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return { page: await loadRounds(context, actor), refused: context.formRefused ?? false }
})

/** A new round, or another time for one. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const form = await readForm(request, roundForm)
  if (!form.ok) return refusedForm(context, { errors: form.errors, values: typed(form.values) })
  const { round, ...draft } = form.value
  const answer =
    round === '' ? await createRound(context, actor, draft) : await changeRound(context, actor, { round, draft })
  if (answer.ok) return redirect(pathTo('rounds'), 303)
  const errors = Object.fromEntries(Object.entries(answer.errors).filter(([, sentence]) => sentence !== undefined))
  const values = {
    ...form.value,
    opensAt: writeMoment(draft.opensAt),
    closesAt: writeMoment(draft.closesAt),
    courseLimit: String(draft.courseLimit),
  }
  return refusedForm(context, { errors, values })
})

const typed = ({
  round = '',
  name = '',
  school = '',
  opensAt = '',
  closesAt = '',
  courseLimit = '',
}: Partial<RoundFormValues>) => ({
  round,
  name,
  school,
  opensAt,
  closesAt,
  courseLimit,
})

export default function Rounds() {
  const { page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { term, rounds, schools, blank } = page
  const newRefused = refused?.values.round === '' ? refused : undefined
  return (
    <DeskPage
      desk="bureau"
      place="rounds"
      title={words.title}
      lead={words.lead(term.name, term.startsOn, term.endsOn)}
      actions={<ExportLinks to={pathTo('roundsSheet')} />}
    >
      <Table
        caption={words.caption}
        columns={[
          { key: 'name', head: words.columns.name },
          { key: 'school', head: words.columns.school },
          { key: 'opens', head: words.columns.opens },
          { key: 'closes', head: words.columns.closes },
          { key: 'limit', head: words.columns.limit, number: true },
          { key: 'phase', head: words.columns.phase },
          { key: 'change', head: words.columns.change },
        ]}
        groups={[{ rows: rounds.map(rowOf) }]}
        empty={words.none}
      />
      {rounds.map((round) => {
        const mine = refused?.values.round === round.id ? refused : undefined
        return (
          <details key={round.id} id={`round-${round.id}`} className="sheaf remark" open={mine !== undefined}>
            <summary>{words.changeTitle(nameOf(round))}</summary>
            <RoundForm
              key={JSON.stringify(round.values)}
              values={mine?.values ?? round.values}
              refused={mine?.errors}
              submit={words.save}
            />
          </details>
        )
      })}
      <section className="sheaf">
        <h2>{words.newTitle}</h2>
        <RoundForm
          key={rounds.length}
          values={newRefused?.values ?? blank}
          schools={schools}
          refused={newRefused?.errors}
          submit={words.create}
        />
      </section>
    </DeskPage>
  )
}

const nameOf = ({ name, schoolName }: RoundLine): string => [schoolName || words.whole, name].join(' ')

const rowOf = (round: RoundLine): TableRow => ({
  key: round.id,
  cells: [
    <b key="name">{round.name}</b>,
    round.schoolName || words.whole,
    momentInWords(round.opensAt),
    momentInWords(round.closesAt),
    round.courseLimit,
    words.phase[round.phase],
    <a key="change" href={`#round-${round.id}`}>
      {words.columns.change}
    </a>,
  ],
})
