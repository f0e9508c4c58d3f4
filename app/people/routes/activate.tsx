import {
  type ActionFunctionArgs,
  type AppLoadContext,
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answered, refusedForm } from '~/shared/answer.server'
import { safeRedirect } from '~/shared/safe-redirect'
import personStyles from '~/shared/ui/styles/person.css?url'
import type { ActivateStep } from '../activate-step'
import { loadConsentFacts } from '../load-consent-facts.server'
import { takeStep } from '../take-activate-step.server'
import { ActivateSteps } from '../ui/ActivateSteps'
import { PersonPage } from '../ui/PersonPage'
import { words } from '../words'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: personStyles }]
export const meta: MetaFunction<typeof loader> = (page) => [
  { title: (page.data?.refused ? words.error : '') + words.activate.title },
]

/** A slip's login and code in the address: the first officer's, printed where the portal was installed. */
const fromAddress = (search: URLSearchParams): ActivateStep => {
  const read = (name: string, shape: RegExp): string => {
    const value = search.get(name) ?? ''
    return shape.test(value) ? value : ''
  }
  return { step: 'slip', login: read('login', /^[\w.]{2,32}$/), code: read('slip', /^[\w-]{8,9}$/), errors: {} }
}

const firstStep = ({ actor }: AppLoadContext, search: URLSearchParams): ActivateStep =>
  actor && !actor.consented && !search.has('slip')
    ? { step: 'agree', children: actor.children.map(({ name }) => name), errors: {} }
    : fromAddress(search)

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams
  return {
    start: firstStep(context, search),
    back: safeRedirect(search.get('back'), ''),
    refused: context.formRefused ?? false,
    facts: await loadConsentFacts(context),
  }
})

/** Each step is a form that carries what the steps before it gave; nothing is kept between them. */
export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const taken = await takeStep(context, request)
  if (taken instanceof Response) return taken
  const { status, ...step } = taken
  return status === 200 ? data<ActivateStep>(step) : refusedForm<ActivateStep>(context, step, status)
})

export default function ActivatePage() {
  const { start, back, facts } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <PersonPage>
      <ActivateSteps step={answer ?? start} back={back} facts={facts} />
    </PersonPage>
  )
}
