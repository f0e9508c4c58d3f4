import { writeFileSync } from 'node:fs'
import { coverSprite } from './cover-sprite'

/** Run after a change of the shapes: `npx tsx app/courses/ui/write-cover-sprite.ts`. A test fails until it is done. */
writeFileSync(new URL('./covers.svg', import.meta.url), coverSprite())
