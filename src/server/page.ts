import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Config } from '#whatsapp/problem.ts'

/** Whether this browser has to log in, or has done so; `open` where no password is asked for. */
export type PageAccess = 'open' | 'password' | 'session'

export type Page = (access: PageAccess, cookie: string | undefined, acceptEncoding: string) => Response

type Theme = 'light' | 'dark' | 'system'

/**
 * The page with what the first paint needs to know written into its first tag, so that no script and no request has to:
 * the mode of this server, whether this browser is logged in, and the theme that it chose before (a cookie; anything else in it
 * is ignored).
 */
export function createPage(html: string, mode: Config['mode']): Page {
  const prepareThemes = (login: string) => ({
    system: prepare(html, `data-mode="${mode}"${login}`),
    light: prepare(html, `data-mode="${mode}"${login} data-theme="light"`),
    dark: prepare(html, `data-mode="${mode}"${login} data-theme="dark"`),
  })
  const prepared = {
    open: prepareThemes(''),
    password: prepareThemes(' data-access="password"'),
    session: prepareThemes(' data-access="session"'),
  }
  return (access, cookie, acceptEncoding) => {
    const { identity, br, gzip } = prepared[access][readTheme(cookie)]
    const headers = { 'content-type': 'text/html; charset=utf-8', vary: 'accept-encoding, cookie' }
    if (/\bbr\b/.test(acceptEncoding))
      return new Response(br, { headers: { ...headers, 'content-encoding': 'br' } })
    if (/\bgzip\b/.test(acceptEncoding))
      return new Response(gzip, { headers: { ...headers, 'content-encoding': 'gzip' } })
    return new Response(identity, { headers })
  }
}

function readTheme(cookie = ''): Theme {
  const theme = /(?:^|;\s*)trio-theme=(light|dark)(?:;|$)/.exec(cookie)?.[1]
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}

function prepare(html: string, attributes: string) {
  const page = html.replace('<html ', `<html ${attributes} `)
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
  return {
    identity: page,
    br: new Uint8Array(brotliCompressSync(page, { params })),
    gzip: new Uint8Array(gzipSync(page, { level: 9 })),
  }
}
