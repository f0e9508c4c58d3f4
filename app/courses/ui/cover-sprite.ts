import { bits, ground, lights, motifs } from './cover-motifs'

/** What a class means in the sprite: a page's sheet does not reach into it, its custom properties do. */
const paints = {
  g: 'var(--g)',
  d: 'var(--d)',
  t: 'var(--t)',
  s: 'var(--cover-sun)',
  w: 'var(--cover-paper)',
  k: 'var(--cover-ink)',
}

const painted = (shapes: string): string =>
  shapes
    .replace(/ class="p([gdtswk])"/g, (_, paint: keyof typeof paints) => ` fill="${paints[paint]}"`)
    .replace(
      / class="l([gdtswk])"/g,
      (_, paint: keyof typeof paints) =>
        ` fill="none" stroke="${paints[paint]}" stroke-linecap="round" stroke-linejoin="round"`,
    )

/** The text of covers.svg: `l0…l5` ground with light, `b0…b4` corner bits, and a group per motif. */
export const coverSprite = (): string => {
  const group = (id: string, shapes: string) => `<g id="${id}">${painted(shapes)}</g>`
  const groups = [
    ...lights.map((light, index) => group(`l${index}`, `${ground}<g opacity=".55">${light}</g>`)),
    ...bits.map((bit, index) => group(`b${index}`, bit)),
    ...Object.entries(motifs).map(([name, shapes]) => group(name, shapes)),
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg"><title>covers</title><defs>\n${groups.join('\n')}\n</defs></svg>\n`
}
