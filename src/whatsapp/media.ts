export const MEDIA_KINDS = ['image', 'video', 'document'] as const

export type MediaKind = (typeof MEDIA_KINDS)[number]

export type MediaType = { kind: MediaKind; mime: string; extensions: readonly string[]; label: string }

/** File types that a header takes. Source: Cloud API media page, September 2026. */
export const MEDIA_TYPES: readonly MediaType[] = [
  { kind: 'image', mime: 'image/jpeg', extensions: ['jpg', 'jpeg'], label: 'JPEG' },
  { kind: 'image', mime: 'image/png', extensions: ['png'], label: 'PNG' },
  { kind: 'video', mime: 'video/mp4', extensions: ['mp4'], label: 'MP4' },
  { kind: 'video', mime: 'video/3gpp', extensions: ['3gp', '3gpp'], label: '3GP' },
  { kind: 'document', mime: 'application/pdf', extensions: ['pdf'], label: 'PDF' },
  { kind: 'document', mime: 'text/plain', extensions: ['txt'], label: 'text' },
  { kind: 'document', mime: 'application/msword', extensions: ['doc'], label: 'Word' },
  {
    kind: 'document',
    mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extensions: ['docx'],
    label: 'Word',
  },
  { kind: 'document', mime: 'application/vnd.ms-excel', extensions: ['xls'], label: 'Excel' },
  {
    kind: 'document',
    mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extensions: ['xlsx'],
    label: 'Excel',
  },
  { kind: 'document', mime: 'application/vnd.ms-powerpoint', extensions: ['ppt'], label: 'PowerPoint' },
  {
    kind: 'document',
    mime: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    extensions: ['pptx'],
    label: 'PowerPoint',
  },
]

// Extensions that are known to be refused later (131053), long after the send was accepted.
const WRONG_EXTENSIONS: Record<MediaKind, readonly string[]> = {
  image: ['webp', 'gif', 'svg', 'bmp', 'tif', 'tiff', 'heic', 'heif', 'avif'],
  video: ['mov', 'avi', 'mkv', 'webm', 'm4v'],
  document: [],
}

const TAKEN: Record<MediaKind, string> = {
  image: 'a JPEG or PNG picture',
  video: 'an MP4 or 3GP video',
  document: 'a PDF, text, Word, Excel or PowerPoint file',
}

/** Says in words which files a header of this kind takes, for hints and refusals. */
export function describeMediaTypes(kind: MediaKind): string {
  return TAKEN[kind]
}

/** What is wrong with a link as WhatsApp (not Trio) will fetch it, or `undefined`. The link itself is never altered. */
export function refuseMediaLink(kind: MediaKind, link: string): string | undefined {
  if (link.trim() === '') return `Paste the link of ${TAKEN[kind]}.`
  if (/\s/.test(link)) return 'A link has no blanks in it. Copy it once more, without what stands around it.'
  const url = parseUrl(link)
  if (!url)
    return 'This is not a complete link. It begins with https:// and a host, like https://example.com/photo.jpg.'
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return 'WhatsApp fetches only links that begin with https://. Put the file on a web server, or use its media ID.'
  if (url.username || url.password)
    return 'This link holds a user name or a password. WhatsApp cannot log in: use a link that opens for everybody.'
  if (isPrivateHost(url.hostname))
    return 'WhatsApp fetches the file itself and cannot reach this address. Use a link that opens from the internet.'
  const extension = readExtension(url.pathname)
  if (WRONG_EXTENSIONS[kind].includes(extension))
    return `WhatsApp does not take .${extension} files here. Use ${TAKEN[kind]}.`
  return undefined
}

/** A link that WhatsApp takes but that may fail for some reason: said, never blocking. */
export function warnAboutMediaLink(kind: MediaKind, link: string): string | undefined {
  const url = parseUrl(link)
  if (!url) return undefined
  if (url.protocol === 'http:') return 'This link is not encrypted. Use https:// if the server offers it.'
  const extension = readExtension(url.pathname)
  const type = MEDIA_TYPES.find((candidate) => candidate.extensions.includes(extension))
  if (type && type.kind !== kind)
    return `A .${extension} file goes into a header of the kind ${type.kind}, not ${kind}.`
  return undefined
}

/** The last part of a link's path, decoded and without folders, as the default name of a document; empty if there is none. */
export function fileNameFromLink(link: string): string {
  const url = parseUrl(link)
  if (!url) return ''
  const last = url.pathname.split(/\/|%2f/i).pop() ?? ''
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}

/** Extension of a file name or path in lower case, without the dot; empty if there is none, as in "Prices 1.5.2026". */
export function readExtension(path: string): string {
  return /\.(?=\d*[a-z])([a-z0-9]{1,8})$/i.exec(path)?.[1]?.toLowerCase() ?? ''
}

type LinkParts = { protocol: string; username: string; password: string; hostname: string; pathname: string }

// The pure room has neither DOM nor Node types, so the standard URL class is described here for what is read of it.
declare const URL: new (link: string) => LinkParts

/** True for loopback, private, link-local and unique-local hosts, in the normal form that the URL standard gives them. */
function isPrivateHost(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/\.$/, '')
  if (host === 'localhost' || /\.(localhost|local|internal)$/.test(host)) return true
  if (host.startsWith('[')) return /^\[(::1?\]|::ffff:|f[cd]|fe[89ab])/.test(host)
  if (!/^\d+\.\d+\.\d+\.\d+$/.test(host)) return false
  return /^(0|10|127)\.|^169\.254\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./.test(
    host,
  )
}

function parseUrl(link: string): LinkParts | undefined {
  if (!/^[a-z][a-z0-9+.-]*:\/\/[^/?#]/i.test(link)) return undefined
  try {
    return new URL(link)
  } catch {
    return undefined
  }
}
