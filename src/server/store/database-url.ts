export type DatabaseLocation =
  | { kind: 'sqlite'; path: string }
  | { kind: 'postgres'; url: string }
  | { kind: 'invalid'; message: string }

/** `postgres://…`, `file:…` or the bare path of a file. The message never repeats the value, which may hold a password. */
export function parseDatabaseUrl(text: string): DatabaseLocation {
  if (/^postgres(ql)?:\/\//i.test(text)) {
    // A URL of a Unix socket has no host.
    if (URL.canParse(text.replace('@/', '@localhost/'))) return { kind: 'postgres', url: text }
    return {
      kind: 'invalid',
      message: 'it begins like a PostgreSQL URL but is none; write special characters of the password as %XX',
    }
  }
  const path = /^file:/i.test(text) ? parseFileUrl(text.slice('file:'.length)) : text
  if (path === '' || path === undefined || path.includes('\0'))
    return { kind: 'invalid', message: 'it names no file' }
  if (path === ':memory:')
    return { kind: 'invalid', message: 'a database in memory would forget what was sent; name a file' }
  // One letter is a drive of Windows.
  if (/^[a-z][a-z0-9+.-]+:/i.test(path)) {
    return { kind: 'invalid', message: 'it must be postgres://…, file:… or the path of a file' }
  }
  return { kind: 'sqlite', path }
}

function parseFileUrl(rest: string): string | undefined {
  try {
    return decodeURIComponent(rest.replace(/^\/\/(localhost)?(?=\/)/, ''))
  } catch {
    return undefined
  }
}
