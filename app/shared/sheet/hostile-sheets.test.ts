import { strToU8, unzipSync, Zip, ZipDeflate, ZipPassThrough, zipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { Refusal } from '../refusal'
import { readSheet } from './read-sheet.server'
import { cell, rows, text, workbook } from './sheet-files'
import { type SheetLimits, sheetLimits } from './sheet-limits'

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

describe('a hostile or broken file gets a sentence', () => {
  const zeros = (megabytes: number): Uint8Array => new Uint8Array(megabytes * 1024 * 1024)

  /** Packed in steps, so that the test itself does not hold what it unpacks to. */
  const bomb = (megabytes: number): Uint8Array => {
    const parts: Uint8Array[] = []
    const zip = new Zip((_, part) => parts.push(part))
    for (const [name, content] of Object.entries(unzipSync(workbook(rows())))) {
      const file = new ZipPassThrough(name)
      zip.add(file)
      file.push(content, true)
    }
    const file = new ZipDeflate('xl/sharedStrings.xml')
    zip.add(file)
    for (let i = 1; i <= megabytes; i++) file.push(zeros(1), i === megabytes)
    zip.end()
    return Buffer.concat(parts)
  }

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
    ['a bomb of 300 MB', () => ({ name: 'a.xlsx', bytes: bomb(300) }), /SHEET_TOO_LARGE.*192 MB/u],
    [
      'a bomb of 300 MB that lies about its size',
      () => ({ name: 'a.xlsx', bytes: lying(bomb(300)) }),
      /SHEET_TOO_LARGE/u,
    ],
    [
      'a bomb below the limit, by how much comes out of how little',
      () => ({ name: 'a.xlsx', bytes: bomb(100) }),
      /SHEET_TOO_LARGE/u,
    ],
    [
      'cells far to the right',
      () => ({ name: 'a.xlsx', bytes: workbook(rows(`<row r="2">${cell('XFD2', '小禾')}</row>`)) }),
      /SHEET_TOO_LARGE.*16384 列/u,
    ],
    [
      'one row too many',
      () => text('a.csv', `姓名,班级\n${'小禾,四2\n'.repeat(60_001)}`),
      /SHEET_TOO_LARGE.*60000 行/u,
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
      'a formula on another sheet',
      () => ({
        name: 'a.xlsx',
        bytes: workbook(rows(), {
          'xl/workbook.xml': strToU8(
            '<workbook xmlns:r="r"><sheets><sheet name="一" r:id="rId1"/><sheet name="统计" r:id="rId2"/></sheets></workbook>',
          ),
          'xl/_rels/workbook.xml.rels': strToU8(
            '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="worksheets/sheet2.xml"/></Relationships>',
          ),
          'xl/worksheets/sheet2.xml': strToU8(
            `<worksheet>${rows('<row r="2"><c r="A2"><f>1</f><v>1</v></c></row>')}</worksheet>`,
          ),
        }),
      }),
      /SHEET_FORMULA “统计”里的 A2 是公式/u,
    ],
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
    [
      'such a number in CSV',
      () => text('a.csv', '姓名,学籍号\n小禾,3.70105E+17\n'),
      /SHEET_NUMBER_CUT B2 的数字太长，变成了科学计数/u,
    ],
    [
      'a line that comes twice',
      () => ({ name: 'a.xlsx', bytes: workbook(rows(`<row r="1">${cell('A1', '小禾')}</row>`)) }),
      /SHEET_BROKEN/u,
    ],
    [
      'a word that the file has not',
      () => ({ name: 'a.xlsx', bytes: workbook(rows('<row r="2"><c r="A2" t="s"><v>7</v></c></row>')) }),
      /SHEET_BROKEN/u,
    ],
    ['two columns of one name', () => text('a.csv', '姓名,班级,姓名\n小禾,四2,小麦\n'), /SHEET_TWO_HEADS “姓名”/u],
    [
      'a cell without end',
      () => text('a.csv', `姓名,班级\n${'长'.repeat(sheetLimits.cell + 1)},四2\n`),
      /SHEET_CELL_LONG A2/u,
    ],
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
    [
      'a workbook with a password',
      () => ({
        name: 'a.xlsx',
        bytes: new Uint8Array([
          ...[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
          ...new Uint8Array(512),
          ...Buffer.from('EncryptedPackage', 'utf16le'),
        ]),
      }),
      /SHEET_LOCKED/u,
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
    [
      'entities behind a long remark',
      () => ({
        name: 'a.xlsx',
        bytes: workbook('', {
          'xl/worksheets/sheet1.xml': strToU8(
            `<!--${'x'.repeat(5_000)}--><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>${rows()}</worksheet>`,
          ),
        }),
      }),
      /SHEET_BROKEN/u,
    ],
    ['half a workbook', () => ({ name: 'a.xlsx', bytes: workbook(rows()).subarray(0, 200) }), /SHEET_BROKEN/u],
    ['nothing', () => text('a.csv', ''), /SHEET_EMPTY/u],
    ['only blanks', () => text('a.csv', ' , \n , \n'), /SHEET_EMPTY/u],
    ['no time left', () => text('a.csv', '姓名,班级\n小禾,四2\n'), /SHEET_SLOW/u, { time: 1 }],
  ]

  let before = 0
  beforeAll(() => {
    before = process.memoryUsage().rss
  })

  it.each(files)('%s', async (_, make, sentence, limits) => {
    expect(await sentenceOf(make(), limits)).toMatch(sentence)
  })

  it('and all of them together leave the server’s memory where it was', () => {
    expect((process.memoryUsage().rss - before) / 1024 / 1024).toBeLessThan(250)
  })
})
