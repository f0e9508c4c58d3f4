import { type PictureTarget, type ReadPicture, readPicture } from '~/shared/picture/read-picture.server'
import type { UploadedFile } from '~/shared/sheet/sheet'

type CoverSize = 'card' | 'page'
export type ReadCover = ReadPicture<CoverSize>

const targets: readonly PictureTarget<CoverSize>[] = [
  { size: 'card', width: 480, height: 320, fit: 'cover', most: 40 * 1024 },
  { size: 'page', width: 1200, height: 675, fit: 'cover', most: 160 * 1024 },
]

/** The two sizes of a cover, at most 40 and 160 KB. Refuses as `readPicture` does. */
export const readCover = (file: UploadedFile): Promise<ReadCover> => readPicture(file, targets)
