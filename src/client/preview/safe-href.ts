const SCHEMES = ['https:', 'http:', 'tel:', 'mailto:']

/** The address as a link may carry it, or `undefined` for one that could run, read or forge something. */
export function safeHref(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  return SCHEMES.includes(new URL(address).protocol) ? address : undefined
}
