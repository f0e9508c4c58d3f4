import { otherKind } from '~/shared/picture/picture-kind'
import { notPictures } from '~/shared/picture/picture-words'
import { refuse } from '~/shared/refusal'
import type { UploadedFile } from '~/shared/sheet/sheet'
import { MOST_PAPER_MB } from './paper-limits'

/** A paper from outside: a PDF by its name and by its bytes, kept as it came and never shown inside a page. */

/** A PDF may have a few bytes before its mark and behind its end. */
const HEAD = 1024
const TAIL = 2048

/**
 * Lets a PDF through. Refuses PAPER_BROKEN (nothing in it, or cut off), PAPER_TOO_LARGE, PAPER_WRONG_KIND (another kind
 * by name or by bytes).
 */
export const checkPaper = ({ name, bytes }: UploadedFile): void => {
  if (bytes.length === 0) throw refuse('PAPER_BROKEN')
  if (bytes.length > MOST_PAPER_MB * 1024 * 1024) throw refuse('PAPER_TOO_LARGE')
  const text = (from: number, to: number): string =>
    Buffer.from(bytes.subarray(Math.max(0, from), to)).toString('latin1')
  const extension = /\.([a-z0-9]{1,5})$/iu.exec(name)?.[1]?.toLowerCase() ?? ''
  if (!text(0, 8).startsWith('%PDF-')) {
    const what = text(0, HEAD).startsWith('\xff\xd8\xff') || text(1, 4) === 'PNG' ? notPictures.photo : otherKind(bytes)
    throw refuse('PAPER_WRONG_KIND', { what: what ?? notPictures.named(extension) })
  }
  if (extension !== 'pdf') throw refuse('PAPER_WRONG_KIND', { what: notPictures.named(extension) })
  if (!text(bytes.length - TAIL, bytes.length).includes('%%EOF')) throw refuse('PAPER_BROKEN')
}
