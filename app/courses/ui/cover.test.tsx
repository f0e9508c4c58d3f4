import { readFileSync } from 'node:fs'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { categoryKeys } from '../categories'
import { Cover } from './Cover'
import { cover } from './cover'
import { motifNames, planCover } from './cover-recipe'
import { coverSprite } from './cover-sprite'

const seeds = Array.from({ length: 40 }, (_, index) => `section-${index}`)
const all = categoryKeys.flatMap((category) => seeds.map((seed) => ({ category, seed, name: '' })))

describe('cover', () => {
  it('gives the same picture for the same section, and many pictures for many sections', () => {
    for (const one of all) expect(cover(one)).toBe(cover(one))
    for (const category of categoryKeys) {
      expect(new Set(seeds.map((seed) => cover({ category, seed }))).size).toBeGreaterThan(20)
    }
  })

  it('stays between 0.4 and 1.3 KB', () => {
    for (const one of all) {
      const size = cover(one).length
      expect(size).toBeGreaterThanOrEqual(400)
      expect(size, JSON.stringify(one)).toBeLessThanOrEqual(1_331)
    }
  })

  it('lets a word in the name choose the motif, only within its category', () => {
    for (const seed of seeds) {
      expect(planCover({ category: 'sport', seed, name: '乒乓球初级' }).motif).toBe('paddle')
      expect(planCover({ category: 'folk', seed, name: '书法' }).motif).toBe('ink')
      expect(planCover({ category: 'art', seed, name: '书法' }).motif).toBe('brush')
      expect(motifNames.music).toContain(planCover({ category: 'music', seed, name: '乒乓球' }).motif)
    }
  })

  it('escapes a title that carries markup', () => {
    const svg = cover({ category: 'art', seed: 'x', title: '"><script>alert(1)</script>' })
    expect(svg).not.toContain('<script')
    expect(svg).toContain('aria-label="&quot;&gt;&lt;script&gt;')
  })
})

describe('the sprite', () => {
  it('is the file that pages load', () => {
    expect(readFileSync(new URL('./covers.svg', import.meta.url), 'utf8')).toBe(coverSprite())
  })

  it('has every motif once, painted without classes', () => {
    const sprite = coverSprite()
    const ids = [...sprite.matchAll(/ id="(\w+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const motif of Object.values(motifNames).flat()) expect(ids).toContain(motif)
    expect(sprite).not.toMatch(/class=|style=/)
  })

  it('keeps a card under 350 bytes', () => {
    for (const one of all) expect(renderToStaticMarkup(<Cover {...one} />).length).toBeLessThan(350)
  })
})
