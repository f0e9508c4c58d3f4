import { fileURLToPath } from 'node:url'
import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'
import remixConfig from './remix.config.js'

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true
  }
}

export default defineConfig({
  plugins: [remix(remixConfig)],
  resolve: { alias: { '~': folder('./app'), '#db': folder('./db') } },
  optimizeDeps: { exclude: ['better-sqlite3', 'drizzle-orm'] },
  build: { target: ['chrome86', 'safari14'], assetsInlineLimit: 0 },
})
