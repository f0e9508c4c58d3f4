import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { answered } from '~/shared/answer.server'
import { refuse } from '~/shared/refusal'
import { Button, ButtonLink, DeskPage, ExportLinks, Field, Oops } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { pathTo } from '~/site'
import { loadStaffSlipList, readSlipSearch } from '../load-slip-list.server'
import { officerWords } from '../officer-words'
import { printSlips } from '../print-slips.server'
import { SlipSheet } from '../ui/SlipSheet'
import { SlipTable } from '../ui/SlipTable'
import { words } from '../words'

export const meta: MetaFunction = () => [{ title: words.slips.staffTitle }]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ request, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return {
    ...(await loadStaffSlipList(context, actor, readSlipSearch(request))),
    formKey: randomUUID(),
  }
})

export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return printSlips(context, actor, request)
})

export default function StaffSlipsPage() {
  const { q, people, most, formKey } = useLoaderData<typeof loader>()
  const sheet = useActionData<typeof action>()
  const printed = sheet && sheet.slips.length > 0
  return (
    <DeskPage
      desk="bureau"
      place="staffSlips"
      title={printed ? words.slips.printedTitle(sheet.slips.length) : words.slips.staffTitle}
      lead={printed ? undefined : words.slips.staffLead}
      actions={
        !printed && (
          <ButtonLink tone="plain" to={pathTo('officers')}>
            {officerWords.toOfficers}
          </ButtonLink>
        )
      }
    >
      {sheet && !printed && <Oops title={sheet.error ?? words.slips.none} tone="wait" />}
      {printed ? (
        <SlipSheet sheet={sheet} back={pathTo('staffSlips', {}, { q })} />
      ) : (
        <div className="two">
          <Form method="get" className="sheaf">
            <Field
              key={q}
              type="search"
              name="q"
              label={words.slips.search}
              hint={words.slips.staffSearchHint}
              defaultValue={q}
              maxLength={40}
            />
            <div className="acts">
              <Button tone="plain">{words.slips.find}</Button>
            </div>
          </Form>
          <div>
            <SlipTable
              caption={words.slips.staffTitle}
              ofHead={words.slips.columns.school}
              lines={people}
              formKey={formKey}
              empty={words.slips.nobody}
              foot={most ? words.slips.more(most) : words.slips.count(people.length)}
              together={!q}
            />
            <p className="cap">{words.slips.againSays}</p>
            <ExportLinks to={pathTo('staffSlipsSheet', {}, { q })} />
          </div>
        </div>
      )}
    </DeskPage>
  )
}
