/** The numbers a district sets: from, to, and what holds where nothing was set. Pure, client-safe. */
export const settingRanges = {
  /** Waiting lines a child may hold at once (courses.md §5.1). */
  waitLines: { from: 0, to: 50, usual: 3 },
  /** Hours an offered place is kept. */
  offerHours: { from: 1, to: 240, usual: 24 },
  /** k of a new round. */
  courseLimit: { from: 1, to: 25, usual: 5 },
  /** Days after a round's close in which a school decides the sections under their minimum. */
  decisionDays: { from: 1, to: 30, usual: 3 },
  /** Hours in which the children of a closed section pick before everybody else. */
  firstPickHours: { from: 1, to: 240, usual: 48 },
  /** Hours before a child's first session of a day until which leave can be asked for. */
  leaveHours: { from: 0, to: 48, usual: 2 },
  /** Hours of the day between which no message leaves the house. */
  quietFrom: { from: 18, to: 24, usual: 21 },
  quietUntil: { from: 0, to: 12, usual: 7 },
} as const

export type SettingName = keyof typeof settingRanges

/** Those of every day, apart from those of enrolling. */
export const dailySettings: readonly SettingName[] = ['leaveHours', 'quietFrom', 'quietUntil']
export const enrollingSettings = (Object.keys(settingRanges) as SettingName[]).filter(
  (name) => !dailySettings.includes(name),
)
