/** The ten aisles of the portal: keys as stored in `course.category`, names as families read them. */
export const categories = {
  sport: '体育',
  art: '美术',
  music: '音乐',
  tech: '科创',
  read: '阅读表达',
  craft: '劳动手工',
  mind: '棋艺思维',
  folk: '传统文化',
  study: '作业辅导',
  care: '看护',
} as const

export type Category = keyof typeof categories

/** In the order in which shelves and filters show them. */
export const categoryKeys = Object.keys(categories) as Category[]

/** True for one of the ten keys; anything else in an address or a form is not a category. */
export const isCategory = (text: unknown): text is Category =>
  typeof text === 'string' && Object.hasOwn(categories, text)

/** The name of a category, or the empty string for a key nobody knows. */
export const categoryName = (key: string): string => (isCategory(key) ? categories[key] : '')
