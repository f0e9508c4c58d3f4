import fc from 'fast-check'
import { strFromU8, strToU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readSheet } from './read-sheet.server'
import type { SheetToWrite } from './sheet'
import { cell, dayStyles, rows, text, workbook } from './sheet-files'
import { csvOf, fileAnswer, workbookOf } from './write-sheet.server'

describe('what goes out and comes in again', () => {
  // What a person can type into a cell; blanks around it are nobody's intention.
  const typed = fc
    .array(fc.constantFrom(...'=＝+-@\'"，,;\t小明孩Ab1０Ａ 　\n'), { maxLength: 12 })
    .map((chars) => chars.join('').trim())
  const plain = (one: string): string =>
    one
      .replace(/[０-９Ａ-Ｚａ-ｚ]/gu, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
      .replaceAll('　', ' ')
      .trim()
  // Our mark before a dangerous text is taken off again, so a text that begins so itself loses it, too.
  const read = (one: string): string =>
    plain(one)
      .replace(/^'(?=\s*[=+\-@＝\t\n])/u, '')
      .trim()

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

  it.each(['=1+1', '+86', '-2', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '＝1+1', '=HYPERLINK("http://evil")'])(
    'never begins like a formula: %j',
    async (hostile) => {
      const sheet = { name: '表', columns: [{ head: hostile }], rows: [[hostile]] }
      const written = new TextDecoder().decode(csvOf(sheet))
      for (const line of written
        .replace(/^\ufeff/u, '')
        .split('\r\n')
        .filter(Boolean))
        expect(line).toMatch(/^"?'/u)
      const book = strFromU8(unzipSync(await workbookOf([sheet]))['xl/sharedStrings.xml'] ?? new Uint8Array())
      const texts = [...book.matchAll(/<t[^>]*>([^<]*)/gu)].map(([, said]) => said)
      expect(texts.length).toBeGreaterThan(0)
      for (const said of texts) expect(said).toMatch(/^(?:'|&apos;|&#39;)/u)
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

  it('gives each sheet its own name and hides the words of the choices', async () => {
    const column = { head: '类别', choices: Array.from({ length: 300 }, (_, i) => `类别${i}`) }
    const book = await workbookOf([{ name: '选项', columns: [{ head: '名' }, column], rows: [['一', '类别1']] }])
    const [table, ...others] = await readSheet({ name: 'a.xlsx', bytes: book })
    expect([table?.name, others]).toEqual(['选项 2', []])
    const files = unzipSync(book)
    expect(strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).toMatch(
      /sqref="B2:B1001".*选项!\$A\$1:\$A\$300/u,
    )
    expect(strFromU8(files['xl/workbook.xml'] ?? new Uint8Array())).toMatch(/state="hidden"[^>]*name="选项"/u)
  })

  it('is written away from the server’s own thread where it is large', async () => {
    const rows = Array.from({ length: 12_000 }, (_, i) => [`=学生${i}`, i])
    const sheet: SheetToWrite = { name: '名单', columns: [{ head: '姓名' }, { head: '序号', kind: 'number' }], rows }
    let longest = 0
    let last = performance.now()
    const beat = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 5)
    const book = await workbookOf([sheet])
    clearInterval(beat)
    const [table] = await readSheet({ name: 'a.xlsx', bytes: book })
    expect(table?.rows).toHaveLength(12_000)
    expect(table?.rows[11_999]?.cells).toEqual(['=学生11999', '11999'])
    // Something else had its turn meanwhile: the thread was not held from beginning to end.
    expect(longest).toBeGreaterThan(0)
  })

  it('is saved under its Chinese name', () => {
    const answer = fileAnswer('三（2）班 名单.xlsx', 'a/b', new Uint8Array([1]))
    const said = answer.headers.get('content-disposition') ?? ''
    expect(decodeURIComponent(said.split("UTF-8''")[1] ?? '')).toBe('三（2）班 名单.xlsx')
    expect(said).not.toMatch(/[^\x20-\x7e]/u)
    expect(() => fileAnswer('半个\ud83d字\r\n.xlsx', 'a/b', new Uint8Array([1]))).not.toThrow()
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
    const sheet = rows(
      `<row r="5">${cell('A5', ' 小禾 ')}<c r="B5" s="1"><v>46023</v></c></row>`,
      `<row r="6">${cell('A6', '370105201801010011')}<c r="B6"><v>3.5000000000000004</v></c></row>`,
    )
    const [table] = await readSheet({ name: 'a.xlsx', bytes: workbook(sheet, dayStyles) })
    expect(table?.rows).toEqual([
      { line: 5, cells: ['小禾', '2026-01-01'] },
      { line: 6, cells: ['370105201801010011', '3.5'] },
    ])
  })

  it('keeps every row, however many blank lines stand between', async () => {
    const content = `姓名,班级\n${',\n'.repeat(90)}${'小禾,四2\n'.repeat(59_990)}`
    const [table] = await readSheet(text('a.csv', content))
    expect(table?.rows.length).toBe(59_990)
    expect([table?.rows[0]?.line, table?.rows.at(-1)?.line]).toEqual([92, 60_081])
  })

  it('has lines of CSV counted as a spreadsheet counts them', async () => {
    const [table] = await readSheet(text('a.csv', '姓名,备注\n小禾,"一\n二"\n\n小麦,三\n'))
    expect(table?.rows).toEqual([
      { line: 2, cells: ['小禾', '一\n二'] },
      { line: 4, cells: ['小麦', '三'] },
    ])
  })

  it('keeps what stands in a column of days and is none, and small numbers without an exponent', async () => {
    const sheet = rows(
      `<row r="2">${cell('A2', '小禾')}<c r="B2" s="1"><v>20260901</v></c></row>`,
      '<row r="3"><c r="A3" t="d"><v>2026-09-01T00:00:00</v></c><c r="B3"><v>0.0000001</v></c></row>',
    )
    const [table] = await readSheet({ name: 'a.xlsx', bytes: workbook(sheet, dayStyles) })
    expect(table?.rows.map(({ cells }) => cells)).toEqual([
      ['小禾', '20260901'],
      ['2026-09-01', '0.0000001'],
    ])
  })

  it.each(['MZ', 'PK'])('may begin with the letters %s', async (head) => {
    const [table] = await readSheet(text('a.csv', `${head},姓名\n汉,小禾\n`))
    expect(table?.header).toEqual([head, '姓名'])
  })

  it('is not read on when nobody waits for it', async () => {
    await expect(readSheet(text('a.csv', '甲,乙\n'), {}, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone')
    const large = text('a.csv', `姓名,班级\n${'小禾,四2\n'.repeat(50_000)}`)
    const leaves = new AbortController()
    const reading = readSheet(large, {}, leaves.signal)
    setTimeout(() => leaves.abort(new Error('gone')), 5)
    await expect(reading).rejects.toThrow('gone')
  })

  it('waits its turn, and too many at once are told to come back', async () => {
    const file = text('a.csv', '姓名,班级\n小禾,四2\n')
    const told = await Promise.allSettled(Array.from({ length: 14 }, () => readSheet(file)))
    expect(told.filter(({ status }) => status === 'fulfilled').length).toBe(10)
    const refused = told.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))
    expect(refused).toEqual(Array.from({ length: 4 }, () => 'UPLOADS_BUSY'))
  })
})
