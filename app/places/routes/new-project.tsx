import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { answered, readForm } from '~/shared/answer.server'
import { refuseDeed, sentencesOf } from '~/shared/answer-deed.server'
import { refuse } from '~/shared/refusal'
import { Button, ButtonLink, DeskPage, ErrorSummary, Field } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { words as frameWords } from '~/shared/words'
import { pathTo } from '~/site'
import { createProject } from '../projects/create-project.server'
import { loadProjectChoices } from '../projects/load-projects.server'
import { detailWords as words } from '../projects/project-detail-words'
import { newProjectForm } from '../projects/project-form'
import { DateFields, FactsFields, PlacesFields } from '../ui/ProjectFields'
import projectStyles from '../ui/styles/projects.css?url'
import { useDeedForm } from '../ui/use-deed-form'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.refused ? frameWords.field.error : ''}${words.newTitle}` },
]
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: deskStyles },
  { rel: 'stylesheet', href: projectStyles },
]

export const loader = answered(async ({ context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return { choices: await loadProjectChoices(context, actor), refused: context.formRefused ?? false }
})

export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const form = await readForm(request, newProjectForm)
  if (!form.ok) return refuseDeed(context, 'create', form)
  const answer = await createProject(context, actor, form.value)
  if (answer.ok) return redirect(pathTo('project', { project: answer.project }), 303)
  return refuseDeed(context, 'create', { errors: sentencesOf(answer.errors), values: form.values })
})

/** Stages in which a project is entered: one that runs has dates that came, which are written afterwards. */
const stages = ['proposed', 'preparing', 'building', 'handover'] as const

export default function NewProject() {
  const { choices } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const before = {
    kind: 'new',
    stage: 'proposed',
    street: choices.streets[0]?.id ?? '',
    published: 'on',
  }
  const form = useDeedForm(newProjectForm, { deed: 'create', before, refused })
  return (
    <DeskPage
      desk="places"
      place="projects"
      title={words.newTitle}
      lead={words.newLead}
      actions={
        <ButtonLink tone="plain" to={pathTo('projects')}>
          {words.back}
        </ButtonLink>
      }
    >
      <ErrorSummary errors={form.summary} />
      <Form method="post" className="sheaf" onSubmit={form.onSubmit} noValidate>
        <input {...form.hidden('deed', 'create')} />
        <h2>{words.facts}</h2>
        <FactsFields form={form} choices={choices} stages={stages} />
        <h2>{words.newPlaces}</h2>
        <p className="cap">{words.placesHint}</p>
        <PlacesFields form={form} />
        <h2>{words.newDates}</h2>
        <DateFields form={form} met={false} />
        <Field {...form.field('why')} label={words.newWhy} hint={words.newWhyHint} maxLength={200} autoComplete="off" />
        <div className="acts">
          <Button tone="go">{words.create}</Button>
        </div>
      </Form>
    </DeskPage>
  )
}
