import { defineConfig, mergeConfig } from 'vite'
import project from '../../../vite.config.ts'

/**
 * The server around Remix is a second entry of Remix's own server build, so that both share their modules: one class
 * of refusals, one context of transactions, whichever side they are seen from.
 */
const serverAround = {
  name: 'portal:server-around-remix',
  enforce: 'post',
  config(config, { isSsrBuild }) {
    if (!isSsrBuild) return
    const { build } = config
    // The project's target speaks of browsers. Assigned, not returned: returned lists are appended.
    build.target = 'node20'
    build.rollupOptions.input = {
      index: build.rollupOptions.input,
      main: 'app/server/main.ts',
      // Runs in a thread of its own, so it is found by its name.
      'forecast-worker': 'app/places/runs/forecast-worker.ts',
      'advice-worker': 'app/places/advice/advice-worker.ts',
    }
    build.rollupOptions.output.entryFileNames = '[name].js'
  },
}

export default defineConfig(mergeConfig(project, { plugins: [serverAround] }))
