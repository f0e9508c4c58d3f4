import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Exchange } from './exchange'

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
}
const SQUEEZED = new Set(['.css', '.js', '.json', '.svg', '.txt', '.webmanifest'])

interface StaticFile {
  bytes: Buffer
  squeezed: Buffer | null
  type: string
  etag: string
  cache: string
}

export type StaticFiles = ReadonlyMap<string, StaticFile>

/**
 * Reads the built client files into memory once, compressed beforehand: a request is one look-up, and no path can
 * lead out of the folder. Files whose name carries their hash may be kept for ever, others are asked after.
 */
export const loadStaticFiles = (folder: string): StaticFiles => {
  const files = new Map<string, StaticFile>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const extension = extname(entry.name)
    const type = TYPES[extension]
    if (!entry.isFile() || !type) continue
    const file = join(entry.parentPath, entry.name)
    const bytes = readFileSync(file)
    const path = file.slice(folder.length).replaceAll('\\', '/')
    const squeezed = SQUEEZED.has(extension) && bytes.length > 1_024 ? gzipSync(bytes, { level: 9 }) : null
    files.set(path.startsWith('/') ? path : `/${path}`, {
      bytes,
      squeezed,
      type,
      etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
      cache: path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
    })
  }
  return files
}

/** Answers a GET or HEAD for a built file. @returns false when there is no such file. */
export const sendStaticFile = ({ request, response, path }: Exchange, files: StaticFiles): boolean => {
  const file = files.get(path)
  if (!file || (request.method !== 'GET' && request.method !== 'HEAD')) return false
  response.setHeader('ETag', file.etag)
  response.setHeader('Cache-Control', file.cache)
  if (file.squeezed) response.setHeader('Vary', 'Accept-Encoding')
  if (request.headers['if-none-match']?.includes(file.etag)) {
    response.statusCode = 304
    response.end()
    return true
  }
  const squeezed = file.squeezed && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
  const bytes = squeezed && file.squeezed ? file.squeezed : file.bytes
  if (squeezed) response.setHeader('Content-Encoding', 'gzip')
  response.setHeader('Content-Type', file.type)
  response.setHeader('Content-Length', bytes.length)
  response.end(request.method === 'HEAD' ? undefined : bytes)
  return true
}
