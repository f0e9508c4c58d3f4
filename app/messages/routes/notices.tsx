import {
  type ActionFunctionArgs,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { answered, readForm } from '~/shared/answer.server'
import { momentInWords } from '~/shared/day'
import { refuse } from '~/shared/refusal'
import { useRootData } from '~/shared/root-data'
import { safeRedirect } from '~/shared/safe-redirect'
import { Button, ButtonLink, EmptyShelf, FamilyShell } from '~/shared/ui'
import personStyles from '~/shared/ui/styles/person.css?url'
import { pathTo } from '~/site'
import { wayWords } from '../channel-words'
import { markRead } from '../mark-read.server'
import { noticeForm } from '../notice-form'
import { listNotices, MOST_NOTICES, type NoticeOfMine } from '../read-notices.server'
import { words } from '../words'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: personStyles }]
export const meta: MetaFunction = () => [{ title: words.title }]

export const loader = answered(async ({ context }: LoaderFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const notices = await listNotices(context, actor.account)
  return { notices, all: notices.length === MOST_NOTICES ? MOST_NOTICES : null }
})

export const action = answered(async ({ request, context }: ActionFunctionArgs) => {
  const { actor } = context
  if (!actor) throw refuse('NOT_SIGNED_IN')
  const form = await readForm(request, noticeForm)
  if (!form.ok || (!form.value.notice && !form.value.all)) throw refuse('BAD_REQUEST')
  const { notice, open } = form.value
  const link = await markRead(context, { account: actor.account, id: notice ?? null })
  return redirect(open && link ? safeRedirect(link, pathTo('notices')) : pathTo('notices'), 303)
})

export default function NoticesPage() {
  const { notices, all } = useLoaderData<typeof loader>()
  const root = useRootData()
  const unread = notices.filter(({ read }) => !read).length
  return (
    <FamilyShell
      slim
      tabs={root?.person?.roles.includes('guardian') ?? false}
      back={{ to: pathTo('me'), label: words.back }}
      look={root?.look ?? { elder: false, dark: false }}
      demo={root?.demo}
      hotline={root?.hotline ? { number: root.hotline } : undefined}
    >
      <div className="pad">
        <h1 className="title">{words.title}</h1>
        <p>
          <Link className="quiet" to={pathTo('contactWays')}>
            {wayWords.open}
          </Link>
        </p>
        {notices.length > 0 && (
          <div className="beside">
            <p className="cap">{words.unread(unread)}</p>
            {unread > 0 && (
              <Form method="post">
                <Button tone="quiet" name="all" value="yes">
                  {words.markAll}
                </Button>
              </Form>
            )}
          </div>
        )}
      </div>
      {notices.length === 0 ? (
        <EmptyShelf title={words.empty} action={<ButtonLink to={pathTo('shelf')}>{words.home}</ButtonLink>}>
          {words.emptySays}
        </EmptyShelf>
      ) : (
        <ul className="notices">
          {notices.map((notice) => (
            <Notice key={notice.id} notice={notice} />
          ))}
        </ul>
      )}
      {all && <p className="cap pad">{words.more(all)}</p>}
    </FamilyShell>
  )
}

const Notice = ({ notice: { id, title, body, at, read } }: { notice: NoticeOfMine }) => (
  <li className={read ? 'notice' : 'notice fresh'}>
    <h2>
      {!read && <span className="dot">{words.fresh}</span>}
      {title}
    </h2>
    <p>{body}</p>
    <div className="beside">
      <time className="cap" dateTime={new Date(at).toISOString()}>
        {momentInWords(at)}
      </time>
      <Form method="post" className="acts">
        <input type="hidden" name="notice" value={id} />
        {!read && (
          <Button tone="quiet" type="submit">
            {words.markOne}
          </Button>
        )}
        <Button tone="quiet" name="open" value="yes">
          {words.open}
        </Button>
      </Form>
    </div>
  </li>
)
