// @ts-check
import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { buildWhatIsStale, prepare, serverFile } from './build.mjs'
import { fail, inProject, root } from './project.mjs'

/**
 * `npm start`: installs what is missing, builds what is stale, then becomes the server, which migrates, seeds when there
 * is no database, and prints its address. `--watch` builds and restarts at every change of a source instead.
 */

const startOnce = async () => {
  await prepare()
  process.chdir(root)
  process.env.NODE_ENV ??= 'production'
  await import(pathToFileURL(serverFile).href)
}

const startWatching = async () => {
  await prepare()
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let server
  const serve = () => {
    server = spawn(process.execPath, [serverFile], { cwd: root, stdio: 'inherit', env: process.env })
  }
  const restart = async () => {
    if (!(await buildWhatIsStale())) return
    const old = server
    if (old && old.exitCode === null && old.signalCode === null) {
      await new Promise((gone) => {
        old.once('exit', gone)
        old.kill('SIGTERM')
      })
    }
    serve()
  }
  let due = setTimeout(() => {}, 0)
  let work = Promise.resolve()
  const changed = () => {
    clearTimeout(due)
    due = setTimeout(() => {
      work = work.then(restart).catch((error) => console.error(error instanceof Error ? error.message : error))
    }, 200)
  }
  for (const folder of ['app', 'db', 'public']) watch(inProject(folder), { recursive: true }, changed)
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    process.on(signal, () => {
      if (!server || server.exitCode !== null) process.exit(0)
      server.once('exit', (code) => process.exit(code ?? 0))
      server.kill(signal)
    })
  }
  serve()
}

await (process.argv.includes('--watch') ? startWatching() : startOnce()).catch(fail)
