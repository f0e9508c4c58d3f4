/** What a family is told about first pick in one child's school. */
export interface FirstPickView {
  until: number
  /** The child's own closed courses; empty where others choose first. */
  courses: string[]
}

/** The child's own first pick, by the names of the courses that were closed; null without one. */
export const ownFirstPick = (
  picks: readonly { section: string; until: number }[],
  cards: ReadonlyMap<string, { title: string }>,
): FirstPickView | null =>
  picks.length === 0
    ? null
    : {
        until: Math.max(...picks.map(({ until }) => until)),
        courses: [...new Set(picks.map(({ section }) => cards.get(section)?.title ?? ''))],
      }
