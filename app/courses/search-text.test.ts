import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldSearch, searchTextOf } from './search-text'

const section = (title: string, given: Partial<Parameters<typeof searchTextOf>[0]> = {}): string =>
  searchTextOf({ title, category: '科创', instructor: '单老师（示例）', ...given })

describe('search text', () => {
  it.each(['编程', 'biancheng', 'bc', 'BianCheng', 'ＢＣ', '科创', 'kechuang', '单老师', 'shanlaoshi', 'sls'])(
    'finds 趣味编程 by %s',
    (typed) => {
      expect(section('趣味编程')).toContain(foldSearch(typed))
    },
  )

  it('reads a character by its word, and by itself', () => {
    const text = section('音乐剧')
    expect(text).toContain('yinyueju')
    expect(text).toContain('yinleju')
  })

  it('finds a title with foreign signs', () => {
    const text = section('3D 打印与 AI')
    for (const typed of ['3d打印', '3ddayin', '3ddyyai', 'ai']) expect(text).toContain(typed)
  })

  it('spells ü as v and as u', () => {
    const text = section('绿色小园丁')
    expect(text).toContain('lvse')
    expect(text).toContain('luse')
  })

  it('names the provider', () => {
    expect(section('围棋', { provider: '木野棋院（示例）' })).toContain('muye')
  })

  it('folds once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(foldSearch(foldSearch(text))).toBe(foldSearch(text))
      }),
    )
  })

  it('finds every section by its whole title, however it is written', () => {
    const title = fc.string({ unit: fc.constantFrom(...'编程乐园围棋ABc３ 数独轮滑'), minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(title, (text) => {
        for (const word of foldSearch(text).split(' ')) expect(section(text)).toContain(word)
      }),
    )
  })
})
