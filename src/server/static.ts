import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'

type Encoding = 'br' | 'gzip'

type StaticFile = {
  bytes: Uint8Array
  encoded: Partial<Record<Encoding, Uint8Array>>
  headers: Record<string, string>
}

export type StaticFiles = {
  /** The page itself, unless it has not been built. */
  html: string | undefined
  has(path: string): boolean
  serve(path: string, acceptEncoding: string): Response | undefined
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

const ENCODINGS: readonly [Encoding, string][] = [
  ['br', '.br'],
  ['gzip', '.gz'],
]

/**
 * Takes the built page into memory at start and serves exactly what was there, by name: there is no path into the file
 * system, so none can be traversed. Only listed extensions, no dotfiles, no source maps.
 */
export function createStaticFiles(root: string): StaticFiles {
  const names = listFiles(root)
  const known = new Set(names)
  const files = new Map<string, StaticFile>()
  for (const name of names) {
    const type = TYPES[extname(name)]
    if (!type) continue
    const encoded: StaticFile['encoded'] = {}
    for (const [encoding, suffix] of ENCODINGS)
      if (known.has(name + suffix)) encoded[encoding] = readFileSync(join(root, name + suffix))
    files.set(`/${name}`, { bytes: readFileSync(join(root, name)), encoded, headers: headersFor(name, type) })
  }
  const index = files.get('/index.html')
  return {
    html: index && Buffer.from(index.bytes).toString(),
    has: (path) => path === '/' || files.has(path),
    serve: (path, acceptEncoding) => {
      const file = files.get(path)
      return file && toResponse(file, acceptEncoding)
    },
  }
}

function toResponse({ bytes, encoded, headers }: StaticFile, acceptEncoding: string): Response {
  const accepted = acceptEncoding.split(',').map((part) => part.trim())
  const encoding = ENCODINGS.map(([name]) => name).find((name) => encoded[name] && accepted.includes(name))
  const body = (encoding && encoded[encoding]) ?? bytes
  return new Response(body as Uint8Array<ArrayBuffer>, {
    headers: { ...headers, ...(encoding && { 'content-encoding': encoding }) },
  })
}

function headersFor(name: string, type: string): Record<string, string> {
  const cache = /^assets\/.+-[\w-]{8,}\.\w+$/.test(name)
    ? 'public, max-age=31536000, immutable'
    : name.endsWith('.html')
      ? 'no-store'
      : 'public, max-age=3600'
  return { 'content-type': type, 'cache-control': cache, vary: 'accept-encoding' }
}

function listFiles(root: string): string[] {
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) return []
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((name) => !/(^|\/)\.|\.map(\.br|\.gz)?$/.test(name))
}
