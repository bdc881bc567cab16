import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { serveStatic } from '@hono/node-server/serve-static'
import type { MiddlewareHandler } from 'hono'

/** The built page with what stands around it; absent in development, where Vite serves it. */
export type Page = {
  html: string
  /** Reads what is open to everybody: named files of the listed kinds, so no dotfile, no source map and no way out of the folder. */
  serveFile: MiddlewareHandler
}

// Names that begin with a sign of their own are left out, and so is whatever a path could climb with.
const FILE = /^\/(?:assets\/)?[\w-][\w.-]*\.(?:js|css|json|webmanifest|svg|png|jpg|webp|ico|woff2|txt)$/

// The best that each can do: it is done once, and beside everything else.
const BEST = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }
const ENCODERS = {
  br: (text: string) => promisify(brotliCompress)(text, BEST),
  gzip: (text: string) => promisify(gzip)(text, { level: 9 }),
  identity: async (text: string) => Buffer.from(text),
}

/** The page that was built into `folder`, unless there is none. */
export function readPage(folder: string): Page | undefined {
  const serve = serveStatic({ root: folder, precompressed: true })
  try {
    const html = readFileSync(join(folder, 'index.html'), 'utf8')
    const serveFile: MiddlewareHandler = (c, next) => {
      if (!isFile(c.req.path)) return next()
      // The build names these files by what is in them.
      const age = c.req.path.startsWith('/assets/') ? '31536000, immutable' : '3600'
      c.header('cache-control', `public, max-age=${age}`)
      c.header('vary', 'accept-encoding')
      return serve(c, next)
    }
    return { html, serveFile }
  } catch {
    return undefined
  }
}

export function isFile(path: string): boolean {
  return FILE.test(path)
}

/**
 * The page with what the first paint needs to know written into its first tag, so that no script and no request has to:
 * the mode of this server, whether this browser is logged in, and, from cookies, the theme that it chose and that it keeps a
 * draft of its own (anything else in them is ignored).
 */
export function createPageAnswer(html: string, mode: string) {
  // One of few texts, whatever the cookies say, so that only so many pages are ever prepared.
  const prepared = new Map<string, Promise<Buffer<ArrayBuffer>>>()
  return async (access: 'open' | 'password' | 'session', cookie = '', accepted = ''): Promise<Response> => {
    const theme = /(?:^|;\s*)trio-theme=(light|dark)(?:;|$)/.exec(cookie)?.[1]
    const attributes = [
      ` data-mode="${mode}"`,
      access === 'open' ? '' : ` data-access="${access}"`,
      theme ? ` data-theme="${theme}"` : '',
      /(?:^|;\s*)trio-returning=1(?:;|$)/.test(cookie) ? ' data-returning' : '',
    ].join('')
    const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : 'identity'
    const name = encoding + attributes
    const bytes = prepared.get(name) ?? ENCODERS[encoding](html.replace('<html', `<html${attributes}`))
    prepared.set(name, bytes)
    const headers = { 'content-type': 'text/html; charset=utf-8', vary: 'accept-encoding, cookie' }
    const encoded = encoding === 'identity' ? {} : { 'content-encoding': encoding }
    return new Response(await bytes, { headers: { ...headers, ...encoded } })
  }
}
