import { resolve } from 'node:path'
import { z } from 'zod'

const list = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .default([])

const shape = z.object({
  /** Where the portal listens. 0.0.0.0 lets phones of the same network in; only the demo allows that without https. */
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** The address people type, scheme and host; decides the cookie's kind and the origin check. */
  ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  /** Folder of the embedded database. */
  DATA: z.string().default('data'),
  /** `postgres://…` for a server of its own; the embedded SQLite file in DATA when left out. */
  DATABASE_URL: z.string().optional(),
  /** What an empty database is filled with. */
  DISTRICT: z.enum(['demo', 'empty']).default('demo'),
  /** Addresses of proxies whose X-Forwarded-* is believed. */
  TRUSTED_PROXIES: list,
  /** How often offers whose time is over are passed on. */
  TICK_SECONDS: z.coerce.number().int().min(1).max(3_600).default(60),
  /** How messages leave the house; a channel that is not set cannot be switched on. */
  MAIL_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().min(3).max(200).optional(),
  SMS_URL: z.url({ protocol: /^https$/ }).optional(),
  SMS_KEY: z.string().min(16).optional(),
  WECHAT_URL: z.url({ protocol: /^https$/ }).optional(),
  WECHAT_KEY: z.string().min(16).optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
})

export interface Env {
  host: string
  port: number
  origin: string
  /** ORIGIN was set; else `origin` is where the portal listens. */
  originGiven: boolean
  dataFolder: string
  databaseUrl: string
  district: 'demo' | 'empty'
  trustedProxies: string[]
  tickMs: number
  channels: {
    mail: { url: string; from: string } | null
    sms: { url: string; key: string } | null
    wechat: { url: string; key: string } | null
  }
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
}

/**
 * Reads the settings of the process once, at start.
 * @param variables usually `process.env`. Refuses, naming each wrong variable, rather than guessing.
 */
export const parseEnv = (variables: Record<string, string | undefined>): Env => {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const parsed = shape.safeParse(given)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`settings are wrong:\n${lines.join('\n')}`)
  }
  const { MAIL_URL, MAIL_FROM, SMS_URL, SMS_KEY, WECHAT_URL, WECHAT_KEY } = parsed.data
  const { HOST, PORT, ORIGIN, DATA, DATABASE_URL, DISTRICT, TRUSTED_PROXIES, TICK_SECONDS, LOG_LEVEL } = parsed.data
  const dataFolder = resolve(DATA)
  return {
    host: HOST,
    port: PORT,
    originGiven: ORIGIN !== undefined,
    origin: ORIGIN ? new URL(ORIGIN).origin : `http://127.0.0.1:${PORT}`,
    dataFolder,
    databaseUrl: DATABASE_URL ?? `sqlite:${resolve(dataFolder, 'portal.db')}`,
    district: DISTRICT,
    trustedProxies: TRUSTED_PROXIES,
    tickMs: TICK_SECONDS * 1000,
    channels: {
      mail: MAIL_URL && MAIL_FROM ? { url: MAIL_URL, from: MAIL_FROM } : null,
      sms: SMS_URL && SMS_KEY ? { url: SMS_URL, key: SMS_KEY } : null,
      wechat: WECHAT_URL && WECHAT_KEY ? { url: WECHAT_URL, key: WECHAT_KEY } : null,
    },
    logLevel: LOG_LEVEL,
  }
}
