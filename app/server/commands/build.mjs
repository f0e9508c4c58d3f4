// @ts-check
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { installWhatIsMissing } from './install.mjs'
import { fail, inProject, PlainError, readJson, requireNode, root, runNode, step, toolOf } from './project.mjs'

/** The built server: start it from the project's folder. */
export const serverFile = inProject('build', 'portal', 'main.js')

const stampFile = inProject('build', 'stamp.json')
const lockFolder = inProject('node_modules', '.cache', 'portal', 'building')
const sources = [
  'app',
  'db',
  'public',
  'vite.config.ts',
  'remix.config.js',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]

/**
 * @typedef {{ modified: number, size: number, hash?: string }} Seen
 * @returns {Record<string, Seen>} every file that goes into the build.
 */
const look = () => {
  /** @type {Record<string, Seen>} */
  const seen = {}
  const visit = (/** @type {string} */ path) => {
    const found = statSync(path)
    if (found.isDirectory()) for (const name of readdirSync(path)) visit(join(path, name))
    else if (!/\.(test\.tsx?|md|sql)$/.test(path))
      seen[relative(root, path)] = { modified: found.mtimeMs, size: found.size }
  }
  for (const source of sources) if (existsSync(inProject(source))) visit(inProject(source))
  return seen
}

const hash = (/** @type {string} */ path) =>
  createHash('sha1')
    .update(readFileSync(inProject(path)))
    .digest('hex')

const remember = (/** @type {Record<string, Seen>} */ seen) => {
  for (const [path, file] of Object.entries(seen)) file.hash ??= hash(path)
  writeFileSync(stampFile, JSON.stringify(seen))
}

/**
 * Compares sizes and times only; a file that was merely touched (a checkout, a copy) is compared by its content.
 * @returns {boolean} whether build/ is what the sources say.
 */
const isFresh = () => {
  const before = /** @type {Record<string, Seen> | undefined} */ (readJson(stampFile))
  if (!before || !existsSync(serverFile)) return false
  const now = look()
  if (Object.keys(now).length !== Object.keys(before).length) return false
  let touched = false
  for (const [path, file] of Object.entries(now)) {
    const then = before[path]
    if (!then || then.size !== file.size) return false
    if (then.modified !== file.modified) {
      if (hash(path) !== then.hash) return false
      touched = true
    }
    file.hash = then.hash
  }
  if (touched) remember(now)
  return true
}

const alive = (/** @type {number} */ pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** One build at a time in a checkout; the mark of a process that is gone does not count. */
const holdLock = async () => {
  const owner = join(lockFolder, 'pid')
  for (let said = false; ; ) {
    try {
      mkdirSync(join(lockFolder, '..'), { recursive: true })
      mkdirSync(lockFolder)
      writeFileSync(owner, String(process.pid))
      return () => rmSync(lockFolder, { recursive: true, force: true })
    } catch {
      await new Promise((wake) => setTimeout(wake, 300))
      const pid = existsSync(owner) ? Number(readFileSync(owner, 'utf8')) : 0
      if (!alive(pid)) rmSync(lockFolder, { recursive: true, force: true })
      else if (!said) console.log('等另一个构建完成 · waiting for another build')
      said = true
    }
  }
}

/**
 * Builds build/ (pages for the browser, the server around them) when a source has changed.
 * @returns {Promise<boolean>} whether it had to.
 */
export const buildWhatIsStale = async () => {
  if (isFresh()) return false
  const release = await holdLock()
  try {
    if (isFresh()) return false
    const seen = look()
    await step('构建页面和服务 · building', async () => {
      const config = inProject('app', 'server', 'commands', 'vite.build.mjs')
      const { code, output } = await runNode(toolOf('@remix-run/dev', 'remix'), ['vite:build', '--config', config], {
        quiet: true,
        env: { NODE_ENV: 'production' },
      })
      if (code !== 0) throw new PlainError(`${output}\n构建没有成功 · the build failed`)
      mkdirSync(inProject('build', 'portal'), { recursive: true })
      writeFileSync(serverFile, "import '../server/main.js'\n")
    })
    remember(seen)
    return true
  } finally {
    release()
  }
}

/** Everything both commands need first: packages, then the build. */
export const prepare = async () => {
  requireNode()
  await installWhatIsMissing()
  await buildWhatIsStale()
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await prepare().catch(fail)
