import { fileNameFromLink, readExtension } from '#whatsapp/media.ts'

type DocumentRowProps = { filename: string; link: string }

/** A document as a row: icon by the ending of its name, the name, and its type. */
export function DocumentRow({ filename, link }: DocumentRowProps) {
  const extension = readExtension(filename) || readExtension(fileNameFromLink(link))
  const family = FAMILIES[extension] ?? 'other'
  return (
    <div className="medium-document">
      <svg viewBox="0 0 28 34" data-family={family} aria-hidden="true">
        <path d="M4 0h14l10 10v20a4 4 0 0 1-4 4H4a4 4 0 0 1-4-4V4a4 4 0 0 1 4-4z" />
        <path d="M18 0l10 10h-7a3 3 0 0 1-3-3z" />
        <path d={DRAWINGS[family]} />
      </svg>
      <div>
        {/* WhatsApp's own word for a document without a name. */}
        <p dir="auto">{filename || 'Untitled'}</p>
        <p>{extension === '' ? 'Document' : extension.toUpperCase()}</p>
      </div>
    </div>
  )
}

type Family = 'pdf' | 'word' | 'sheet' | 'slides' | 'text' | 'other'

const FAMILIES: Record<string, Family> = {
  pdf: 'pdf',
  doc: 'word',
  docx: 'word',
  xls: 'sheet',
  xlsx: 'sheet',
  ppt: 'slides',
  pptx: 'slides',
  txt: 'text',
}

// Strokes on the page: a ribbon, a W, a grid, a chart, lines, nothing.
const DRAWINGS: Record<Family, string> = {
  pdf: 'M8 28c4-4 6-9 6-14 0 5 3 9 7 10-5-1-9 1-13 4z',
  word: 'm7 17 3 10 4-9 4 9 3-10',
  sheet: 'M7 16h14v12H7zM7 22h14M14 16v12',
  slides: 'M14 16v6h6a6 6 0 1 1-6-6z',
  text: 'M7 17h14M7 22h14M7 27h9',
  other: 'M7 27h14',
}
