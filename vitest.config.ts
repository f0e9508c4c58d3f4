import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

// The Remix plugin stays out: rules and verbs are plain modules.
export default defineConfig({
  resolve: { alias: { '~': folder('./app'), '#db': folder('./db') } },
  test: {
    include: ['app/**/*.test.ts', 'app/**/*.test.tsx', 'db/**/*.test.ts', 'bench/**/*.test.ts'],
    setupFiles: ['db/makers/fail-on-console-error.ts', 'db/makers/wait-for-imports.ts'],
    pool: 'forks',
    // Much of a test is waiting for a disk or a database: every core has its worker.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
