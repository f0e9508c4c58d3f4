import { useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import { words } from '../words'

const LOOK_AGAIN_MS = 1_000

/**
 * How far a file is that is being read or applied. Looks again every second; without a script the page itself does,
 * every two seconds.
 */
export const ImportProgress = ({
  state,
  done,
  total,
}: {
  state: 'reading' | 'applying'
  done: number
  total: number
}) => {
  const { revalidate } = useRevalidator()
  useEffect(() => {
    const timer = setInterval(revalidate, LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [revalidate])
  return (
    <section className="sheaf" aria-live="polite">
      <noscript>
        <meta httpEquiv="refresh" content="2" />
      </noscript>
      <p>
        <label htmlFor="import-progress">{words.importing[state]}</label>
      </p>
      <progress id="import-progress" className="progress" {...(total > 0 ? { max: total, value: done } : {})} />
      {total > 0 && <p className="cap">{words.importing.of(done, total)}</p>}
    </section>
  )
}
