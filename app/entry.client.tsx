import { RemixBrowser } from '@remix-run/react'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { PageFactsContext } from '~/shared/page-facts'

const requestNumber = document.querySelector('meta[name="request-number"]')?.getAttribute('content') ?? ''

// iOS before 14.5 has no TextEncoderStream: the page stays what it is without JavaScript, and works.
if ('TextEncoderStream' in window) {
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <PageFactsContext.Provider value={{ nonce: undefined, requestNumber }}>
          <RemixBrowser />
        </PageFactsContext.Provider>
      </StrictMode>,
    )
  })
}
