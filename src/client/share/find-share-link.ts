/** The hash of a link in a text that holds no code: there a link may be a part of the message. */
export function findShareLink(text: string): string | undefined {
  return /^[^{]*?(#(?:draft=[\w-]+|payload=\S+))/.exec(text)?.[1]
}
