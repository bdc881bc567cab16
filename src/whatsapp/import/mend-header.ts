import { emptyDraft, HEADER_TYPES } from '../draft.ts'
import type { MediaKind } from '../media.ts'
import { MEDIA_KINDS, MEDIA_TYPES, readExtension } from '../media.ts'
import type { MessageDraft } from '../message.ts'
import { isBlank } from '../text.ts'
import type { Group, Literal } from './literal.ts'
import { findKey, isEmpty, resolve } from './literal.ts'
import type { Mending, Source } from './mending.ts'
import {
  createSource,
  noteChosen,
  noteLeftovers,
  readCopy,
  readText,
  silently,
  skip,
  take,
} from './mending.ts'
import { addNote, quote } from './notes.ts'
import { wordOf } from './other-kinds.ts'
import { isLinkPlaceholder, isMediaIdPlaceholder, isWordPlaceholder } from './placeholders.ts'

type Header = MessageDraft['header']

type HeaderType = Header['type']

const PLACE = '/interactive/header'

const KINDS = new Map<string, HeaderType>([
  ...HEADER_TYPES.map((type) => [type, type] as const),
  ['picture', 'image'],
  ['photo', 'image'],
  ['img', 'image'],
  ['file', 'document'],
  ['pdf', 'document'],
])

const PHRASES: Record<HeaderType, string> = {
  none: 'no header',
  text: 'a text',
  image: 'an image',
  video: 'a video',
  document: 'a document',
}

/** Reads the header in any of the forms in which people write it; what fits none of them is listed. */
export function mendHeader(mending: Mending, literal: Literal | undefined): Header {
  const { mended, leftOut } = mending.notes
  const { header } = emptyDraft()
  if (!literal) return header
  if (literal.kind === 'group' && literal.entries.size > 0) return mendGroup(mending, literal, header)
  const only =
    literal.kind === 'group' && literal.name === '' && literal.items.length === 1
      ? literal.items[0]
      : undefined
  if (only && only.kind === 'group' && only.entries.size > 0) {
    addNote(mended, 'The header stood in a list. It is taken out of it.', PLACE)
    return mendHeader(mending, resolve(only, mending.scope))
  }
  if (only?.kind === 'name' && /^<.*>$/.test(only.text))
    addNote(leftOut, `The header was the placeholder ${quote(only.text)}.`, PLACE)
  else if (
    literal.kind === 'nothing' ||
    (literal.kind === 'group' && isEmpty(literal) && literal.name === '')
  )
    addNote(mended, 'The empty header is taken away.', PLACE)
  else {
    const text = readCopy(mending, only ?? literal, 'The header', PLACE)
    if (text === undefined || isBlank(text)) return header
    addNote(mended, 'The header was only a text. It is read as a header of the kind text.', `${PLACE}/type`)
    return { ...header, type: 'text', text }
  }
  return header
}

function mendGroup(mending: Mending, group: Group, header: Header): Header {
  noteChosen(mending, group, 'The header', PLACE)
  const source = createSource(group, PLACE)
  const type = readType(mending, source)
  if (type === undefined || type === 'none') return header
  header.type = type
  if (type === 'text') {
    const literal = take(mending, source, ['text', 'title', 'content', 'value'])
    const inner =
      literal?.kind === 'group' && literal.entries.size > 0
        ? createSource(literal, `${PLACE}/text`)
        : undefined
    if (inner)
      addNote(mending.notes.mended, 'The text of the header stood one level too deep.', `${PLACE}/text`)
    const text = inner ? take(silently(mending), inner, ['text', 'body']) : literal
    header.text = readCopy(mending, text, 'The header', `${PLACE}/text`) ?? ''
  } else mendMedium(mending, source, header, type)
  skipEmpty(source)
  noteLeftovers(mending, source)
  return header
}

function readType(mending: Mending, source: Source): HeaderType | undefined {
  const { mended, leftOut } = mending.notes
  const literal = take(mending, source, ['type', 'format', 'headerType'])
  const said = literal?.kind === 'text' || literal?.kind === 'name' ? literal.text : undefined
  const type = guessType(KINDS.get(wordOf(literal)), source.group)
  if (type === undefined) {
    const message = said
      ? `A header of the kind ${quote(said)} does not go with reply buttons.`
      : 'The header did not say its kind.'
    addNote(leftOut, `${message} It is left out.`, PLACE)
  } else if (literal?.kind !== 'text' || said !== type) {
    const message = said
      ? `The kind of the header was ${quote(said)}. It`
      : 'The header did not say its kind. By what it holds, it'
    addNote(mended, `${message} is read as ${PHRASES[type]}.`, `${PLACE}/type`)
  }
  return type
}

/** The kind that a header says, unless it holds something else instead. */
function guessType(named: HeaderType | undefined, group: Group): HeaderType | undefined {
  const held = (['text', ...MEDIA_KINDS] as const).filter((kind) => {
    const key = findKey(group, kind)
    const value = key === undefined ? undefined : group.entries.get(key)
    return value !== undefined && !isBlankValue(value)
  })
  if (named === 'none' || (named && (held.length === 0 || held.includes(named)))) return named
  const medium = held.find((kind) => kind !== 'text')
  if (medium) return medium
  if (named) return named
  if (held[0]) return held[0]
  const link = ['link', 'url'].map((key) => group.entries.get(key)).find((value) => value?.kind === 'text')
  const extension = link?.kind === 'text' ? readExtension(link.text) : ''
  return MEDIA_TYPES.find(({ extensions }) => extensions.includes(extension))?.kind
}

function mendMedium(mending: Mending, outer: Source, header: Header, kind: MediaKind): void {
  const { mended } = mending.notes
  const held = take(mending, outer, [kind])
  const inside = held?.kind === 'group' && held.entries.size > 0
  const source = inside ? createSource(held, `${PLACE}/${kind}`) : outer
  const { id, link } = swap(mending, readMedium(mending, source, inside ? undefined : held, kind), kind)
  const medium = header[kind]
  medium.id = withoutPlaceholder(mending, id, 'id', kind)
  medium.link = withoutPlaceholder(mending, link, 'link', kind)
  if (medium.id !== '' || (id !== undefined && medium.link === '')) medium.source = 'id'
  if (medium.id !== '' && medium.link !== '')
    addNote(
      mended,
      'The header had a media ID and a link. The media ID is used; the link is kept under Link.',
      `${PLACE}/${kind}`,
    )
  if (kind === 'document') header.document.filename = readFileName(mending, source)
  skip(source, ['source'])
  if (inside) noteLeftovers(mending, source)
}

type Medium = { id: string | undefined; link: string | undefined }

/** What a medium says of itself: in its own object, beside its type, or as a bare text (`held`). */
function readMedium(mending: Mending, source: Source, held: Literal | undefined, kind: MediaKind): Medium {
  const { mended } = mending.notes
  const place = `${PLACE}/${kind}`
  const ids = ['id', 'media_id', `${kind}_id`, 'to']
  const links = ['link', 'url', 'href', 'src', 'uri', `${kind}_url`, 'media_url']
  const id = readText(mending, take(mending, source, ids), 'The media ID', `${place}/id`)
  const link = readText(mending, take(mending, source, links), 'The link', `${place}/link`)
  const bare = readText(mending, held, 'The medium', place)
  if (bare !== undefined && id === undefined && link === undefined) {
    const isId = /^\s*\d+\s*$/.test(bare)
    addNote(mended, `“${kind}” was only a text. It is read as the ${isId ? 'media ID' : 'link'}.`, place)
    return isId ? { id: bare, link } : { id, link: bare }
  }
  if (source.pointer === PLACE && (id !== undefined || link !== undefined))
    addNote(mended, `The link or media ID of the header did not stand under “${kind}”. It does now.`, place)
  return { id, link }
}

/** A link that stands as media ID changes places with the media ID that stands as link. */
function swap({ notes }: Mending, { id, link }: Medium, kind: MediaKind): Medium {
  if (id?.includes('://') && !link) {
    addNote(
      notes.mended,
      'A link stood in place of the media ID. It is read as a link.',
      `${PLACE}/${kind}/link`,
    )
    return { id: undefined, link: id }
  }
  if (link !== undefined && /^\s*\d{5,}\s*$/.test(link) && !id) {
    addNote(
      notes.mended,
      'A media ID stood in place of the link. It is read as a media ID.',
      `${PLACE}/${kind}/id`,
    )
    return { id: link, link: undefined }
  }
  return { id, link }
}

function withoutPlaceholder(
  { notes }: Mending,
  text: string | undefined,
  part: 'id' | 'link',
  kind: MediaKind,
): string {
  const visible = (text ?? '').replace(/[\u200b-\u200f\u2060\ufeff]/g, '').trim()
  const isPlaceholder = part === 'id' ? isMediaIdPlaceholder(visible) : isLinkPlaceholder(visible)
  if (!isPlaceholder) return visible
  const what = part === 'id' ? 'The media ID' : 'The link'
  addNote(notes.leftOut, `${what} was the placeholder ${quote(visible)}.`, `${PLACE}/${kind}/${part}`)
  return ''
}

function readFileName(mending: Mending, source: Source): string {
  const pointer = `${PLACE}/document/filename`
  const name = readText(mending, take(mending, source, ['filename', 'name']), 'The file name', pointer)
  if (name === undefined) return ''
  if (!isWordPlaceholder(name)) return name.trim()
  addNote(mending.notes.leftOut, `The file name was the placeholder ${quote(name)}.`, pointer)
  return ''
}

/** The other media of a draft are empty; that is nothing to speak of. */
function skipEmpty(source: Source): void {
  for (const [key, value] of source.group.entries) if (isBlankValue(value)) source.used.add(key)
}

function isBlankValue(value: Literal): boolean {
  if (value.kind === 'nothing') return true
  if (value.kind === 'text') return isBlank(value.text)
  if (value.kind !== 'group' || value.items.length > 0) return false
  return [...value.entries].every(
    ([key, inner]) => key === 'source' || (inner.kind === 'text' && isBlank(inner.text)),
  )
}
