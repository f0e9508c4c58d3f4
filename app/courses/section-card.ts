/** A section as far as a price tag shows it. */
export interface SectionCard {
  id: string
  title: string
  category: string
  /** The uploaded cover; null: drawn. */
  cover: string | null
  school: string
  schoolName: string
  term: string
  base: boolean
  homeClass: string | null
  grades: number
  room: string
  feeFen: number
  cutOffOn: string
  published: boolean
  slots: SlotTime[]
  /** null: never full. */
  capacity: number | null
  enrolled: number
  offered: number
  waiting: number
}

export interface SlotTime {
  /** weekday × 10 + period */
  slot: number
  startsAt: string
  endsAt: string
}

/** Places that can be had now; null where there is no end of them. While somebody waits, none can. */
export const placesLeft = ({
  capacity,
  enrolled,
  offered,
  waiting,
}: Pick<SectionCard, 'capacity' | 'enrolled' | 'offered' | 'waiting'>): number | null =>
  capacity === null ? null : waiting > 0 ? 0 : Math.max(0, capacity - enrolled - offered)

/** The times of a card on one weekday, or all of them. */
export const timesOn = ({ slots }: Pick<SectionCard, 'slots'>, weekday = 0): SlotTime[] =>
  weekday === 0 ? slots : slots.filter(({ slot }) => Math.floor(slot / 10) === weekday)
