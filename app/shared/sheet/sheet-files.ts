import { strToU8, zipSync } from 'fflate'

/** Files for the tests of reading, made by hand. */

export const text = (name: string, content: string) => ({ name, bytes: strToU8(content) })

/** The smallest workbook there is, with this inside its one sheet. */
export const workbook = (sheet: string, more: Record<string, Uint8Array> = {}): Uint8Array =>
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

export const cell = (place: string, value: string): string =>
  `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`
const heads = `<row r="1">${cell('A1', '姓名')}${cell('B1', '班级')}</row>`
export const rows = (...inside: string[]): string => `<sheetData>${heads}${inside.join('')}</sheetData>`

/** Style 1 is a day. */
export const dayStyles = {
  'xl/styles.xml': strToU8('<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'),
}
