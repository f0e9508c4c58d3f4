import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where a worker's file stands, found upwards from this file: it runs as it stands, for the built server, too. */
export const workerFile = (name: string): string => {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const candidate = join(folder, 'app', 'shared', 'sheet', name)
    if (existsSync(candidate)) return candidate
    if (folder === dirname(folder)) throw new Error(`app/shared/sheet/${name} is missing beside the build`)
  }
}
