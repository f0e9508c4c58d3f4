import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { answered, readForm } from '~/shared/answer.server'
import { momentInWords } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { Button, DeskPage, Table } from '~/shared/ui'
import deskStyles from '~/shared/ui/styles/desk.css?url'
import { pathTo } from '~/site'
import { channelForm } from '../channel-form'
import { channelNames, channelWords as words } from '../channel-words'
import { type ChannelLine, loadChannels, switchChannel } from '../channels.server'

export const meta: MetaFunction = () => [{ title: words.title }]
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: deskStyles }]

export const loader = answered(async ({ context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  return loadChannels(context, actor)
})

export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const form = await readForm(request, channelForm)
  if (!form.ok) throw refuse('BAD_REQUEST')
  await switchChannel(context, actor, { channel: form.value.channel, on: form.value.on === 'yes' })
  return redirect(pathTo('channels'), 303)
})

export default function Channels() {
  const { lines, local } = useLoaderData<typeof loader>()
  const sum = (of: 'waiting' | 'failed'): number => lines.reduce((all, line) => all + line[of], 0)
  return (
    <DeskPage
      desk="bureau"
      place="districtSettings"
      title={words.finding(sum('waiting'), sum('failed'))}
      lead={words.lead}
    >
      <Table
        caption={words.caption}
        columns={[
          { key: 'channel', head: words.columns.channel },
          { key: 'state', head: words.columns.state },
          { key: 'waiting', head: words.columns.waiting, number: true },
          { key: 'sent', head: words.columns.sent, number: true },
          { key: 'failed', head: words.columns.failed, number: true },
          { key: 'next', head: words.columns.next },
        ]}
        groups={[{ rows: lines.map(rowOf) }]}
      />
      {lines.some(({ channel, on }) => channel === 'local' && on) && (
        <section className="sheaf">
          <h2>{words.localTitle}</h2>
          <p>{words.localSays}</p>
          <Table
            caption={words.localTitle}
            columns={[
              { key: 'at', head: words.localColumns.at },
              { key: 'title', head: words.localColumns.title },
              { key: 'body', head: words.localColumns.body },
            ]}
            groups={[
              { rows: local.map(({ id, at, title, body }) => ({ key: id, cells: [momentInWords(at), title, body] })) },
            ]}
            empty={words.localNone}
          />
        </section>
      )}
    </DeskPage>
  )
}

const rowOf = ({ channel, on, usable, waiting, sent, failed, reasons }: ChannelLine) => ({
  key: channel,
  ...(failed > 0 ? { tone: 'warn' as const } : {}),
  cells: [
    <b key="channel">{channelNames[channel]}</b>,
    <span key="state">
      {on ? words.on : words.off}
      {!usable && <small className="block">{words.unset}</small>}
    </span>,
    waiting,
    sent,
    <span key="failed">
      {failed}
      {failed > 0 && (
        <small className="block">
          {words.failures(reasons.map(({ code, count }) => words.reason(code, count)).join('，'))}
        </small>
      )}
    </span>,
    usable || on ? (
      <Form key="next" method="post">
        <input type="hidden" name="channel" value={channel} />
        <Button tone="plain" name="on" value={on ? 'no' : 'yes'}>
          {on ? words.switchOff : words.switchOn}
          <span className="vh">：{channelNames[channel]}</span>
        </Button>
      </Form>
    ) : (
      ''
    ),
  ],
})
