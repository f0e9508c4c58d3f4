import { PassThrough } from 'node:stream'
import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { renderToPipeableStream } from 'react-dom/server'
import { PageFactsContext } from '~/shared/page-facts'

const RENDER_MS = 10_000

/**
 * React 18 fills fixed buffers, and where a Chinese character does not fit any more it sends the buffer with up to two
 * zero bytes at its end. Browsers show them as U+FFFD in the middle of a word, and hydration fails on them.
 */
const withoutPadding = (chunk: Buffer): Buffer => {
  let end = chunk.length
  while (end > 0 && chunk[end - 1] === 0) end -= 1
  return chunk.subarray(0, end)
}

/** Renders a page whole: nothing is sent before all of it, its data included, is there. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce, requestNumber }: AppLoadContext,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    let failure: unknown
    const { pipe, abort } = renderToPipeableStream(
      <PageFactsContext.Provider value={{ nonce, requestNumber }}>
        <RemixServer context={remixContext} url={request.url} nonce={nonce} abortDelay={RENDER_MS} />
      </PageFactsContext.Provider>,
      {
        nonce,
        onAllReady: () => {
          clearTimeout(late)
          if (failure) {
            reject(failure)
            return
          }
          const chunks: Buffer[] = []
          const body = new PassThrough()
          body.on('data', (chunk: Buffer) => chunks.push(withoutPadding(chunk)))
          body.on('end', () => {
            headers.set('Content-Type', 'text/html; charset=utf-8')
            resolve(new Response(Buffer.concat(chunks), { status, headers }))
          })
          pipe(body)
        },
        onShellError: reject,
        onError: (error) => {
          failure ??= error
        },
      },
    )
    const late = setTimeout(() => abort(new Error('the page took too long')), RENDER_MS)
  })
}

/** Remix tells people nothing about an error it did not expect; the log is told. */
export const handleError = (
  error: unknown,
  { request, context }: Pick<LoaderFunctionArgs | ActionFunctionArgs, 'request' | 'context'>,
): void => {
  if (!request.signal.aborted) context.reportFault(error)
}
