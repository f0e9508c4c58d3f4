// @ts-check
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startPostgresCluster } from '../../../db/makers/postgres-cluster.mjs'
import { buildWhatIsStale } from './build.mjs'
import { findEquipment } from './equipment.mjs'
import { installWhatIsMissing } from './install.mjs'
import { fail, inProject, PlainError, readJson, requireNode, runNode, stopChildren, toolOf } from './project.mjs'

/**
 * `npm test [-- --only static|unit|journeys] [--install] [file …]`: prepares a fresh clone, then runs every part even
 * when an earlier one failed. Files under e2e/ are journeys, all others unit tests; naming files leaves the rest away.
 */

const parts = /** @type {const} */ (['static', 'unit', 'journeys'])

const readCommand = () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { only: { type: 'string', multiple: true }, install: { type: 'boolean', default: false } },
  })
  const only = values.only ?? []
  const unknown = only.find((part) => !parts.some((known) => known === part))
  if (unknown) throw new PlainError(`--only takes ${parts.join(', ')}; not ${unknown}`)
  const journeys = positionals.filter((file) => file.startsWith('e2e') || only.includes('journeys'))
  const unit = positionals.filter((file) => !journeys.includes(file))
  const named = positionals.length > 0
  const wants = (/** @type {string} */ part) => only.length === 0 || only.includes(part)
  return {
    static: wants('static') && !named,
    unit: wants('unit') && (!named || unit.length > 0),
    journeys: wants('journeys') && (!named || journeys.length > 0),
    files: { unit, journeys },
    install: values.install,
  }
}

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

/** @type {Array<Count & { name: string }>} */
const results = []
const total = (/** @type {keyof Count} */ key) => results.reduce((sum, result) => sum + result[key], 0)

const heading = (/** @type {string} */ title) => console.log(`\n── ${title}`)

/** A program that only says yes or no counts as one test. @param {string} name @param {string} tool @param {string[]} parameters */
const check = async (name, tool, parameters) => {
  heading(name)
  const { code } = await runNode(tool, parameters)
  results.push({ name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 })
}

/** A suite that fails outside its tests (a file that does not load, an unhandled rejection) has failed, too. */
const add = (/** @type {string} */ name, /** @type {number} */ code, /** @type {Count} */ count) => {
  const failed = code !== 0 && count.failed === 0 ? 1 : count.failed
  results.push({ ...count, name, failed })
}

/**
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number,
 *   testResults: Array<{ status: string, assertionResults: unknown[] }> }} UnitReport
 * @param {string[]} files @param {string} reports
 */
const runUnit = async (files, reports) => {
  heading('unit and property tests')
  const file = join(reports, 'unit.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const { code } = await runNode(toolOf('vitest'), ['run', ...reporters, ...files])
  const report = /** @type {UnitReport | undefined} */ (readJson(file))
  const broken = report?.testResults.filter((one) => one.status === 'failed' && one.assertionResults.length === 0)
  add('unit', code, {
    passed: report?.numPassedTests ?? 0,
    failed: (report?.numFailedTests ?? 0) + (broken?.length ?? 0),
    skipped: report?.numPendingTests ?? 0,
  })
}

/** @param {string[]} files @param {string} reports */
const runJourneys = async (files, reports) => {
  heading('journeys')
  const config = 'e2e/playwright.config.ts'
  const file = join(reports, 'journeys.json')
  const { code } = existsSync(inProject(config))
    ? await runNode(
        toolOf('@playwright/test', 'playwright'),
        ['test', '-c', config, '--reporter=line,json', ...files],
        {
          env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
        },
      )
    : { code: 1 }
  const report = /** @type {{ stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number> } | undefined} */ (
    readJson(file)
  )
  add('journeys', code, {
    passed: report?.stats.expected ?? 0,
    failed: (report?.stats.unexpected ?? 0) + (report?.stats.flaky ?? 0),
    skipped: report?.stats.skipped ?? 0,
  })
}

const runStatic = async () => {
  await check('types', toolOf('typescript', 'tsc'), ['--noEmit', '-p', '.'])
  await check('format and lint', toolOf('@biomejs/biome', 'biome'), ['ci', '.'])
  const rooms = ['app', 'db', 'bench', 'e2e'].filter((folder) => existsSync(inProject(folder)))
  const rules = ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', ...rooms]
  await check('rooms apart', toolOf('dependency-cruiser', 'depcruise'), rules)
  await check('nothing unused', toolOf('knip'), ['--no-progress'])
}

const main = async () => {
  const wanted = readCommand()
  const inCi = process.env.CI === 'true'
  requireNode()
  await installWhatIsMissing()
  if (wanted.journeys || wanted.unit) await buildWhatIsStale()

  const postgresGiven = Boolean(process.env.POSTGRES_URL)
  const needsPostgres = (wanted.unit || wanted.journeys) && !postgresGiven
  const { chromium, postgres, missing } = await findEquipment({
    browser: wanted.journeys,
    postgres: needsPostgres,
    mayInstall: wanted.install || inCi,
  })
  if (chromium) process.env.CHROMIUM = chromium

  const reports = mkdtempSync(join(tmpdir(), 'portal-reports-'))
  /** @type {{ url: string, stop: () => void } | undefined} */
  let cluster
  const cleanUp = () => {
    cluster?.stop()
    rmSync(reports, { recursive: true, force: true })
  }
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.once(signal, () => {
      stopChildren(signal)
      cleanUp()
      process.exit(130)
    })
  }
  try {
    if (postgres) {
      cluster = await startPostgresCluster()
      process.env.POSTGRES_URL = cluster.url
    }
    if (wanted.static) await runStatic()
    if (wanted.unit) await runUnit(wanted.files.unit, reports)
    if (wanted.journeys && chromium) await runJourneys(wanted.files.journeys, reports)
  } finally {
    cleanUp()
  }

  heading('result')
  for (const { name, passed, failed, skipped } of results) {
    console.log(
      `${failed ? '✗' : '✓'} ${name}: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`,
    )
  }
  for (const line of missing) console.log(`left out — ${line}`)
  const failed = total('failed') + (inCi ? missing.length : 0)
  console.log(`${total('passed')} passed, ${failed} failed`)
  return failed > 0 ? 1 : 0
}

await main().then((code) => process.exit(code), fail)
