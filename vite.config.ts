import { fileURLToPath } from 'node:url'
import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig, type Plugin } from 'vite'
import remixConfig from './remix.config.js'

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true
  }
}

const vendors =
  /\/node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|@remix-run|turbo-stream|cookie)\//
const kit = /\/app\/(site\.ts|shared\/(?!rules\/|sheet\/|ui\/(index|use-checked-form|Desk|Table|qr)|.*\.server))/
const family =
  /\/app\/courses\/(family-words|fit-rules|categories|ui\/(Cover|cover|FamilyPage|ChildSwitcher|RoundSay|live-seats))/

/**
 * What every page or every family page needs travels in one file each: a phone on a slow line pays for each request.
 * Forms (react-hook-form, zod) and the desk stay in files of their own.
 */
const chunkOf = (id: string): string | undefined => {
  if (vendors.test(id)) return 'vendor'
  if (kit.test(id)) return 'kit'
  return family.test(id) ? 'family' : undefined
}

const fewFiles: Plugin = {
  name: 'portal:few-files',
  config: (_, { isSsrBuild }) =>
    isSsrBuild ? {} : { build: { rollupOptions: { output: { manualChunks: chunkOf } } } },
}

export default defineConfig({
  plugins: [remix(remixConfig), fewFiles],
  resolve: { alias: { '~': folder('./app'), '#db': folder('./db') } },
  optimizeDeps: { exclude: ['better-sqlite3', 'drizzle-orm'] },
  build: { target: ['chrome86', 'safari14'], assetsInlineLimit: 0 },
})
