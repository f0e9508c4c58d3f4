import { type ChildProcess, spawn } from 'node:child_process'
import { resolve } from 'node:path'

/** A running portal: the built server as its own process. */
export interface RunningPortal {
  origin: string
  /** Of its process. */
  pid: number
  /** What it has written so far. */
  output(): string
  stop(): Promise<void>
}

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+/
const START_WITHIN_MS = 60_000

/**
 * Starts the built server on a free port, as `npm start` does, and waits until it says where it is.
 * @param databaseUrl a migrated database that holds its district already. @param settings more variables of the process.
 */
export const startPortal = async (
  databaseUrl: string,
  settings: Record<string, string> = {},
): Promise<RunningPortal> => {
  const child: ChildProcess = spawn(process.execPath, [resolve('build/portal/main.js')], {
    env: {
      PATH: process.env.PATH ?? '',
      NODE_ENV: 'production',
      PORT: '0',
      DATABASE_URL: databaseUrl,
      TICK_SECONDS: '1',
      LOG_LEVEL: 'error',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let written = ''
  const exited = new Promise<void>((done) => child.once('exit', () => done()))
  const origin = await new Promise<string>((found, failed) => {
    const timer = setTimeout(() => failed(new Error(`the portal did not start:\n${written}`)), START_WITHIN_MS)
    const read = (chunk: Buffer): void => {
      written += chunk.toString()
      const address = ADDRESS.exec(written)?.[0]
      if (!address) return
      clearTimeout(timer)
      found(address)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', (code) => failed(new Error(`the portal ended with ${code}:\n${written}`)))
  })
  return {
    origin,
    pid: child.pid ?? 0,
    output: () => written,
    stop: async () => {
      child.kill('SIGTERM')
      await exited
    },
  }
}
