import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../refusal'
import { readSheet } from './read-sheet.server'
import type { SheetToWrite } from './sheet'
import type { SheetLimits } from './sheet-limits'
import { csvOf, fileAnswer, workbookOf } from './write-sheet.server'

const text = (name: string, content: string) => ({ name, bytes: strToU8(content) })

const sentenceOf = async (
  file: { name: string; bytes: Uint8Array },
  limits?: Partial<SheetLimits>,
): Promise<string> => {
  try {
    await readSheet(file, limits)
    return 'read'
  } catch (error) {
    if (error instanceof Refusal) return `${error.code} ${error.message}`
    throw error
  }
}

/** The smallest workbook there is, with this inside its one sheet. */
const workbook = (sheet: string, more: Record<string, Uint8Array> = {}): Uint8Array =>
  zipSync({
    'xl/workbook.xml': strToU8(
      '<workbook xmlns:r="r"><sheets><sheet name="一" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet>${sheet}</worksheet>`),
    ...more,
  })

const cell = (place: string, value: string): string => `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`
const heads = `<row r="1">${cell('A1', '姓名')}${cell('B1', '班级')}</row>`
const rows = (...inside: string[]): string => `<sheetData>${heads}${inside.join('')}</sheetData>`

describe('what goes out and comes in again', () => {
  // What a person can type into a cell; blanks around it are nobody's intention.
  const typed = fc
    .array(fc.constantFrom(...'=+-@\'"，,;\t小明孩Ab1０Ａ 　\n'), { maxLength: 12 })
    .map((chars) => chars.join('').trim())
  const plain = (one: string): string =>
    one
      .replace(/[０-９Ａ-Ｚａ-ｚ]/gu, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
      .replaceAll('　', ' ')
      .trim()
  // Our mark before a dangerous text is taken off again, so a text that begins so itself loses it, too.
  const read = (one: string): string => plain(one).replace(/^'(?=[=+\-@\t\r])/u, '')

  it('is the same text, as a workbook and as CSV', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(typed, typed), { minLength: 1, maxLength: 8 }), async (cells) => {
        const sheet: SheetToWrite = {
          name: '表',
          columns: [{ head: '第一列' }, { head: '第二列' }],
          rows: cells,
        }
        const wanted = cells.map((pair) => pair.map(read)).filter((pair) => pair.some((one) => one !== ''))
        for (const file of [
          { name: 'a.xlsx', bytes: await workbookOf([sheet]) },
          { name: 'a.csv', bytes: csvOf(sheet) },
        ]) {
          const [table] = await readSheet(file)
          expect(table?.rows.map((row) => row.cells)).toEqual(wanted)
        }
      }),
      { numRuns: 10 },
    )
  })

  it.each(['=1+1', '+86', '-2', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://evil")'])(
    'never begins like a formula: %j',
    async (hostile) => {
      const sheet = { name: '表', columns: [{ head: hostile }], rows: [[hostile]] }
      const written = new TextDecoder().decode(csvOf(sheet))
      for (const line of written
        .replace(/^\ufeff/u, '')
        .split('\r\n')
        .filter(Boolean))
        expect(line).toMatch(/^"?'/u)
    },
  )

  it('keeps money and numbers as numbers, and puts choices under a head', async () => {
    const book = await workbookOf([
      {
        name: '收费/2026[秋]:*?',
        columns: [
          { head: '应收', kind: 'fen' },
          { head: '人数', kind: 'number' },
          { head: '类别', choices: ['美术', '体育'] },
        ],
        rows: [[12_345, 7, '美术']],
      },
      { name: '收费 2026 秋', columns: [{ head: '应收', kind: 'fen' }], rows: [[5]] },
    ])
    const tables = await readSheet({ name: 'a.xlsx', bytes: book })
    expect(tables.map(({ rows: read }) => read[0]?.cells)).toEqual([['123.45', '7', '美术'], ['0.05']])
    expect(new Set(tables.map(({ name }) => name)).size).toBe(2)
  })

  it('is saved under its Chinese name', () => {
    const answer = fileAnswer('三（2）班 名单.xlsx', 'a/b', new Uint8Array([1]))
    const said = answer.headers.get('content-disposition') ?? ''
    expect(decodeURIComponent(said.split("UTF-8''")[1] ?? '')).toBe('三（2）班 名单.xlsx')
    expect(said).not.toMatch(/[^\x20-\x7e]/u)
  })
})

describe('a file of a school', () => {
  it.each([
    ['UTF-8', strToU8('姓名,班级\n小禾,四2\n')],
    ['UTF-8 with its mark', strToU8('\ufeff姓名,班级\n小禾,四2\n')],
    ['semicolons and quotes', strToU8('姓名;班级\n"小禾";"四2"\n')],
    ['tabs and a title above', strToU8('学生名单\n\n姓名\t班级\n小禾\t四2\n\n')],
    // 姓名,班级⏎小禾,四2 in GB18030
    [
      'GB18030',
      new Uint8Array([
        0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb0, 0xe0, 0xbc, 0xb6, 0x0a, 0xd0, 0xa1, 0xba, 0xcc, 0x2c, 0xcb, 0xc4, 0x32,
      ]),
    ],
    [
      'UTF-16',
      new Uint8Array([
        0xff,
        0xfe,
        ...new Uint8Array(new Uint16Array([...'姓名,班级\n小禾,四2\n'].map((char) => char.charCodeAt(0))).buffer),
      ]),
    ],
  ])('is read in %s', async (_, bytes) => {
    const [table] = await readSheet({ name: '名单.csv', bytes })
    expect(table?.header).toEqual(['姓名', '班级'])
    expect(table?.rows.map(({ cells }) => cells)).toEqual([['小禾', '四2']])
  })

  it('has its lines counted as the person counts them, days as days, long numbers as texts', async () => {
    const styles = strToU8('<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>')
    const sheet = rows(
      `<row r="5">${cell('A5', ' 小禾 ')}<c r="B5" s="1"><v>46023</v></c></row>`,
      `<row r="6">${cell('A6', '370105201801010011')}<c r="B6"><v>3.5000000000000004</v></c></row>`,
    )
    const [table] = await readSheet({ name: 'a.xlsx', bytes: workbook(sheet, { 'xl/styles.xml': styles }) })
    expect(table?.rows).toEqual([
      { line: 5, cells: ['小禾', '2026-01-01'] },
      { line: 6, cells: ['370105201801010011', '3.5'] },
    ])
  })
})

describe('a hostile or broken file gets a sentence', () => {
  const zeros = (megabytes: number): Uint8Array => new Uint8Array(megabytes * 1024 * 1024)

  /** Says of each of its files that it is small. */
  const lying = (bytes: Uint8Array): Uint8Array => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    for (let at = 0; at + 46 < bytes.length; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true)
    return bytes
  }

  const files: [string, () => { name: string; bytes: Uint8Array }, RegExp, Partial<SheetLimits>?][] = [
    [
      'a zip bomb',
      () => ({ name: 'a.xlsx', bytes: workbook(rows(), { 'xl/sharedStrings.xml': zeros(40) }) }),
      /SHEET_TOO_LARGE.*8 MB/u,
      { unpacked: 8 * 1024 * 1024 },
    ],
    [
      'a zip bomb that lies about its size',
      () => ({ name: 'a.xlsx', bytes: lying(workbook(rows(), { 'xl/sharedStrings.xml': zeros(40) })) }),
      /SHEET_TOO_LARGE.*8 MB/u,
      { unpacked: 8 * 1024 * 1024 },
    ],
    [
      'ten thousand files in one',
      () => ({
        name: 'a.xlsx',
        bytes: zipSync(Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`f${i}`, new Uint8Array(0)]))),
      }),
      /SHEET_TOO_LARGE.*10000/u,
    ],
    ['a sheet of 200 MB', () => ({ name: 'a.xlsx', bytes: zeros(200) }), /SHEET_TOO_LARGE.*16 MB/u],
    [
      'more rows than fit',
      () => text('a.csv', `姓名,班级\n${'小禾,四2\n'.repeat(60_100)}`),
      /SHEET_TOO_LARGE.*60000 行/u,
    ],
    [
      'formulas',
      () => ({
        name: 'a.xlsx',
        bytes: workbook(rows(`<row r="2">${cell('A2', '小禾')}<c r="B2"><f>A1&amp;"x"</f><v>1</v></c></row>`)),
      }),
      /SHEET_FORMULA B2 是公式/u,
    ],
    ['a formula in CSV', () => text('a.csv', '姓名,班级\n小禾,=1+1\n'), /SHEET_FORMULA B2/u],
    [
      'merged cells',
      () => ({
        name: 'a.xlsx',
        bytes: workbook(
          `${rows(`<row r="2">${cell('A2', '小禾')}</row>`, `<row r="3">${cell('B3', '四2')}</row>`)}<mergeCells><mergeCell ref="A2:A3"/></mergeCells>`,
        ),
      }),
      /SHEET_MERGED A2:A3/u,
    ],
    [
      'a number that lost its last digits',
      () => ({ name: 'a.xlsx', bytes: workbook(rows(`<row r="2"><c r="A2"><v>3.70105201801010E17</v></c></row>`)) }),
      /SHEET_NUMBER_CUT A2/u,
    ],
    ['two columns of one name', () => text('a.csv', '姓名,班级,姓名\n小禾,四2,小麦\n'), /SHEET_TWO_HEADS “姓名”/u],
    ['a cell without end', () => text('a.csv', `姓名,班级\n${'长'.repeat(2_001)},四2\n`), /SHEET_CELL_LONG A2/u],
    [
      'a wrong encoding',
      () => ({ name: 'a.csv', bytes: new Uint8Array([0xd0, 0xff, 0x2c, 0xff, 0xfe, 0x0a, 0x80, 0xff]) }),
      /SHEET_ENCODING/u,
    ],
    ['a program called a workbook', () => text('a.xlsx', 'MZ\u0090\u0000\u0003'), /SHEET_WRONG_KIND 这是程序/u],
    ['an ELF program called CSV', () => text('a.csv', '\u007fELF\u0002\u0001'), /SHEET_WRONG_KIND 这是程序/u],
    [
      'an old .xls',
      () => ({ name: 'a.xls', bytes: new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]) }),
      /SHEET_WRONG_KIND 这是旧版/u,
    ],
    ['a web page called .xls', () => text('a.xls', '<html><table>'), /SHEET_WRONG_KIND 这是网页/u],
    ['a web page called .csv', () => text('a.csv', '<!DOCTYPE html><p>'), /SHEET_WRONG_KIND 这是网页/u],
    [
      'a Word file called .xlsx',
      () => ({ name: 'a.xlsx', bytes: zipSync({ 'word/document.xml': strToU8('<a/>') }) }),
      /SHEET_WRONG_KIND 这是Word/u,
    ],
    [
      'entities that grow',
      () => ({
        name: 'a.xlsx',
        bytes: workbook('', { 'xl/worksheets/sheet1.xml': strToU8('<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>') }),
      }),
      /SHEET_BROKEN/u,
    ],
    ['half a workbook', () => ({ name: 'a.xlsx', bytes: workbook(rows()).subarray(0, 200) }), /SHEET_BROKEN/u],
    ['nothing', () => text('a.csv', ''), /SHEET_EMPTY/u],
    ['only blanks', () => text('a.csv', ' , \n , \n'), /SHEET_EMPTY/u],
    ['no time left', () => text('a.csv', '姓名,班级\n小禾,四2\n'), /SHEET_SLOW/u, { time: 1 }],
  ]

  it.each(files)('%s', async (_, make, sentence, limits) => {
    expect(await sentenceOf(make(), limits)).toMatch(sentence)
  })

  it('and all of them together leave the server’s memory where it was', async () => {
    const before = process.memoryUsage().rss
    for (const [, make, , limits] of files) await sentenceOf(make(), limits)
    const grown = (process.memoryUsage().rss - before) / 1024 / 1024
    expect(grown).toBeLessThan(250)
  })
})
