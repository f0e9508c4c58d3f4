import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import personStyles from '~/shared/ui/styles/person.css?url'
import { pathTo } from '~/site'
import { loadConsentFacts } from '../load-consent-facts.server'
import { ConsentText } from '../ui/ConsentText'
import { PersonPage } from '../ui/PersonPage'
import { words } from '../words'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: personStyles }]
export const meta: MetaFunction = () => [{ title: words.consent.textTitle }]

export const loader = answered(async ({ context }: LoaderFunctionArgs) => ({ facts: await loadConsentFacts(context) }))

export default function ConsentTextPage() {
  const { facts } = useLoaderData<typeof loader>()
  return (
    <PersonPage back={{ to: pathTo('shelf'), label: words.consent.home }} tabs>
      <h1 className="title">{words.consent.textTitle}</h1>
      <p className="lead">{words.consent.textLead}</p>
      <ConsentText facts={facts} />
    </PersonPage>
  )
}
