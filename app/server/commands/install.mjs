// @ts-check
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { inProject, PlainError, readJson, run, runNode, step } from './project.mjs'

const stampFile = inProject('node_modules', '.cache', 'portal', 'installed')

/** What the installed packages depend on: the lock file, and the Node that native modules were built for. */
const wanted = () => {
  const lock = createHash('sha256')
    .update(readFileSync(inProject('package-lock.json')))
    .digest('hex')
  return `${lock} ${process.platform}-${process.arch}-${process.versions.modules}\n`
}

const remember = () => {
  mkdirSync(dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, wanted())
}

/**
 * @typedef {{ packages: Record<string, { version?: string, optional?: boolean, link?: boolean }> }} Lock
 * @returns {boolean} whether npm was already called by hand and left what the lock file asks for.
 */
const installedByHand = () => {
  const lock = /** @type {Lock | undefined} */ (readJson(inProject('package-lock.json')))
  const there = /** @type {Lock | undefined} */ (readJson(inProject('node_modules', '.package-lock.json')))
  if (!lock || !there) return false
  const names = Object.entries(lock.packages).filter(([path, entry]) => path !== '' && !entry.optional)
  return (
    names.every(([path, { version }]) => there.packages[path]?.version === version) &&
    existsSync(inProject('node_modules', 'better-sqlite3', 'build', 'Release', 'better_sqlite3.node'))
  )
}

/**
 * Installs the packages of package-lock.json when they are missing or others.
 * @returns {Promise<boolean>} whether it had to.
 */
export const installWhatIsMissing = async () => {
  if (existsSync(stampFile)) {
    if (readFileSync(stampFile, 'utf8') === wanted()) return false
  } else if (installedByHand()) {
    remember()
    return false
  }
  // Build tools are wanted even where NODE_ENV says production.
  const parameters = ['ci', '--include=dev', '--no-progress', '--loglevel=error']
  await step('安装软件包（第一次约一分钟） · installing packages', async () => {
    const npm = process.env.npm_execpath
    const { code, output } = npm?.endsWith('.js')
      ? await runNode(npm, parameters, { quiet: true })
      : await run('npm', parameters, { quiet: true })
    if (code === 0) return
    throw new PlainError(
      `${output}\n安装没有成功，请检查网络后再试 · npm ci failed (better-sqlite3 may need python3, make and a C++ compiler)`,
    )
  })
  remember()
  return true
}
