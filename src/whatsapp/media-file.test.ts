import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeSize } from './file-words.ts'
import type { MediaKind } from './media.ts'
import { MEDIA_KINDS } from './media.ts'
import { canBegin, checkMediaFile } from './media-file.ts'
import { archive, big, bytesOf, film, gif, heic, jpeg, png, webp } from './testing/file-bytes.ts'

function check(kind: MediaKind, name: string, head: Uint8Array, size = head.length) {
  return checkMediaFile(kind, { name, head, size })
}

const DOCX = archive('[Content_Types].xml', '_rels/.rels', 'word/document.xml')
const OLE = bytesOf([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], big(0, 60))

/** The small picture in the head of a photo has an end of its own. */
function cutWithThumbnail(): Uint8Array {
  const [small, photo] = [jpeg(160, 120), jpeg(800, 600)]
  const head = bytesOf([0xff, 0xe1], big(small.length + 2, 2), small)
  return bytesOf(photo.subarray(0, 2), head, photo.subarray(2, -2))
}

describe('a file is taken', () => {
  it.each([
    ['image', 'a PNG', 'photo.png', png(800, 600), 'image/png'],
    ['image', 'a PNG whatever its name', 'photo.jpg', png(800, 600), 'image/png'],
    ['image', 'a JPEG', 'photo.jpeg', jpeg(800, 600), 'image/jpeg'],
    ['image', 'a JPEG with a long profile', 'photo.jpg', jpeg(8, 6, { before: 60_000 }), 'image/jpeg'],
    ['image', 'a grey JPEG', 'photo.jpg', jpeg(800, 600, { channels: 1 }), 'image/jpeg'],
    ['image', 'a JPEG with a film behind it', 'MVIMG_1.jpg', bytesOf(jpeg(800, 600), film()), 'image/jpeg'],
    ['image', 'a PNG with zeros behind it', 'photo.png', bytesOf(png(800, 600), big(0, 20)), 'image/png'],
    ['video', 'an MP4', 'clip.mp4', film(), 'video/mp4'],
    ['video', 'an MP4 of Apple’s shop', 'clip.m4v', film({ brand: 'M4V ' }), 'video/mp4'],
    ['video', 'an MP4 without sound', 'clip.mp4', film({ audio: [] }), 'video/mp4'],
    ['video', 'a 3GP that is called MP4', 'clip.mp4', film({ brand: '3gp5', audio: ['samr'] }), 'video/3gpp'],
    ['document', 'a PDF', 'Prices.PDF', bytesOf('%PDF-1.7\n'), 'application/pdf'],
    ['document', 'a text', 'notes.txt', bytesOf('carefree days'), 'text/plain'],
    ['document', 'a table', 'list.csv', bytesOf('name;price'), 'text/plain'],
    ['document', 'a Word file', 'a.docx', DOCX, /wordprocessingml/],
    [
      'document',
      'a Word file whose names come late',
      'a.docx',
      archive('[Content_Types].xml'),
      /wordprocessingml/,
    ],
    ['document', 'an Excel file', 'a.xlsx', archive('xl/workbook.xml'), /spreadsheetml/],
    ['document', 'a PowerPoint file', 'a.pptx', archive('ppt/presentation.xml'), /presentationml/],
    ['document', 'an old Word file', 'a.doc', OLE, 'application/msword'],
    ['document', 'an old Excel file', 'a.xls', OLE, 'application/vnd.ms-excel'],
  ] as const)('as %s: %s', (kind, _what, name, head, mime) => {
    const result = check(kind, name, head)
    expect(result).toEqual({
      ok: true,
      type: expect.objectContaining({ kind, mime: expect.stringMatching(mime) }),
      isDrawable: kind === 'image',
      remarks: [],
    })
    // The server, which sees the beginning alone, takes it under that type as well.
    expect(result.ok && canBegin(result.type.mime, head)).toBe(true)
  })
})

describe('a file is refused with the way to mend it', () => {
  it.each([
    ['image', 'a.webp', webp(800, 600), /WebP.*stickers/, { by: 'convert' }],
    ['image', 'a.gif', gif(80, 60), /GIF.*video header/, { by: 'convert' }],
    ['image', 'IMG_1.HEIC', heic(4032, 3024), /HEIC.*JPEG and PNG/, { by: 'convert' }],
    ['image', 'IMG_1.jpg', heic(4032, 3024), /HEIC/, { by: 'convert' }],
    ['image', 'a.jpg', jpeg(800, 600, { channels: 4 }), /CMYK.*RGB/, { by: 'convert' }],
    ['image', 'a.jpg', jpeg(800, 600, { bits: 12 }), /12 bits/, { by: 'convert' }],
    ['image', 'a.png', png(800, 600, 16), /16 bits/, { by: 'convert' }],
    ['image', 'a.jpg', bytesOf([0xff, 0xd8, 0xff, 0xd9]), /damaged/, undefined],
    ['image', 'a.jpg', jpeg(800, 600).subarray(0, -2), /JPEG is cut off.*Copy or download it/, undefined],
    ['image', 'a.jpg', cutWithThumbnail(), /JPEG is cut off/, undefined],
    ['image', 'a.png', png(800, 600).subarray(0, -12), /PNG is cut off/, undefined],
    ['image', 'a.svg', bytesOf('<?xml version="1.0"?>\n<svg onload="x()">'), /SVG.*PNG/, undefined],
    ['image', 'a.png', bytesOf('not a picture'), /plain text, although its name ends in \.png/, undefined],
    ['image', 'a.tif', bytesOf('II*\0', big(0, 20)), /TIFF/, undefined],
    ['image', 'a.webp', webp(13_000, 600), /WebP/, undefined],
    ['image', 'a.mp4', film(), /a video header/, { by: 'header', kind: 'video' }],
    ['video', 'a.png', png(1, 1), /an image header/, { by: 'header', kind: 'image' }],
    ['document', 'a.png', png(1, 1), /an image header/, { by: 'header', kind: 'image' }],
    ['image', 'a.pdf', bytesOf('%PDF-1.7'), /a document header/, { by: 'header', kind: 'document' }],
    ['video', 'a.mov', film({ brand: 'qt  ' }), /QuickTime.*MP4/, undefined],
    ['video', 'a.mp4', film({ brand: 'qt  ' }), /QuickTime/, undefined],
    ['video', 'a.mp4', film({ video: ['hvc1'] }), /H\.265.*H\.264/, undefined],
    ['video', 'a.mp4', film({ video: ['mp4v'] }), /MPEG-4 Part 2.*H\.264/, undefined],
    ['video', 'a.3gp', film({ brand: '3gp5', video: ['s263'] }), /H\.263.*H\.264/, undefined],
    ['video', 'a.mp4', film({ audio: ['mp4a', 'mp4a'] }), /2 sound tracks/, undefined],
    ['video', 'a.mp4', film({ audio: ['Opus'] }), /Opus.*AAC/, undefined],
    ['video', 'a.mp4', film({ video: [] }), /only sound/, undefined],
    ['video', 'a.mp4', film().subarray(0, 40), /not complete/, undefined],
    ['video', 'a.mp4', film().subarray(0, -1), /video is cut off.*Copy or download it/, undefined],
    ['video', 'a.webm', bytesOf([0x1a, 0x45, 0xdf, 0xa3], 'webm'), /WebM.*MP4/, undefined],
    ['video', 'a.gif', gif(80, 60), /GIF/, undefined],
    [
      'document',
      'a.docx',
      bytesOf('%PDF-1.7'),
      /a PDF, but its name ends in \.docx/,
      { by: 'rename', name: 'a.pdf' },
    ],
    ['document', 'prices', bytesOf('%PDF-1.7'), /no ending/, { by: 'rename', name: 'prices.pdf' }],
    [
      'document',
      'Prices 1.5.2026',
      bytesOf('%PDF-1.7'),
      /no ending/,
      { by: 'rename', name: 'Prices 1.5.2026.pdf' },
    ],
    ['document', 'a.doc', DOCX, /\.docx/, { by: 'rename', name: 'a.docx' }],
    ['document', 'a.md', bytesOf('# Title'), /plain text/, { by: 'rename', name: 'a.txt' }],
    ['document', 'a.docx', OLE, /password/, undefined],
    ['document', 'a.docm', archive('[Content_Types].xml'), /Macros/, undefined],
    ['document', 'a.zip', archive('a.txt'), /archives/, undefined],
    ['document', 'a.pdf', archive('a.txt'), /ZIP archive, although its name ends in \.pdf/, undefined],
    ['document', 'a.odt', archive('mimetypeapplication/vnd.oasis.opendocument.text'), /archives/, undefined],
    ['document', 'a.rtf', bytesOf('{\\rtf1'), /RTF.*PDF/, undefined],
    ['document', 'a.txt', bytesOf('<p>Hello'), /HTML or XML.*PDF/, undefined],
    ['document', 'a.txt', bytesOf([0xff, 0xfe, 0x41, 0]), /in UTF-16\. Save it as UTF-8/, undefined],
    ['document', 'a.txt', bytesOf('Gr\xfc\xdfe'), /old encoding.*UTF-8/, undefined],
    ['document', 'a.pdf', bytesOf([0, 1, 2, 3]), /does not know/, undefined],
    ['video', 'a.mp3', bytesOf('ID3', [3, 0]), /sound file/, undefined],
  ] as const)('in a header of the kind %s: %s', (kind, name, head, words, mending) => {
    const verdict = check(kind, name, head)
    expect(verdict).toEqual({
      ok: false,
      message: expect.stringMatching(words),
      ...(mending && { mending }),
    })
  })

  it.each(MEDIA_KINDS)('if it is empty, in a header of the kind %s', (kind) => {
    expect(check(kind, 'a.png', new Uint8Array())).toMatchObject({ message: expect.stringMatching(/empty/) })
  })

  it.each([
    ['image', 'a.png', png(800, 600), 5_000_000, /5\.1 MB.*5 MB at most/],
    ['video', 'a.mp4', film({ seconds: 160 }), 16_000_000, /16\.1 MB.*room for 2 min 39 s\./],
    ['document', 'a.pdf', bytesOf('%PDF-1.7'), 100_000_000, /100\.1 MB.*100 MB at most.*link/],
  ] as const)('if it is one byte too large, in a header of the kind %s', (kind, name, head, max, words) => {
    expect(check(kind, name, head, max)).toMatchObject({ ok: true })
    expect(check(kind, name, head, max + 1)).toEqual({
      ok: false,
      message: expect.stringMatching(words),
      ...(kind === 'image' && { mending: { by: 'convert' } }),
    })
  })

  it('with the second of it that there is room for', () => {
    expect(check('video', 'a.mp4', film({ seconds: 2 }), 16_000_001)).toMatchObject({
      message: expect.stringMatching(/there is room for 1 second\. Shorten it/),
    })
  })

  it('where this server takes less than WhatsApp', () => {
    const facts = { name: 'a.pdf', size: 20_000_001, head: bytesOf('%PDF-1.7') }
    expect(checkMediaFile('document', facts, 20_000_000)).toMatchObject({
      message: expect.stringMatching(/This Trio takes 20 MB at most/),
    })
  })
})

describe('the end of a document', () => {
  const pdf = bytesOf('%PDF-1.7\n')
  const TRAILER = bytesOf('startxref\n9\n%%EOF\n')
  const DIRECTORY = bytesOf('PK\x05\x06', big(0, 18))

  it.each([
    ['a.pdf', pdf, bytesOf(TRAILER, big(0, 2000))],
    ['a.docx', DOCX, bytesOf('word/document.xml', DIRECTORY)],
    ['a.txt', bytesOf('Hello'), bytesOf('Hello')],
  ])('is found in a whole %s', (name, head, tail) => {
    expect(checkMediaFile('document', { name, head, tail, size: 200_000 })).toMatchObject({ ok: true })
  })

  it.each([
    ['a.pdf', pdf],
    ['a.docx', DOCX],
  ])('is missed in a %s that is cut off', (name, head) => {
    const facts = { name, head, tail: bytesOf('stream PK\x03\x04'), size: 200_000 }
    expect(checkMediaFile('document', facts)).toEqual({
      ok: false,
      message: expect.stringMatching(/document is cut off.*Copy or download it/),
    })
  })
})

describe('a remark without refusal', () => {
  it('is made on a picture that is too large to be drawn here', () => {
    expect(check('image', 'a.png', png(12_001, 10))).toMatchObject({
      ok: true,
      isDrawable: false,
      remarks: [expect.stringMatching(/12,000 pixels/)],
    })
  })

  it('is made on a film that some phones do not play, or only late', () => {
    const head = film({ profile: 100, isReordered: true, isIndexLast: true })
    expect(check('video', 'a.mp4', head)).toMatchObject({
      ok: true,
      remarks: [expect.stringMatching(/Android/), expect.stringMatching(/all of it has loaded/)],
    })
  })
})

it('any bytes under any name get an answer at once', () => {
  const heads = [
    png(8, 8),
    jpeg(8, 8),
    webp(8, 8),
    gif(8, 8),
    heic(8, 8),
    film(),
    DOCX,
    OLE,
    bytesOf('%PDF-1.7'),
  ]
  const spoiled = fc
    .tuple(
      fc.constantFrom(...heads),
      fc.array(fc.tuple(fc.nat(300), fc.nat(255)), { maxLength: 8 }),
      fc.nat(300),
    )
    .map(([head, changes, end]) => {
      const copy = head.slice(0, end)
      for (const [at, byte] of changes) if (at < copy.length) copy[at] = byte
      return copy
    })
  fc.assert(
    fc.property(
      fc.constantFrom(...MEDIA_KINDS),
      fc.string(),
      fc.oneof(spoiled, fc.uint8Array()),
      (kind, name, head) => {
        const verdict = check(kind, name, head)
        if (verdict.ok) expect(verdict.type.kind).toBe(kind)
        else expect(verdict.message).toMatch(/^[A-Z].*[.]$/s)
      },
    ),
    { numRuns: 2000 },
  )
})

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [1000, '1 kB'],
  [999_499, '999 kB'],
  [999_500, '1 MB'],
  [1_234_567, '1.2 MB'],
  [5_000_000, '5 MB'],
  [99_960_000, '100 MB'],
])('%d bytes are called %s', (bytes, words) => {
  expect(describeSize(bytes)).toBe(words)
})
