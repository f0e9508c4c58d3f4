import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { pathTo } from '~/site'

/** Places left, kept fresh while the page is looked at: [left, waiting] by section. */
type Seats = Record<string, [left: number | null, waiting: number]>

const SeatsContext = createContext<Seats>({})

const EVERY_MS = 15_000

const isSeats = (data: unknown): data is Seats =>
  typeof data === 'object' &&
  data !== null &&
  Object.values(data).every((pair: unknown) => Array.isArray(pair) && pair.length === 2)

/**
 * Asks for the places of the sections within every fifteen seconds, only while the page is visible, and never in step with
 * other phones. Without JavaScript the numbers of the page stay as they are.
 */
export const LiveSeats = ({ sections, children }: { sections: readonly string[]; children: ReactNode }) => {
  const [seats, setSeats] = useState<Seats>({})
  const asked = useMemo(() => [...new Set(sections)].sort().slice(0, 60).join(','), [sections])
  useEffect(() => {
    if (!asked) return
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout>
    const ask = async (): Promise<void> => {
      if (document.visibilityState === 'visible') {
        const fresh = await fetch(pathTo('seats', {}, { s: asked }), { signal: stop.signal })
          .then((answer) => (answer.ok ? (answer.json() as Promise<unknown>) : null))
          .catch(() => null)
        if (stop.signal.aborted) return
        if (isSeats(fresh)) setSeats(fresh)
      }
      timer = setTimeout(ask, EVERY_MS * (0.8 + 0.4 * Math.random()))
    }
    timer = setTimeout(ask, EVERY_MS * Math.random())
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [asked])
  return <SeatsContext.Provider value={seats}>{children}</SeatsContext.Provider>
}

/** The freshest places of a section: what the page came with until the first answer is there. */
export const useSeatsOf = (card: { id: string; left: number | null; waiting: number }) => {
  const fresh = useContext(SeatsContext)[card.id]
  return fresh ? { left: fresh[0], waiting: fresh[1] } : { left: card.left, waiting: card.waiting }
}
