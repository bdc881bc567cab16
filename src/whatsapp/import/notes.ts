/** One remark on what was read: a sentence for people, with the place in the payload (JSON pointer) where there is one. */
export type Note = { pointer?: string; message: string }

/** What was mended and what was left out, in the order in which it was found. */
export type Notes = { mended: Note[]; leftOut: Note[] }

const NOTES_MAX = 40

/** Adds a note, unless the list is so long already that nobody reads on. */
export function addNote(list: Note[], message: string, pointer?: string): void {
  if (list.length > NOTES_MAX) return
  if (list.length === NOTES_MAX) list.push({ message: 'And more of this kind.' })
  else list.push(pointer === undefined ? { message } : { pointer, message })
}

/** A text as a note repeats it: in quotes, on one line, and short. */
export function quote(text: string): string {
  const line = text.slice(0, 200).replace(/\s+/g, ' ').trim()
  const signs = [...line]
  return `“${signs.length > 60 ? `${signs.slice(0, 59).join('')}…` : line}”`
}
