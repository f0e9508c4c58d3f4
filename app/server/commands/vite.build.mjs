import { defineConfig, mergeConfig } from 'vite'
import project from '../../../vite.config.ts'

/**
 * The server around Remix is a second entry of Remix's own server build, so that both share their modules: one class
 * of refusals, one context of transactions, whichever side they are seen from.
 */
const serverAround = {
  name: 'portal:server-around-remix',
  enforce: 'post',
  config: (config, { isSsrBuild }) =>
    isSsrBuild
      ? {
          build: {
            rollupOptions: {
              input: { index: config.build.rollupOptions.input, main: 'app/server/main.ts' },
              output: { entryFileNames: '[name].js' },
            },
          },
        }
      : undefined,
}

export default defineConfig(mergeConfig(project, { plugins: [serverAround] }))
