import { expect, it } from 'vitest'
import { checkMediaFile } from '#whatsapp/media-file.ts'
import { isSniffedAs, SNIFFED_BYTES } from './sniff.ts'

const FILES: [name: string, kind: 'image' | 'video' | 'document', head: Buffer][] = [
  ['a.png', 'image', Buffer.from('89504e470d0a1a0a0000000d49484452000000080000000808060000', 'hex')],
  ['a.jpg', 'image', Buffer.from('ffd8ffc0000b080008000801010000', 'hex')],
  ['a.pdf', 'document', Buffer.from('%PDF-1.7\n')],
  ['a.txt', 'document', Buffer.from(`\ufeff${'Grüße '.repeat(20)}`)],
  ['a.csv', 'document', Buffer.from('name;price')],
  ['a.doc', 'document', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ['a.xls', 'document', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ['a.ppt', 'document', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ...(['docx', 'xlsx', 'pptx'] as const).map(
    (ending) => [`a.${ending}`, 'document', zip('[Content_Types].xml')] as [string, 'document', Buffer],
  ),
]

it.each(FILES)('%s, which the page takes as %s, is taken here too', (name, kind, head) => {
  const check = checkMediaFile(kind, { name, size: head.length, head })
  expect(check.ok && isSniffedAs(check.type.mime, head.subarray(0, SNIFFED_BYTES))).toBe(true)
})

function zip(name: string): Buffer {
  const head = Buffer.alloc(30)
  head.write('PK\x03\x04', 'latin1')
  head.writeUInt16LE(name.length, 26)
  return Buffer.concat([head, Buffer.from(name)])
}
