import type { Kit } from '../columns'

export type ProviderState = 'applied' | 'selected' | 'listed' | 'refused' | 'withdrawn'

/** Outside providers on their way to the district's whitelist, who teaches, and the checks behind them. */
export const providersTables = (kit: Kit) => {
  const { table, text, int, time, primaryKey, foreignKey, index } = kit

  const provider = table(
    'provider',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      name: text('name').notNull(),
      /** applied → selected → listed; refused or withdrawn ends it. Off the list by date is derived from `listedUntil`. */
      state: text('state').$type<ProviderState>().notNull().default('listed'),
      /** Unified social credit code; '' where none was given. */
      licence: text('licence').notNull().default(''),
      contact: text('contact').notNull().default(''),
      phone: text('phone').notNull().default(''),
      /** What it wants to teach, in its own words. */
      offer: text('offer').notNull().default(''),
      listedFrom: text('listed_from').notNull().default('2000-01-01'),
      /** Last day on the district's whitelist; the day before the withdrawal once it was withdrawn. */
      listedUntil: text('listed_until').notNull(),
      /** The last day that people were already reminded of; '' while nobody was. */
      remindedOf: text('reminded_of').notNull().default(''),
    },
    (t) => [primaryKey({ columns: [t.district, t.id] })],
  )

  /** Who did which step of a provider's way, and why. */
  const providerStep = table(
    'provider_step',
    {
      district: text('district').notNull(),
      provider: text('provider').notNull(),
      sequence: int('sequence').notNull(),
      step: text('step').$type<ProviderState | 'prolonged'>().notNull(),
      actor: text('actor').notNull(),
      at: time('at').notNull(),
      remark: text('remark').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.provider, t.sequence] }),
      foreignKey({ columns: [t.district, t.provider], foreignColumns: [provider.district, provider.id] }),
    ],
  )

  /** A school chose a provider of the whitelist for a term. */
  const schoolProvider = table(
    'school_provider',
    {
      district: text('district').notNull(),
      school: text('school').notNull(),
      provider: text('provider').notNull(),
      term: text('term').notNull(),
      chosenBy: text('chosen_by').notNull(),
      chosenAt: time('chosen_at').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.school, t.provider, t.term] }),
      foreignKey({ columns: [t.district, t.provider], foreignColumns: [provider.district, provider.id] }),
    ],
  )

  const instructor = table(
    'instructor',
    {
      district: text('district').notNull(),
      id: text('id').notNull(),
      name: text('name').notNull(),
      /** The school's own teacher … */
      account: text('account'),
      /** … or a provider's. Neither: somebody from outside whom the school asked itself. */
      provider: text('provider'),
      school: text('school').notNull(),
      /** One line about the person, published. */
      about: text('about').notNull(),
      /** The day on which the school took the person off its list; what they taught and their checks stay. */
      leftOn: text('left_on'),
    },
    (t) => [primaryKey({ columns: [t.district, t.id] }), index('instructor_of_school').on(t.district, t.school)],
  )

  /** 准入查询 of an outside instructor; the latest counts, none is ever overwritten. */
  const backgroundCheck = table(
    'background_check',
    {
      district: text('district').notNull(),
      instructor: text('instructor').notNull(),
      sequence: int('sequence').notNull(),
      /** Number of the answer that was received. */
      number: text('number').notNull(),
      checkedOn: text('checked_on').notNull(),
      /** Last day on which it counts. */
      expiresOn: text('expires_on').notNull(),
      recordedBy: text('recorded_by').notNull(),
      at: time('at').notNull(),
      /** When the school was reminded that it runs out. */
      remindedAt: time('reminded_at'),
    },
    (t) => [
      primaryKey({ columns: [t.district, t.instructor, t.sequence] }),
      foreignKey({ columns: [t.district, t.instructor], foreignColumns: [instructor.district, instructor.id] }),
    ],
  )

  return { provider, providerStep, schoolProvider, instructor, backgroundCheck }
}
