import type { HeadersFunction, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { answered } from '~/shared/answer.server'
import { momentInWords } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { Button, ButtonLink, DeskPage, Icon, Qr } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { pathTo } from '~/site'
import { yuan } from '../family-words'
import { loadReceipt, type ReceiptLine } from '../section-roster/load-receipt.server'
import { words as all } from '../section-roster/roster-words'

const words = all.receipt

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${words.title(data.name)} · ${data.reference}` : words.head },
]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

export const loader = answered(async ({ params, context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return loadReceipt(context, actor, { pupil: params.pupil ?? '', reference: params.reference ?? '' })
})

export default function PaperReceiptPage() {
  const receipt = useLoaderData<typeof loader>()
  const { name, pupil, className, schoolName, reference, at, by, signedBy, signedOn, lines, feeFen } = receipt
  return (
    <DeskPage desk="school" place="paper" room={schoolName} title={words.title(name)} lead={reference}>
      <section className="sheaf receipt">
        <h2>{words.head}</h2>
        <dl className="pairs">
          <dt>{words.number}</dt>
          <dd>
            <b>{reference}</b>
          </dd>
          <dt>{words.child}</dt>
          <dd>
            {name}，{className}
          </dd>
          <dt>{words.school}</dt>
          <dd>{schoolName}</dd>
          <dt>{words.at}</dt>
          <dd>{momentInWords(at)}</dd>
          <dt>{words.form}</dt>
          <dd>{words.signed(signedBy, signedOn)}</dd>
          <dt>{words.by}</dt>
          <dd>{by}</dd>
        </dl>
        <ul className="picks">
          {lines.map((line) => (
            <li key={line.section}>
              <b>{line.title}</b> {sayOf(line)}
              <small>{line.times}</small>
            </li>
          ))}
        </ul>
        {feeFen > 0 && (
          <p>
            <b>{words.total(yuan(feeFen))}</b>
          </p>
        )}
        <div className="qrbox">
          <Qr drawing={receipt.qr} label={reference} />
        </div>
        <p>{words.keep}</p>
        <p className="print-only sign">{words.guardian}：＿＿＿＿＿＿＿＿</p>
        <div className="acts no-print">
          <PrintButton />
          <ButtonLink tone="plain" to={pathTo('paperOf', { pupil })}>
            {words.again}
          </ButtonLink>
          {lines[0] && (
            <ButtonLink tone="plain" to={pathTo('sectionRoster', { section: lines[0].section })}>
              {words.roster}
            </ButtonLink>
          )}
        </div>
      </section>
    </DeskPage>
  )
}

const sayOf = ({ outcome, says, feeFen }: ReceiptLine): string => {
  switch (outcome) {
    case 'got':
      return `${words.got}，${feeFen > 0 ? words.fee(yuan(feeFen)) : words.free}`
    case 'waits':
      return says
    case 'left':
      return words.left
    case 'not':
      return `${words.not}：${says}`
  }
}

/** Only where a script can print; the browser's own menu does it everywhere. */
const PrintButton = () => {
  const [can, setCan] = useState(false)
  useEffect(() => setCan(true), [])
  return can ? (
    <Button type="button" tone="go" onClick={() => window.print()}>
      <Icon name="print" />
      {words.print}
    </Button>
  ) : null
}
