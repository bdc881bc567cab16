import { expect, it } from 'vitest'
import { fileNameFromLink } from './media.ts'

it.each([
  ['https://example.com/lists/price-list.pdf?v=2#page=3', 'price-list.pdf'],
  ['https://example.com/Preisliste%20M%C3%A4rz.pdf', 'Preisliste März.pdf'],
  // Stores of files write the folders of a file into one part of the path.
  ['https://storage.example.com/o/lists%2F2026%2fprice-list.pdf?alt=media', 'price-list.pdf'],
  ['https://example.com/100%.pdf', '100%.pdf'],
  ['https://example.com', ''],
  ['price-list.pdf', ''],
])('the link %s names its file %j', (link, name) => {
  expect(fileNameFromLink(link)).toBe(name)
})
