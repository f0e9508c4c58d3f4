import type { RequestListener } from 'node:http'
import { schemaIsCurrent } from '#db/migrate'
import { openStore, type Store } from '#db/store'
import { openEnrolmentDesk } from '~/courses/index.server'
import { openChannels } from '~/messages/index.server'
import { loadActor } from '~/people/index.server'
import { planningAtRest } from '~/places/index.server'
import { type Clock, systemClock } from '~/shared/clock'
import type { Env } from '~/shared/env'
import { importsAtRest } from '~/shared/sheet/imports.server'
import { type CallerRules, isLoopback, proxyList } from './caller'
import { type Chore, openChores } from './chores'
import { enrolmentFastLane } from './fast-lane'
import { openReadiness } from './health'
import { drain, listen, newHttpServer } from './http-server'
import { createPipeline } from './pipeline'
import type { PageHandler } from './remix-answer'
import { logFault, openLog, type RequestLog } from './request-log'
import { loadStaticFiles } from './static-files'

export interface PortalParts {
  env: Env
  /** Remix's request handler. */
  pages: PageHandler
  /** Folder of the built client files. */
  clientFolder: string
  stylesheets: readonly string[]
  clock?: Clock
}

export interface Portal {
  /** What people type to reach it. */
  address: string
  demo: boolean
  /** Takes nothing new, finishes what was accepted, closes the database. Safe to call twice. */
  close(): Promise<void>
}

/** Settings that must not be served with: said at start, with what to do. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
}

/**
 * Over plain http, passwords and children's names can be read on the way: only the demo may do that beyond this machine.
 * Throws SettingsError.
 */
export const checkSettings = (env: Env, demo: boolean): void => {
  if (demo) return
  const { protocol, hostname } = new URL(env.origin)
  if (protocol === 'https:') return
  if (!isLoopback(hostname))
    throw new SettingsError(
      `ORIGIN=${env.origin} 不是 https：有真实数据时不能这样启动 · real data needs an https ORIGIN`,
    )
  if (!isLoopback(env.host))
    throw new SettingsError(
      `HOST=${env.host} 让别的机器也能连进来：请设置 https 的 ORIGIN · real data beyond this machine needs an https ORIGIN`,
    )
}

const districtOf = async (store: Store) => {
  const [row, another] = await store.db.select().from(store.tables.district).limit(2)
  if (!row) throw new SettingsError('数据库里没有区 · the database holds no district')
  if (another) throw new SettingsError('数据库里不止一个区 · the database holds more than one district')
  return row
}

/**
 * Does every chore in turn, again and again; one that fails is logged, the others are done, and the next tick tries again.
 * A tick that takes longer than its time is not overtaken by the next.
 * @returns how to stop: it waits for the chore that is under way.
 */
const startTicking = (chores: readonly Chore[], log: RequestLog, everyMs: number): (() => Promise<void>) => {
  let running: Promise<void> | null = null
  let stopped = false
  const round = async (): Promise<void> => {
    for (const chore of chores) if (!stopped) await chore().catch((error: unknown) => logFault(log, 'tick', error))
    running = null
  }
  const tick = (): void => {
    running ??= round()
  }
  const timer = setInterval(tick, everyMs)
  timer.unref()
  tick()
  return async () => {
    stopped = true
    clearInterval(timer)
    await running
  }
}

/**
 * Opens one store, one clock and one enrolment desk, and serves. The database must be migrated and hold its district.
 * Throws SettingsError where the settings would endanger real data.
 */
export const openPortal = async ({
  env,
  pages,
  clientFolder,
  stylesheets,
  clock = systemClock,
}: PortalParts): Promise<Portal> => {
  const store = await openStore({ url: env.databaseUrl })
  const district = await districtOf(store)
  checkSettings(env, district.demo)
  const context = { store, clock, district: district.id }
  const log = openLog(env.logLevel)
  const desk = openEnrolmentDesk(context)
  const callers: CallerRules = {
    proxies: proxyList(env.trustedProxies),
    origin: env.origin,
    originFixed: env.originGiven || !district.demo,
  }
  // The address may only be known once the portal listens.
  const outside = {
    ...context,
    get origin() {
      return callers.origin
    },
  }
  const channels = openChannels(outside, env.channels)
  const stopTicking = startTicking(openChores(outside, desk, channels), log, env.tickMs)
  let draining = false
  const listener: RequestListener = createPipeline({
    callers,
    files: loadStaticFiles(clientFolder),
    facts: { portalName: district.portalName, hotline: district.hotline, demo: district.demo, stylesheets },
    log,
    readiness: openReadiness({
      context,
      dataFolder: store.engine === 'sqlite' ? env.dataFolder : null,
      isDraining: () => draining,
      schemaIsCurrent: () => schemaIsCurrent(env.databaseUrl),
    }),
    isDraining: () => draining,
    loadActor: (cookie, caller) => loadActor({ ...context, origin: caller.origin }, cookie),
    fastLane: enrolmentFastLane({ ...context, enrolments: desk }),
    pages,
    loadContext: ({ actor, nonce, caller, id }) => ({
      ...context,
      actor,
      enrolments: desk,
      channels: channels.map(({ channel }) => channel),
      nonce,
      origin: caller.origin,
      address: caller.address,
      requestNumber: id,
      reportFault: (error) => logFault(log, id, error),
    }),
  })
  const server = newHttpServer(listener)
  const port = await listen(server, env.port, env.host)
  if (!env.originGiven) callers.origin = `http://127.0.0.1:${port}`

  let closing: Promise<void> | null = null
  const close = async (): Promise<void> => {
    draining = true
    const ticked = stopTicking()
    await drain(server)
    await ticked
    await desk.close()
    await importsAtRest()
    await planningAtRest()
    await store.close()
    log.flush()
  }
  return {
    address: callers.origin,
    demo: district.demo,
    close: () => {
      closing ??= close()
      return closing
    },
  }
}
