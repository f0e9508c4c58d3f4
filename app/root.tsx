import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import {
  isRouteErrorResponse,
  Link,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useNavigationType,
  useRouteError,
} from '@remix-run/react'
import { eq } from 'drizzle-orm'
import type { ReactNode } from 'react'
import { countUnread } from '~/messages/index.server'
import { errorWords, headingOf } from '~/shared/error-words'
import { lookClasses, readLook } from '~/shared/look'
import { usePageFacts } from '~/shared/page-facts'
import { type RootData, useRootData } from '~/shared/root-data'
import { FamilyShell, Oops } from '~/shared/ui'
import portalStyles from '~/shared/ui/styles/portal.css?url'
import { pathTo } from '~/site'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: portalStyles },
  { rel: 'icon', href: '/icon.svg', type: 'image/svg+xml' },
]

export const meta: MetaFunction<typeof loader> = ({ data, error }) => {
  const portal = data?.portalName ?? errorWords.portal
  if (!error) return [{ title: portal }]
  return [{ title: errorWords.titleOf(headingOf(isRouteErrorResponse(error) ? error.status : 500), portal) }]
}

/** What every page knows. Tiny: it is asked for again after every action. */
export const loader = async ({ request, context }: LoaderFunctionArgs): Promise<RootData> => {
  const { district } = context.store.tables
  const [row] = await context.store.db.select().from(district).where(eq(district.id, context.district))
  const { actor } = context
  return {
    portalName: row?.portalName ?? '',
    district: row?.name ?? '',
    hotline: row?.hotline ?? '',
    demo: row?.demo ?? false,
    look: readLook(request.headers.get('Cookie')),
    person: actor && {
      name: actor.name,
      roles: [
        ...(actor.children.length > 0 ? (['guardian'] as const) : []),
        ...(actor.teacherAt.length > 0 ? (['teacher'] as const) : []),
        ...(actor.administers.length > 0 ? (['school_admin'] as const) : []),
        ...(actor.officer ? (['officer'] as const) : []),
      ],
      children: actor.children.length,
      unread: await countUnread(context, actor.account),
    },
  }
}

/** The frame of every page, of error pages, too. */
export const Layout = ({ children }: { children: ReactNode }) => {
  const root = useRootData()
  const { nonce, requestNumber } = usePageFacts()
  return (
    <html lang="zh-CN" className={(root && lookClasses(root.look)) || undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="format-detection" content="telephone=no" />
        <meta name="request-number" content={requestNumber} />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

export default function Root() {
  return <Outlet />
}

interface Shown {
  status: number
  sentence: string
}

/** A refusal carries its own sentence (shared/answer.server.ts); anything else says no more than that it broke. */
const shownOf = (error: unknown): Shown => {
  if (!isRouteErrorResponse(error)) return { status: 500, sentence: errorWords.faultSays }
  const { status, data } = error
  const told = data as { sentence?: unknown } | null
  if (told && typeof told === 'object' && typeof told.sentence === 'string') return { status, sentence: told.sentence }
  return { status, sentence: status === 404 ? errorWords.notFoundSays : errorWords.faultSays }
}

export const ErrorBoundary = () => {
  const error = useRouteError()
  const root = useRootData()
  const { requestNumber } = usePageFacts()
  // After a click the number of the first page would be the wrong one to tell.
  const isFirstPage = useNavigationType() === 'POP'
  const { status, sentence } = shownOf(error)
  return (
    <FamilyShell
      slim
      tabs={false}
      look={root?.look ?? { elder: false, dark: false }}
      demo={root?.demo}
      hotline={root && { number: root.hotline }}
    >
      <Oops
        whole
        title={headingOf(status)}
        tone={status === 503 || status === 429 ? 'wait' : 'bad'}
        number={status >= 500 && isFirstPage && requestNumber ? errorWords.faultNumber(requestNumber) : undefined}
        action={
          <Link className="quiet" to={pathTo('shelf')} reloadDocument>
            {errorWords.home}
          </Link>
        }
      >
        {sentence}
      </Oops>
    </FamilyShell>
  )
}
