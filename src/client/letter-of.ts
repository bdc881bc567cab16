/** The letter of a key; where it is of another script than the Latin one, that of the same place on an English keyboard. */
export function letterOf({ key, code }: { key: string; code: string }): string {
  return `${key > '\x7f' ? code.slice('Key'.length) : key}`.toLowerCase()
}
