import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The token of every test run: it must never be seen anywhere but in the request to WhatsApp. */
export const CANARY = 'EAAGcanary0123456789abcdefGHIJ'

const FORMS = [CANARY, Buffer.from(CANARY).toString('base64'), encodeURIComponent(CANARY)]
// Any other token would be as bad; what is random itself (base64 of hashes and pictures) has no letter after a sign, but for the
// hash of a recipient behind its name in the store, and among many thousands one begins like a token.
const ANY_TOKEN = /(?<![A-Za-z0-9+/=_-]|recipient:\d{5,20}:)EAA[A-Za-z0-9]{20}/

/** Throws when a token shows, in any form in which it leaks. Everything that comes out of the server in a test passes here. */
export function refuseLeaks(text: string, where: string): void {
  const form = FORMS.find((one) => text.includes(one)) ?? ANY_TOKEN.exec(text)?.[0]
  if (form !== undefined) throw new Error(`the token shows in ${where} as ${form}`)
}

export function refuseLeaksInFiles(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    refuseLeaks(readText(join(folder, name)), name)
}

/** Reads the answer to its end, headers too, and leaves it unread for the caller. */
export async function refuseLeaksInAnswer(response: Response): Promise<Response> {
  refuseLeaks(JSON.stringify([...response.headers]), `the headers of ${response.url}`)
  refuseLeaks(await response.clone().text(), `the answer of ${response.url}`)
  return response
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EISDIR') return ''
    throw error
  }
}
