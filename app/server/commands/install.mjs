// @ts-check
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { inProject, PlainError, readJson, run, runNode, step } from './project.mjs'

const stampFile = inProject('node_modules', '.cache', 'portal', 'installed')

/** Native modules are built for one Node on one platform. */
const platform = `${process.platform}-${process.arch}-${process.versions.modules}`

const wanted = () => {
  const lock = createHash('sha256')
    .update(readFileSync(inProject('package-lock.json')))
    .digest('hex')
  return `${platform} ${lock}\n`
}

const remember = () => {
  mkdirSync(dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, wanted())
}

/**
 * @typedef {{ packages: Record<string, { version?: string, optional?: boolean }> }} Lock
 * @returns {boolean} whether node_modules holds what the lock file asks for, however it came there.
 */
const holdsWhatIsAskedFor = () => {
  const lock = /** @type {Lock | undefined} */ (readJson(inProject('package-lock.json')))
  const there = /** @type {Lock | undefined} */ (readJson(inProject('node_modules', '.package-lock.json')))
  if (!lock || !there) return false
  const asked = Object.entries(lock.packages).filter(([path, entry]) => path !== '' && !entry.optional)
  return (
    asked.every(([path, { version }]) => there.packages[path]?.version === version) &&
    existsSync(inProject('node_modules', 'better-sqlite3', 'build', 'Release', 'better_sqlite3.node'))
  )
}

const npm = (/** @type {string[]} */ parameters) => {
  const script = process.env.npm_execpath
  // Build tools are wanted even where NODE_ENV says production.
  const all = [...parameters, '--include=dev', '--no-progress', '--loglevel=error']
  return script?.endsWith('npm-cli.js') ? runNode(script, all, { quiet: true }) : run('npm', all, { quiet: true })
}

/**
 * Installs the packages of package-lock.json when they are missing or others.
 * @returns {Promise<boolean>} whether it had to.
 */
export const installWhatIsMissing = async () => {
  const before = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : ''
  if (before === wanted()) return false
  if ((before === '' || before.startsWith(`${platform} `)) && holdsWhatIsAskedFor()) {
    remember()
    return false
  }
  await step('安装软件包（第一次一两分钟） · installing packages', async () => {
    let { code, output } = await npm(['ci'])
    // `npm ci` refuses a lock file that lacks another platform's optional packages; `npm install` does not need them.
    if (code !== 0 && output.includes('EUSAGE')) ({ code, output } = await npm(['install', '--no-save']))
    if (code !== 0) throw new PlainError(`${output}\n安装没有成功 · npm could not install the packages${hint(output)}`)
  })
  remember()
  return true
}

const hint = (/** @type {string} */ output) =>
  output.includes('gyp') ? '; better-sqlite3 needs python3, make and a C++ compiler here' : ''
