import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { ServerResponse } from 'node:http'

/**
 * The headers of every answer, whatever layer gives it. `styleHashes` allow the inlined critical CSS of the built page,
 * `https` means that people reach this server by https alone.
 */
export function createSecurityHeaders(options: {
  styleHashes: string[]
  https: boolean
}): Record<string, string> {
  return {
    'content-security-policy': createPolicy(options.styleHashes),
    'x-content-type-options': 'nosniff',
    // "no-referrer" would turn the Origin of some POSTs into "null".
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    'cache-control': 'no-store',
    ...(options.https && { 'strict-transport-security': 'max-age=31536000' }),
  }
}

/** CSP sources for the `<style>` elements of a page. */
export function hashInlineStyles(html: string): string[] {
  const styles = html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/gi)
  return [...styles].map(([, css = '']) => `'sha256-${createHash('sha256').update(css).digest('base64')}'`)
}

/** A kind of response that cannot leave without the security headers, not even when a library writes it. */
export function createResponseClass(security: Record<string, string>): typeof ServerResponse {
  const { 'cache-control': noStore = '', ...others } = security
  // A list is what Node writes fastest.
  const fixed = Object.entries(others).flat()
  return class GuardedResponse<R extends IncomingMessage = IncomingMessage> extends ServerResponse<R> {
    override writeHead(status: number, ...rest: unknown[]): this {
      const last = rest.at(-1)
      const given = (typeof last === 'object' ? last : {}) as Record<string, string>
      const headers = [...fixed, 'cache-control', given['cache-control'] ?? noStore]
      for (const name in given) if (name !== 'cache-control') headers.push(name, given[name] ?? '')
      return super.writeHead(status, headers)
    }
  }
}

function createPolicy(styleHashes: string[]): string {
  const directives = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${["'self'", ...styleHashes].join(' ')}`,
    "img-src 'self' blob: data: https:",
    "media-src 'self' blob: https:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]
  return directives.join('; ')
}
