import { pathTo } from '~/site'
import type { Category } from '../categories'
import { moveOf, planCover } from './cover-recipe'
import sprite from './covers.svg'

interface CoverProps {
  category: Category
  /** The section's id. */
  seed: string
  /** The course's name; a word in it may choose the motif. */
  name?: string
  /** Read aloud; without it the cover is decoration, and the name stands below. */
  title?: string
  /** An uploaded picture (course.cover) that stands in place of the drawn one. */
  picture?: string | null
  /** How large the picture is shown. */
  size?: 'card' | 'page'
}

const SIZES = { card: { width: 480, height: 320 }, page: { width: 1200, height: 675 } } as const

/**
 * The cover of a course, drawn from the sprite (one file under a hashed name, cached for ever). Under 350 bytes of HTML.
 * It fills the box around it; colours follow the page, dark mode too.
 */
export const Cover = ({ category, seed, name, title, picture, size = 'card' }: CoverProps) => {
  if (picture) {
    const src = pathTo('cover', { name: `${picture}-${size}.webp` })
    return <img className="cover photo" src={src} {...SIZES[size]} loading="lazy" decoding="async" alt={title ?? ''} />
  }
  const plan = planCover({ category, seed, name })
  return (
    <svg
      className={`cover cat-${category}`}
      viewBox="0 0 160 120"
      preserveAspectRatio="xMidYMid slice"
      role={title ? 'img' : undefined}
      aria-label={title}
      aria-hidden={title ? undefined : true}
    >
      <use href={`${sprite}#l${plan.light}`} />
      {plan.bit < 5 && <use href={`${sprite}#b${plan.bit}`} />}
      <use href={`${sprite}#${plan.motif}`} transform={moveOf(plan) || undefined} />
    </svg>
  )
}
