import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Context } from '~/shared/context'
import type { SectionCard, SlotTime } from './section-card'

const IDS_A_QUERY = 400

/**
 * The price tags of these sections, in two queries however many there are.
 * @returns by id; an id that does not exist is missing.
 */
export const loadCards = async (context: Context, ids: readonly string[]): Promise<Map<string, SectionCard>> => {
  const cards = new Map<string, SectionCard>()
  const unique = [...new Set(ids)]
  for (let i = 0; i < unique.length; i += IDS_A_QUERY) {
    for (const card of await readCards(context, unique.slice(i, i + IDS_A_QUERY))) cards.set(card.id, card)
  }
  return cards
}

const readCards = async ({ store, district }: Context, ids: string[]): Promise<SectionCard[]> => {
  const { section, course, school, seatCount, sectionSlot } = store.tables
  const rows = await store.db
    .select({
      id: section.id,
      title: course.title,
      label: section.label,
      category: course.category,
      cover: course.cover,
      school: section.school,
      schoolName: school.name,
      term: section.term,
      base: section.base,
      homeClass: section.homeClass,
      grades: section.grades,
      room: section.room,
      feeFen: section.feeFen,
      cutOffOn: section.cutOffOn,
      state: section.state,
      capacity: seatCount.capacity,
      enrolled: seatCount.enrolled,
      offered: seatCount.offered,
      waiting: seatCount.waiting,
    })
    .from(section)
    .innerJoin(course, and(eq(course.district, section.district), eq(course.id, section.course)))
    .innerJoin(school, and(eq(school.district, section.district), eq(school.id, section.school)))
    .innerJoin(seatCount, and(eq(seatCount.district, section.district), eq(seatCount.section, section.id)))
    .where(and(eq(section.district, district), inArray(section.id, ids)))
  const slots = await store.db
    .select({
      section: sectionSlot.section,
      slot: sectionSlot.slot,
      startsAt: sectionSlot.startsAt,
      endsAt: sectionSlot.endsAt,
    })
    .from(sectionSlot)
    .where(and(eq(sectionSlot.district, district), inArray(sectionSlot.section, ids)))
    .orderBy(asc(sectionSlot.section), asc(sectionSlot.slot))
  const bySection = new Map<string, SlotTime[]>()
  for (const { section: of, ...time } of slots) {
    const times = bySection.get(of)
    if (times) times.push(time)
    else bySection.set(of, [time])
  }
  return rows.map(({ label, title, state, ...row }) => ({
    ...row,
    title: label ? `${title}（${label}）` : title,
    published: state === 'published',
    slots: bySection.get(row.id) ?? [],
  }))
}
