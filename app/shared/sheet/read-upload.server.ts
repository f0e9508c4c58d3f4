import { type FormParser, type FormResult, readFormData } from '../answer.server'
import { refuse } from '../refusal'
import type { UploadedFile } from './sheet'

export type UploadResult<Value> = FormResult<Value> & {
  /** null when no file was chosen. */
  file: UploadedFile | null
}

/** What some browsers send is a path; what goes into lists and logs is one line. */
const plainName = (name: string): string =>
  name
    .replace(/^.*[\\/]/su, '')
    .replace(/\p{C}/gu, '')
    .slice(-200)

/**
 * Reads a posted form with a file in it, as strictly as `readForm` reads one without.
 * @param file the name of the file's field; a file anywhere else, or more than one, is refused with BAD_REQUEST.
 * The server has limited the size of the body before (site.ts, `uploads`).
 */
export const readUpload = async <Value>(
  request: Request,
  { file: field, schema, lists }: { file: string; schema: FormParser<Value>; lists?: readonly string[] },
): Promise<UploadResult<Value>> => {
  const form = await request.formData().catch(() => {
    throw refuse('BAD_REQUEST')
  })
  const given = form.getAll(field)
  form.delete(field)
  const [one] = given
  if (given.length > 1 || typeof one === 'string') throw refuse('BAD_REQUEST')
  // A browser sends an empty file without a name where none was chosen.
  const chosen = one && (one.name !== '' || one.size > 0)
  const file = chosen ? { name: plainName(one.name), bytes: new Uint8Array(await one.arrayBuffer()) } : null
  return { ...readFormData(form, schema, lists ? { lists } : {}), file }
}
