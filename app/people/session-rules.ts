const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export interface SessionLimits {
  /** Ends when not used for so long. */
  idle: number
  /** Ends so long after signing in, used or not. */
  absolute: number
  /** Being used is written down no more often than this. */
  touch: number
}

/** A family's phone stays signed in over a term's weeks; a desk where others pass by does not last a working day. */
export const FAMILY_SESSION: SessionLimits = { idle: 30 * DAY, absolute: 90 * DAY, touch: HOUR }
export const STAFF_SESSION: SessionLimits = { idle: 4 * HOUR, absolute: 12 * HOUR, touch: 5 * MINUTE }

export const limitsFor = (staff: boolean): SessionLimits => (staff ? STAFF_SESSION : FAMILY_SESSION)

interface Times {
  createdAt: number
  lastSeenAt: number
}

export const isLive = ({ createdAt, lastSeenAt }: Times, limits: SessionLimits, now: number): boolean =>
  now - lastSeenAt < limits.idle && now - createdAt < limits.absolute

export const needsTouch = ({ lastSeenAt }: Times, limits: SessionLimits, now: number): boolean =>
  now - lastSeenAt >= limits.touch

const DEVICES: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/HarmonyOS|OpenHarmony/, '鸿蒙手机'],
  [/Android.*Mobile/, '安卓手机'],
  [/Android/, '安卓平板'],
  [/Windows/, 'Windows 电脑'],
  [/Macintosh/, '苹果电脑'],
  [/Linux/, 'Linux 电脑'],
]

/** What a person recognises a device by: 微信 · 安卓手机. Never the header itself. */
export const deviceOf = (userAgent: string | null | undefined): string => {
  const header = userAgent ?? ''
  const device = DEVICES.find(([pattern]) => pattern.test(header))?.[1] ?? '别的设备'
  return /MicroMessenger/.test(header) ? `微信 · ${device}` : device
}
