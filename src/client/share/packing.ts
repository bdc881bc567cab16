/** Most bytes that a link may hold, compressed. Longer links are cut by chats and mail. */
export const PACKED_MAX = 16 * 1024
/** Most bytes that a link may unpack to; reading stops there, however much more a hostile link would give. */
const UNPACKED_MAX = 256 * 1024

export type Unpacked =
  | { ok: true; text: string }
  | { ok: false; reason: 'too_long' | 'damaged' | 'too_large' }

/** The text compressed (deflate) and in the alphabet of URLs (base64url), or `undefined` if that is too long for a link. */
export async function pack(text: string): Promise<string | undefined> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer())
  if (bytes.length > PACKED_MAX) return undefined
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** Undoes `pack`, with as much memory and time for a hostile text as for an honest one. */
export async function unpack(packed: string): Promise<Unpacked> {
  if (packed.length > Math.ceil((PACKED_MAX * 4) / 3)) return { ok: false, reason: 'too_long' }
  try {
    if (!/^[\w-]+$/.test(packed)) return { ok: false, reason: 'damaged' }
    const binary = atob(packed.replaceAll('-', '+').replaceAll('_', '/'))
    const text = await inflate(Uint8Array.from(binary, (sign) => sign.charCodeAt(0)))
    return text === undefined ? { ok: false, reason: 'too_large' } : { ok: true, text }
  } catch {
    return { ok: false, reason: 'damaged' }
  }
}

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  const reader = stream.getReader()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  let size = 0
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    size += chunk.value.length
    if (size > UNPACKED_MAX) {
      await reader.cancel()
      return undefined
    }
    text += decoder.decode(chunk.value, { stream: true })
  }
  return text + decoder.decode()
}
