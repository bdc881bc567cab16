/** True when the page's hash holds a message, so that the code which opens it has to be loaded. */
export function isShareLink(hash: string): boolean {
  return /^#(?:draft|payload)=/.test(hash)
}
