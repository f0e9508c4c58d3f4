import { networkInterfaces } from 'node:os'
import { resolve } from 'node:path'
import * as build from 'virtual:remix/server-build'
import { createRequestHandler } from '@remix-run/node'
import { migrate } from '#db/migrate'
import { demoAccounts } from '#db/seed'
import { type Env, parseEnv } from '~/shared/env'
import portalStyles from '~/shared/ui/styles/portal.css?url'
import { isLoopback } from './caller'
import { installDistrict } from './install-district'
import { openPortal, type Portal, SettingsError } from './open-portal'

/** The server's process, from the settings to the last answer. Run from the project's folder after the build. */

const say = (line: string): void => console.log(line)

const addressesOf = (env: Env, portal: Portal): string[] => {
  if (env.originGiven || isLoopback(env.host)) return [portal.address]
  const port = new URL(portal.address).port
  const inNetwork = Object.values(networkInterfaces())
    .flatMap((cards) => cards ?? [])
    .filter((card) => card.family === 'IPv4' && !card.internal)
  return [portal.address, ...inNetwork.map((card) => `http://${card.address}:${port}`)]
}

const sayWhere = (env: Env, portal: Portal, firstPath: string | null): void => {
  say('')
  say('学在天桥开着了 · the portal is open:')
  for (const address of addressesOf(env, portal)) say(`  ${address}`)
  if (firstPath) {
    say('\n第一位区里的工作人员从这里开通，只能用一次 · the first officer signs in here, once:')
    say(`  ${portal.address}${firstPath}`)
  }
  if (portal.demo) {
    say('\n演示账号（只在演示数据里有） · demo accounts:')
    for (const { who, login, password } of demoAccounts) say(`  ${who}  ${login}  ${password}`)
    if (isLoopback(env.host))
      say('\n同一个网络里的手机也想看：HOST=0.0.0.0 npm start · to let phones of the same network in')
  }
  say('')
}

const closeOnSignal = (portal: Portal): void => {
  const close = (): void => {
    portal.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', close)
  process.on('SIGINT', close)
}

const run = async (): Promise<void> => {
  const env = parseEnv(process.env)
  await migrate(env.databaseUrl)
  const firstPath = await installDistrict(env, say)
  const portal = await openPortal({
    env,
    pages: createRequestHandler(build, 'production'),
    clientFolder: resolve(build.assetsBuildDirectory),
    stylesheets: [portalStyles],
  })
  closeOnSignal(portal)
  sayWhere(env, portal, firstPath)
}

await run().catch((error: unknown) => {
  // Wrong settings are explained in one sentence; anything else needs its stack.
  console.error(error instanceof SettingsError ? error.message : error)
  process.exit(1)
})
