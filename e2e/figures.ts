import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext } from '@playwright/test'

const IN_PAGE = /data-figure="([^"]+)"/g
const IN_TEST = /recomputes\(\s*'([^']+)'/g

const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name = '']) => name)

let known: Set<string> | undefined

/** The figures that a test recomputes from rows, as the tests of app/ name them. */
export const recomputed = (): ReadonlySet<string> => {
  known ??= new Set(
    readdirSync('app', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts'))
      .flatMap((file) => matches(readFileSync(join('app', file), 'utf8'), IN_TEST)),
  )
  return known
}

/**
 * Notes the figures of every page a journey comes to: in the documents the portal sends, and on what stands at the end.
 * @returns asks for the names seen so far.
 */
export const seeFigures = (context: BrowserContext): (() => Promise<ReadonlySet<string>>) => {
  const seen = new Set<string>()
  const reading: Promise<void>[] = []
  const note = (html: string): void => {
    for (const name of matches(html, IN_PAGE)) seen.add(name)
  }
  context.on('response', (answer) => {
    if (answer.request().resourceType() !== 'document' || answer.status() !== 200) return
    // A page that is left before its body came has shown nothing.
    reading.push(answer.text().then(note, () => undefined))
  })
  return async () => {
    await Promise.all(reading)
    for (const page of context.pages()) note(await page.content())
    return seen
  }
}
