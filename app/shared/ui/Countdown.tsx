import { useEffect, useRef, useState } from 'react'
import { timeLeft } from '../words'

interface CountdownProps {
  /** The instant it ends, epoch ms. */
  until: number
  /** The server's time when the page was made; the phone's own clock is never asked. */
  now: number
  /** Words for the time left; calm and in one unit when not given. */
  say?: (left: number) => string
  /** Called once when the time has come. */
  onZero?: () => void
}

const SECOND = 1_000
const MINUTE = 60 * SECOND

/** Time left in words. Without JavaScript the words of the server stay; with it they change when the unit does. */
export const Countdown = ({ until, now, say = timeLeft, onZero }: CountdownProps) => {
  const [left, setLeft] = useState(until - now)
  const zero = useRef(onZero)
  zero.current = onZero
  useEffect(() => {
    const whole = until - now
    const start = performance.now()
    let timer: ReturnType<typeof setTimeout> | undefined
    const step = () => {
      const rest = whole - (performance.now() - start)
      setLeft(rest)
      if (rest <= 0) zero.current?.()
      else timer = setTimeout(step, rest > 2 * MINUTE ? 20 * SECOND : Math.min(rest, SECOND))
    }
    if (whole > 0) timer = setTimeout(step, Math.min(whole, SECOND))
    return () => clearTimeout(timer)
  }, [until, now])
  return <span className="left-time">{say(left)}</span>
}
