import type { Category } from '../categories'
import { bits, ground, lights, motifs } from './cover-motifs'
import { moveOf, planCover } from './cover-recipe'

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => marks[mark] ?? '')

/**
 * A whole cover as SVG text of 0.4–1.3 KB, for places that cannot load the sprite (mail, files to download).
 * Pages use <Cover>, which draws the same picture from the sprite.
 * @param title read aloud; without it the cover is decoration. Escaped here.
 */
export const cover = (input: { category: Category; seed: string; name?: string; title?: string }): string => {
  const plan = planCover(input)
  const move = moveOf(plan)
  const motif = motifs[plan.motif]
  const label = input.title ? `role="img" aria-label="${escaped(input.title)}"` : 'aria-hidden="true"'
  return (
    `<svg class="cover cat-${input.category}" viewBox="0 0 160 120" preserveAspectRatio="xMidYMid slice" ${label}>` +
    `${ground}<g opacity=".55">${lights[plan.light] ?? ''}</g>${bits[plan.bit] ?? ''}` +
    `${move ? `<g transform="${move}">${motif}</g>` : motif}</svg>`
  )
}
