// @ts-check
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The commands run before anything is installed: plain JavaScript, Node's own modules only. */

/** The project's folder. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')

/** @param {string[]} parts @returns {string} a path inside the project. */
export const inProject = (...parts) => join(root, ...parts)

/** Something the person at the keyboard can act on: shown as its message alone, without a stack. */
export class PlainError extends Error {}

/** @returns {void} Refuses a Node that is too old, before anything obscure happens. */
export const requireNode = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new PlainError(`Node ${process.versions.node} 太旧，请安装 20.19 或更新的版本 · Node 20.19 or newer is needed`)
}

/**
 * A tool of an installed package, to be run by Node itself (no shell, no platform's wrapper script).
 * @param {string} packageName @param {string} [tool] its command, when not named like the package.
 * @returns {string}
 */
export const toolOf = (packageName, tool = packageName) => {
  const folder = inProject('node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = typeof bin === 'string' ? bin : bin?.[tool]
  if (!file) throw new Error(`${packageName} has no command ${tool}`)
  return join(folder, file)
}

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()

/** Ends what this process has started and is still running. @param {NodeJS.Signals} signal */
export const stopChildren = (signal) => {
  for (const child of running) child.kill(signal)
}

/**
 * Runs one program to its end.
 * @param {string} program @param {string[]} parameters
 * @param {{ env?: Record<string, string | undefined>, quiet?: boolean, timeoutMs?: number }} [options]
 *   `quiet` keeps its output back and returns it.
 * @returns {Promise<{ code: number, output: string }>} a program that cannot be started has code 127.
 */
export const run = (program, parameters, { env = {}, quiet = false, timeoutMs = 0 } = {}) =>
  new Promise((done) => {
    const child = spawn(program, parameters, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      timeout: timeoutMs,
    })
    running.add(child)
    let output = ''
    child.stdout?.on('data', (chunk) => {
      output += chunk
    })
    child.stderr?.on('data', (chunk) => {
      output += chunk
    })
    child.on('error', (error) => {
      running.delete(child)
      done({ code: 127, output: `${output}${error.message}\n` })
    })
    child.on('close', (code) => {
      running.delete(child)
      done({ code: code ?? 1, output })
    })
  })

/** Runs a JavaScript file with this Node. @param {string} file @param {string[]} parameters @param {Parameters<typeof run>[2]} [options] */
export const runNode = (file, parameters, options) => run(process.execPath, [file, ...parameters], options)

const seconds = (/** @type {number} */ since) => `${((Date.now() - since) / 1000).toFixed(1)} s`

/**
 * Says what is being done, that it is still being done, and how long it took.
 * @template T @param {string} title @param {() => Promise<T>} work @returns {Promise<T>}
 */
export const step = async (title, work) => {
  const since = Date.now()
  console.log(`${title} …`)
  const sign = setInterval(() => console.log(`  … ${seconds(since)}`), 10_000)
  try {
    const result = await work()
    console.log(`  ✓ ${seconds(since)}`)
    return result
  } finally {
    clearInterval(sign)
  }
}

/** Shows an error as the end of a command. @param {unknown} error */
export const fail = (error) => {
  console.error(error instanceof PlainError ? error.message : error)
  process.exit(1)
}

/** @param {string} path @returns {unknown} a JSON file's content; undefined when it is missing or broken. */
export const readJson = (path) => {
  if (!existsSync(path)) return undefined
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
