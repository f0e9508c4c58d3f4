// @ts-check
import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/** A throwaway PostgreSQL for tests and benchmarks. Plain JavaScript: `npm test` uses it before anything is compiled. */

const needed = ['initdb', 'pg_ctl', 'postgres']

/** @returns {string | undefined} the folder with PostgreSQL's own programs, the newest of Debian's first. */
export const findPostgres = () => {
  const versions = (/** @type {string} */ folder) =>
    existsSync(folder)
      ? readdirSync(folder)
          .sort((a, b) => Number.parseFloat(b) - Number.parseFloat(a))
          .map((version) => join(folder, version, 'bin'))
      : []
  const brew = ['/opt/homebrew/opt', '/usr/local/opt']
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name, 'bin')))
    .filter((folder) => folder.includes('postgresql'))
  const folders = [
    ...versions('/usr/lib/postgresql'),
    ...(process.env.PATH ?? '').split(delimiter).filter(Boolean),
    ...brew,
  ]
  return folders.find((folder) => needed.every((program) => existsSync(join(folder, program))))
}

/** PostgreSQL refuses to run as root: its programs then run as `postgres`, else as `nobody`. */
const ordinaryUser = () => {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    const id = (/** @type {string} */ flag) => {
      const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' })
      return status === 0 ? Number(stdout) : undefined
    }
    const uid = id('-u')
    const gid = id('-g')
    if (uid !== undefined && gid !== undefined) return { uid, gid }
  }
  throw new Error('PostgreSQL does not run as root, and there is no user postgres')
}

/** @returns {Promise<number>} a port of the loopback that is free now. */
const freePort = () =>
  new Promise((done, refuse) => {
    const server = createServer()
    server.on('error', refuse)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })

/**
 * Starts a cluster of its own in a temporary folder on a free loopback port, with fsync on as in service.
 * @returns {Promise<{ url: string, stop: () => void }>} `stop` ends it and removes its folder; calling it twice is fine.
 */
export const startPostgresCluster = async () => {
  const programs = findPostgres()
  if (!programs) throw new Error('PostgreSQL was not found')
  const user = ordinaryUser()
  const folder = mkdtempSync(join(tmpdir(), 'portal-postgres-'))
  if (user) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const log = join(folder, 'log')
  const call = (/** @type {string} */ program, /** @type {string[]} */ parameters) => {
    const { status, stderr, error } = spawnSync(join(programs, program), parameters, {
      ...user,
      cwd: folder,
      // The server inherits pg_ctl's output: a pipe would keep its reader waiting for as long as it lives.
      stdio: ['ignore', 'ignore', program === 'pg_ctl' ? 'ignore' : 'pipe'],
      env: { ...process.env, LANG: 'C', HOME: folder },
    })
    return { ok: status === 0, message: error?.message ?? String(stderr ?? '') }
  }
  let stopped = false
  const stop = () => {
    if (stopped) return
    stopped = true
    if (existsSync(join(data, 'postmaster.pid'))) call('pg_ctl', ['stop', '-D', data, '-m', 'fast', '-w'])
    rmSync(folder, { recursive: true, force: true })
  }

  const made = call('initdb', [
    ...['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
  ])
  if (!made.ok) {
    stop()
    throw new Error(`initdb failed: ${made.message}`)
  }
  // Between asking for a free port and using it, another program may take it.
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort()
    const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=300`
    const started = call('pg_ctl', ['start', '-D', data, '-l', log, '-w', '-t', '60', '-o', settings])
    if (started.ok) return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop }
    if (attempt < 3) continue
    const reason = existsSync(log) ? readFileSync(log, 'utf8') : started.message
    stop()
    throw new Error(`PostgreSQL did not start: ${reason}`)
  }
}
