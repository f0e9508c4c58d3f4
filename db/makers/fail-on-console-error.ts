import { format } from 'node:util'
import { afterEach, beforeEach } from 'vitest'

/**
 * A message on console.error fails the test that caused it, or the next one to end when it came late.
 * An unhandled rejection fails the run by itself (Vitest's default).
 */
const said: string[] = []
const original = console.error

beforeEach(() => {
  console.error = (...parts: unknown[]) => {
    said.push(format(...parts))
    original(...parts)
  }
})

afterEach(() => {
  console.error = original
  const messages = said.splice(0)
  if (messages.length > 0) throw new Error(`console.error was called:\n${messages.join('\n')}`)
})
