import type { LoaderFunctionArgs } from '@remix-run/node'
import { answered } from '~/shared/answer.server'
import { loadCover } from '../covers/load-cover.server'

/** An uploaded cover in one of its two sizes; its name changes with it, so that browsers keep it for ever. */
export const loader = answered(async ({ params, context }: LoaderFunctionArgs) => {
  const webp = await loadCover(context, params.name ?? '')
  return new Response(new Uint8Array(webp), {
    headers: {
      'Content-Type': 'image/webp',
      'Cache-Control': 'public, max-age=31536000, immutable',
      'X-Content-Type-Options': 'nosniff',
    },
  })
})
