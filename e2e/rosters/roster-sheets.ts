import type { Page } from '@playwright/test'
import type { SheetToWrite } from '~/shared/sheet/sheet'
import { workbookOf } from '~/shared/sheet/write-sheet.server'

/** A sheet of texts, as a school's own computer would save it. */
export const sheetOf = (
  name: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): SheetToWrite => ({ name, columns: heads.map((head) => ({ head })), rows })

/** Chooses a file on the page as it stands, and presses its button. */
export const uploadFile = async (
  page: Page,
  label: string,
  button: string,
  file: { name: string; buffer: Buffer },
): Promise<void> => {
  await page.getByLabel(label).setInputFiles({ ...file, mimeType: 'application/octet-stream' })
  await page.getByRole('button', { name: button }).click()
}

/** The same with a workbook of this sheet. */
export const uploadSheet = async (page: Page, label: string, button: string, what: SheetToWrite): Promise<void> =>
  uploadFile(page, label, button, { name: `${what.name}.xlsx`, buffer: await workbookOf([what]) })
