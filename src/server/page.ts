import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Config } from '#whatsapp/problem.ts'

/** Whether this browser has to log in, or has done so; `open` where no password is asked for. */
export type PageAccess = 'open' | 'password' | 'session'

export type Page = (access: PageAccess, cookie: string | undefined, acceptEncoding: string) => Response

/**
 * The page with what the first paint needs to know written into its first tag, so that no script and no request has to:
 * the mode of this server, whether this browser is logged in, and, from cookies, the theme that it chose and that it keeps a
 * draft of its own (anything else in them is ignored).
 */
export function createPage(html: string, mode: Config['mode']): Page {
  const prepared = new Map<string, Prepared>()

  function findPrepared(attributes: string): Prepared {
    const page = prepared.get(attributes) ?? prepare(html, attributes)
    prepared.set(attributes, page)
    return page
  }

  return (access, cookie = '', acceptEncoding) => {
    const login = access === 'open' ? '' : ` data-access="${access}"`
    const { identity, br, gzip } = findPrepared(`data-mode="${mode}"${login}${readChoices(cookie)}`)
    const headers = { 'content-type': 'text/html; charset=utf-8', vary: 'accept-encoding, cookie' }
    if (/\bbr\b/.test(acceptEncoding))
      return new Response(br, { headers: { ...headers, 'content-encoding': 'br' } })
    if (/\bgzip\b/.test(acceptEncoding))
      return new Response(gzip, { headers: { ...headers, 'content-encoding': 'gzip' } })
    return new Response(identity, { headers })
  }
}

/** One of six texts, whatever the cookie says, so that only so many pages are ever prepared. */
function readChoices(cookie: string): string {
  const theme = /(?:^|;\s*)trio-theme=(light|dark)(?:;|$)/.exec(cookie)?.[1]
  const isReturning = /(?:^|;\s*)trio-returning=1(?:;|$)/.test(cookie)
  return `${theme ? ` data-theme="${theme}"` : ''}${isReturning ? ' data-returning' : ''}`
}

type Prepared = ReturnType<typeof prepare>

function prepare(html: string, attributes: string) {
  const page = html.replace('<html ', `<html ${attributes} `)
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
  return {
    identity: page,
    br: new Uint8Array(brotliCompressSync(page, { params })),
    gzip: new Uint8Array(gzipSync(page, { level: 9 })),
  }
}
