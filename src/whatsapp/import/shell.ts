import { unescapeText } from './scan-text.ts'

/** What a cURL command sends: the data of its options in order, and the file that it would read them from. */
export type Command = { data: string[]; file: string | undefined }

const CURL = /(?:^|[\s`$(|])curl(?:\.exe)?(?=[\s^\\])/gm

/** Reads the cURL commands in a text as a shell would, with its quotes, line ends, here-documents and the Windows `^`. */
export function parseCommands(text: string): Command[] {
  if (!/\bcurl/.test(text)) return []
  const windows = isForWindows(text)
  const source = windows ? text.replace(/\^(?:[^\S\n]*\r?\n)?([^\n\r]?)/g, '$1') : text
  const commands: Command[] = []
  CURL.lastIndex = 0
  for (let match = CURL.exec(source); match && commands.length < COMMANDS_MAX; match = CURL.exec(source)) {
    const line = readWords(source, CURL.lastIndex, windows)
    CURL.lastIndex = Math.max(line.end, CURL.lastIndex)
    commands.push(toCommand(line))
  }
  return commands
}

/** Windows ends a line with `^`, and browsers put one before each quote; elsewhere it is a sign like others. */
function isForWindows(text: string): boolean {
  const start = text.search(/\bcurl/)
  const command = text.slice(start, start + 2_000)
  return /^[^\n]*\^[^\S\n]*\n/.test(command) || /^[^"']*\^"/.test(command)
}

const COMMANDS_MAX = 50

type Line = { words: string[]; here: string | undefined; end: number }

const DATA =
  /^(?:--(?:data|data-raw|data-binary|data-ascii|data-urlencode|json|form|form-string)|-[a-zA-Z]*d|-F)$/

function toCommand({ words, here }: Line): Command {
  const command: Command = { data: [], file: undefined }
  for (const [index, word] of words.entries()) {
    const joined = /^(?:--(?:data|data-raw|data-binary|data-ascii|json)=|-d(?=.))([\s\S]+)$/.exec(word)?.[1]
    const value = joined ?? (DATA.test(word) ? words[index + 1] : undefined)
    if (value === undefined) continue
    if (value === '@-' || value === '@/dev/stdin') command.data.push(...(here === undefined ? [] : [here]))
    else if (value.startsWith('@')) command.file ??= value.slice(1)
    else command.data.push(value)
  }
  return command
}

/** Splits the command that begins at `from` into words, up to the end of its last line. */
function readWords(source: string, from: number, windows: boolean): Line {
  const line: Line = { words: [], here: undefined, end: from }
  let word: string | undefined
  let at = from
  const finish = () => {
    if (word !== undefined) line.words.push(word)
    word = undefined
  }
  while (at < source.length) {
    const sign = source.charAt(at)
    const quoted = readQuoted(source, at, windows)
    if (quoted) {
      word = (word ?? '') + quoted.text
      at = quoted.end
    } else if (sign === '\n') {
      finish()
      if (!/[^\S\n]*(?:-|["'])/y.test(source.slice(at + 1, at + 40))) break
      at += 1
    } else if (/\s/.test(sign)) {
      finish()
      at += 1
    } else if (word === undefined && source.startsWith('<<', at)) {
      const here = readHere(source, at)
      line.here = here.text
      at = here.end
      if (here.last) break
    } else if (word === undefined && /[|;)]/.test(sign)) break
    else {
      word = (word ?? '') + sign
      at += 1
    }
  }
  finish()
  line.end = at
  return line
}

type Quoted = { text: string; end: number }

const CLOSING: Record<string, string> = { '“': '”', '‘': '’' }

/** A quoted piece of a word, an escaped sign, or the escaped end of a line, which is nothing. */
function readQuoted(source: string, at: number, windows: boolean): Quoted | undefined {
  const sign = source.charAt(at)
  if (sign === '\\') {
    const end = /\\[^\S\n]*\r?\n/y
    end.lastIndex = at
    return end.test(source) ? { text: '', end: end.lastIndex } : { text: source.charAt(at + 1), end: at + 2 }
  }
  if (sign === '`' && /^`\r?\n/.test(source.slice(at, at + 3))) return { text: '', end: at + 2 }
  if (sign === '$' && source.charAt(at + 1) === "'") return readAnsi(source, at + 2)
  if (sign === '"') return readSubstituted(source, at) ?? readDouble(source, at + 1, windows)
  const closing = sign === "'" ? "'" : CLOSING[sign]
  if (closing === undefined) return undefined
  const close = source.indexOf(closing, at + 1)
  return close < 0
    ? { text: source.slice(at + 1), end: source.length }
    : { text: source.slice(at + 1, close), end: close + 1 }
}

/** A here-document that a command puts out: `"$(cat <<EOF … EOF)"`. Quotes within it end nothing. */
function readSubstituted(source: string, at: number): Quoted | undefined {
  const start = /^"\$\(\s{0,9}cat\s{1,9}(?=<<)/.exec(source.slice(at, at + 40))?.[0].length
  if (start === undefined) return undefined
  const { text, end } = readHere(source, at + start)
  const close = /\s*\)"/y
  close.lastIndex = end
  return text !== undefined && close.test(source) ? { text, end: close.lastIndex } : undefined
}

function readAnsi(source: string, from: number): Quoted {
  let at = from
  while (at < source.length && source.charAt(at) !== "'") at += source.charAt(at) === '\\' ? 2 : 1
  return { text: unescapeText(source.slice(from, at)), end: at + 1 }
}

function readDouble(source: string, from: number, windows: boolean): Quoted {
  const pieces: string[] = []
  let at = from
  let start = from
  while (at < source.length) {
    const sign = source.charAt(at)
    const next = source.charAt(at + 1)
    const escaped = sign === '\\' && /["\\$`\n]/.test(next)
    const doubled = windows && sign === '"' && next === '"'
    if (escaped || doubled) {
      pieces.push(source.slice(start, at), next === '\n' ? '' : next)
      at += 2
      start = at
    } else if (sign === '"') break
    else at += 1
  }
  return { text: pieces.join('') + source.slice(start, at), end: at + 1 }
}

/** What stands behind `<<`: a here-document, whose lines follow, or behind `<<<` a word. */
function readHere(source: string, at: number): { text: string | undefined; end: number; last: boolean } {
  if (source.startsWith('<<<', at)) {
    const start = at + 3 + (/^\s*/.exec(source.slice(at + 3, at + 40))?.[0].length ?? 0)
    const quoted = readQuoted(source, start, false)
    return quoted
      ? { text: quoted.text, end: quoted.end, last: false }
      : { text: undefined, end: at + 3, last: false }
  }
  const mark = /^<<-?\s*(["']?)([\w-]{1,60})\1/.exec(source.slice(at, at + 80))?.[2]
  const start = source.indexOf('\n', at)
  if (mark === undefined || start < 0) return { text: undefined, end: at + 2, last: false }
  const close = new RegExp(`^[^\\S\\n]*${mark}[^\\S\\n]*$`, 'gm')
  close.lastIndex = start + 1
  const end = close.exec(source)
  return {
    text: source.slice(start + 1, end?.index ?? source.length),
    end: end ? close.lastIndex : source.length,
    last: true,
  }
}
