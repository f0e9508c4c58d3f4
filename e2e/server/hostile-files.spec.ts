import { readFileSync } from 'node:fs'
import { strToU8, zipSync } from 'fflate'
import { workbookOf } from '~/shared/sheet/write-sheet.server'
import { expect, test } from '../journey'
import { sheetOf, uploadFile } from '../rosters/roster-sheets'

const HEADS = ['学籍号', '姓名', '年级', '班级']

/** What the operating system says the process holds, in MB. */
const memoryOf = (pid: number): number => {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1024
}

/** The smallest workbook there is, with this inside its one sheet. */
const workbook = (sheet: string, more: Record<string, Uint8Array> = {}): Buffer =>
  Buffer.from(
    zipSync({
      'xl/workbook.xml': strToU8(
        '<workbook xmlns:r="r"><sheets><sheet name="一" sheetId="1" r:id="rId1"/></sheets></workbook>',
      ),
      'xl/_rels/workbook.xml.rels': strToU8(
        '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
      ),
      'xl/worksheets/sheet1.xml': strToU8(`<worksheet>${sheet}</worksheet>`),
      ...more,
    }),
  )

const cell = (place: string, value: string): string => `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`
const head = `<row r="1">${HEADS.map((one, i) => cell(`${'ABCD'[i]}1`, one)).join('')}</row>`

const files = async (): Promise<[what: string, name: string, buffer: Buffer, sentence: RegExp][]> => [
  [
    'a zip bomb',
    '名册.xlsx',
    workbook(`<sheetData>${head}</sheetData>`, { 'xl/sharedStrings.xml': new Uint8Array(220 * 1024 * 1024) }),
    /这份表太大/,
  ],
  [
    'formulas',
    '名册.xlsx',
    workbook(`<sheetData>${head}<row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row></sheetData>`),
    /A2 是公式/,
  ],
  [
    'merged cells',
    '名册.xlsx',
    workbook(
      `<sheetData>${head}<row r="2">${cell('A2', 'G0001')}</row><row r="3">${cell('B3', '小禾')}</row></sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells>`,
    ),
    /A2:A3 是合并的单元格/,
  ],
  ['a wrong encoding', '名册.csv', Buffer.from([0xd0, 0xff, 0x2c, 0xff, 0xfe, 0x0a, 0x80, 0xff]), /认不出的字/],
  ['a renamed executable', '名册.xlsx', Buffer.from('MZ\u0090\u0000\u0003'), /这是程序/],
  ['an old workbook', '名册.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), /旧版/],
  [
    'a pupil twice',
    '名册.xlsx',
    await workbookOf([
      sheetOf('名册', HEADS, [
        ['G0001', '小禾', '四年级', '2'],
        ['G0001', '小麦', '四年级', '2'],
      ]),
    ]),
    /这个学籍号在第 2 行已经有了/,
  ],
]

test('each hostile file gets its sentence, changes nothing, and leaves the server’s memory where it was', async ({
  world,
  own,
  as,
  page,
}) => {
  test.slow()
  // Given a school with one pupil
  const { scenario, store, portal } = world
  const school = await scenario.school(own)
  await scenario.child(`${own}-child`, { school })
  await scenario.staff(`${own}-admin`, 'school_admin', school)
  await as(`${own}-admin`)
  const { pupil, account, homeClass } = store.tables
  const counted = () => Promise.all([pupil, account, homeClass].map((table) => store.db.$count(table)))
  const before = { rows: await counted(), memory: process.platform === 'linux' ? memoryOf(portal.pid) : 0 }

  // When each file is sent through the page
  for (const [what, name, buffer, sentence] of await files()) {
    await page.goto('/school/rosters')
    await uploadFile(page, '名册文件', '先看看变化', { name, buffer })
    // Then the page says what is wrong with it
    await expect(page.getByText(sentence).first(), what).toBeVisible({ timeout: 30_000 })
  }

  // And nothing was written, and nothing is still held
  expect(await counted()).toEqual(before.rows)
  if (process.platform === 'linux') expect(memoryOf(portal.pid) - before.memory).toBeLessThan(400)

  // When a sheet as China's Excel writes it comes in, it is read
  await page.goto('/school/rosters')
  const gb18030 = Buffer.from([
    0xd1, 0xa7, 0xbc, 0xae, 0xba, 0xc5, 0x2c, 0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xc4, 0xea, 0xbc, 0xb6, 0x2c, 0xb0, 0xe0,
    0xbc, 0xb6, 0x0a, 0x47, 0x39, 0x39, 0x39, 0x39, 0x2c, 0xd0, 0xa1, 0xba, 0xcc, 0x2c, 0x34, 0x2c, 0x32, 0x0a,
  ])
  await uploadFile(page, '名册文件', '先看看变化', { name: '名册.csv', buffer: gb18030 })
  await expect(page.getByRole('listitem').filter({ hasText: '新增 1 人' }).first()).toBeVisible()
})
