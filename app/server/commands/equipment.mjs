// @ts-check
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { findPostgres } from '../../../db/makers/postgres-cluster.mjs'
import { run, runNode, step, toolOf } from './project.mjs'

/** What the tests need beside the packages: a Chromium and PostgreSQL. */

const onPath = (/** @type {string} */ program) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find((file) => existsSync(file))

/** @returns {Promise<string | undefined>} where Playwright keeps, or would keep, its own browser. */
const playwrightsOwn = async () => {
  const { chromium } = await import('playwright')
  return chromium.executablePath() || undefined
}

/** @returns {Promise<string | undefined>} a browser that answers when asked for its version. */
const findChromium = async () => {
  const candidates = process.env.CHROMIUM
    ? [process.env.CHROMIUM]
    : [
        '/usr/bin/chromium',
        onPath('chromium'),
        onPath('chromium-browser'),
        onPath('google-chrome'),
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
        await playwrightsOwn(),
      ]
  for (const file of candidates) {
    if (!file || !existsSync(file)) continue
    const { code } = await run(file, ['--version'], { quiet: true, timeoutMs: 30_000 })
    if (code === 0) return file
  }
  return undefined
}

/** Debian's package starts a cluster of its own when it is installed; the tests bring theirs. */
const clusterSetting = '/etc/postgresql-common/createcluster.conf'

/** @param {string[]} packages @returns {Promise<string | undefined>} what went wrong. */
const installDebian = async (packages) => {
  const quiet = { quiet: true, timeoutMs: 600_000, env: { DEBIAN_FRONTEND: 'noninteractive' } }
  const { code: noFolder } = await run('mkdir', ['-p', '/etc/postgresql-common'], quiet)
  const ours = packages.includes('postgresql') && noFolder === 0 && !existsSync(clusterSetting)
  if (ours) writeFileSync(clusterSetting, 'create_main_cluster = false\n')
  try {
    const update = await run('apt-get', ['update', '-q'], quiet)
    if (update.code !== 0) return `apt-get update: ${lastLine(update.output)}`
    const confOld = ['-o', 'Dpkg::Options::=--force-confold']
    const install = await run(
      'apt-get',
      ['install', '-y', '-q', '--no-install-recommends', ...confOld, ...packages],
      quiet,
    )
    return install.code === 0 ? undefined : `apt-get install: ${lastLine(install.output)}`
  } finally {
    // A setting that the package brought along is not ours to take away.
    if (ours && !findPostgres()) rmSync(clusterSetting, { force: true })
  }
}

const lastLine = (/** @type {string} */ text) => text.trim().split('\n').at(-1) ?? ''

const hasChineseFont = async () => {
  const { code, output } = await run('fc-list', [':lang=zh', 'family'], { quiet: true, timeoutMs: 30_000 })
  return code === 127 || output.trim() !== ''
}

/**
 * Finds a browser and PostgreSQL, or installs them: Debian packages only as root and only when `mayInstall`,
 * Playwright's own browser for everybody.
 * @param {{ browser: boolean, postgres: boolean, mayInstall: boolean }} wanted
 * @returns {Promise<{ chromium: string | undefined, postgres: string | undefined, missing: string[] }>}
 *   `missing` names in one line each what could not be had.
 */
export const findEquipment = async (wanted) => {
  let chromium = wanted.browser ? await findChromium() : undefined
  let postgres = wanted.postgres ? findPostgres() : undefined
  /** @type {string[]} */
  const packages = []
  if (wanted.browser && !chromium && !process.env.CHROMIUM) packages.push('chromium')
  if (wanted.browser && !(await hasChineseFont())) packages.push('fonts-noto-cjk')
  if (wanted.postgres && !postgres) packages.push('postgresql')

  /** @type {string | undefined} */
  let trouble
  const apt = wanted.mayInstall && process.getuid?.() === 0 && onPath('apt-get') !== undefined
  if (packages.length > 0 && apt) {
    trouble = await step(`installing ${packages.join(', ')}`, () => installDebian(packages))
    if (trouble) console.log(`  ${trouble}`)
    chromium ??= wanted.browser ? await findChromium() : undefined
    postgres ??= wanted.postgres ? findPostgres() : undefined
  }
  if (wanted.browser && !chromium && !process.env.CHROMIUM) {
    await step("installing Playwright's own browser", async () => {
      const install = ['install', '--only-shell', 'chromium']
      const { code, output } = await runNode(toolOf('playwright'), install, { quiet: true, timeoutMs: 300_000 })
      if (code !== 0) console.log(`  ${lastLine(output)}`)
    })
    chromium = await findChromium()
  }

  /** @type {string[]} */
  const missing = []
  const hint = 'or run npm test -- --install as root'
  if (wanted.browser && !chromium) {
    const why = process.env.CHROMIUM ? `CHROMIUM=${process.env.CHROMIUM} does not start` : `install chromium, ${hint}`
    missing.push(`journeys: no browser (${why})`)
  } else if (wanted.browser && !(await hasChineseFont())) {
    console.log(`note: no Chinese font; pictures will show boxes (install fonts-noto-cjk, ${hint})`)
  }
  if (wanted.postgres && !postgres) missing.push(`tests on PostgreSQL: no server (install postgresql, ${hint})`)
  return { chromium, postgres, missing }
}
