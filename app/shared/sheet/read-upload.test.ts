import { describe, expect, it } from 'vitest'
import { z } from 'zod/mini'
import { Refusal } from '../refusal'
import { readUpload } from './read-upload.server'

const schema = z.object({ term: z.string().check(z.minLength(1, '请选学期')), kinds: z.array(z.string()) })
const how = { file: 'sheet', schema, lists: ['kinds'] }
const sheet = new File(['姓名,班级'], '名单.csv', { type: 'text/csv' })

const posted = (...parts: [string, string | File][]): Request => {
  const body = new FormData()
  for (const [name, value] of parts) {
    if (typeof value === 'string') body.append(name, value)
    else body.append(name, value, value.name)
  }
  return new Request('https://portal.example/', { method: 'POST', body })
}

const codeOf = (request: Request): Promise<string> =>
  readUpload(request, how).then(
    () => 'read',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  )

describe('a form with a file', () => {
  it('is read as the form and the file', async () => {
    const read = await readUpload(posted(['term', '秋'], ['kinds', 'a'], ['kinds', 'b'], ['sheet', sheet]), how)
    expect(read).toMatchObject({ ok: true, value: { term: '秋', kinds: ['a', 'b'] } })
    expect([read.file?.name, Buffer.from(read.file?.bytes ?? []).toString()]).toEqual(['名单.csv', '姓名,班级'])
  })

  it('keeps the file beside sentences for the rest', async () => {
    const read = await readUpload(posted(['term', ''], ['sheet', sheet]), how)
    expect(read).toMatchObject({ ok: false, errors: { term: '请选学期' } })
    expect(read.file?.name).toBe('名单.csv')
  })

  it('has no file where none was chosen', async () => {
    const field = (more: string) => `--x\r\nContent-Disposition: form-data; name=${more}\r\n`
    const sent = (...parts: string[]) =>
      new Request('https://portal.example/', {
        method: 'POST',
        body: `${field('"term"\r\n\r\n秋')}${parts.join('')}--x--\r\n`,
        headers: { 'content-type': 'multipart/form-data; boundary=x' },
      })
    // As browsers say it.
    const none = field('"sheet"; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n')
    for (const request of [sent(), sent(none)]) {
      expect(await readUpload(request, how)).toMatchObject({ ok: true, value: { term: '秋' }, file: null })
    }
  })

  it('knows a file by its name only, without its folder', async () => {
    const read = await readUpload(
      posted(['term', '秋'], ['sheet', new File(['x'], 'C:\\桌面\\..\\名单\u0007.csv')]),
      how,
    )
    expect(read.file?.name).toBe('名单.csv')
  })

  it.each([
    [
      'two files',
      [
        ['sheet', sheet],
        ['sheet', sheet],
      ],
    ],
    [
      'a file elsewhere',
      [
        ['sheet', sheet],
        ['other', sheet],
      ],
    ],
    ['a text for a file', [['sheet', 'x']]],
    ['a field twice', [['term', '春']]],
    ['a zero byte', [['note', 'a\0b']]],
    ['a name of the language', [['__proto__', 'x']]],
  ] as [string, [string, string | File][]][])('is refused with %s', async (_, parts) => {
    expect(await codeOf(posted(['term', '秋'], ...parts))).toBe('BAD_REQUEST')
  })

  it('is refused when it is none', async () => {
    const request = (type: string, body: string) =>
      new Request('https://portal.example/', { method: 'POST', body, headers: { 'content-type': type } })
    expect(await codeOf(request('multipart/form-data; boundary=x', '--x\r\nhalf'))).toBe('BAD_REQUEST')
    expect(await codeOf(request('application/json', '{}'))).toBe('BAD_REQUEST')
  })
})
