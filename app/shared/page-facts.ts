import { createContext, useContext } from 'react'

/** What belongs to one answer of the server and not to any route's data. */
export interface PageFacts {
  /** Of the Content-Security-Policy; undefined in the browser, where it has done its work. */
  nonce: string | undefined
  /** What a person can tell on the phone when something broke. */
  requestNumber: string
}

export const PageFactsContext = createContext<PageFacts>({ nonce: undefined, requestNumber: '' })

export const usePageFacts = (): PageFacts => useContext(PageFactsContext)
