import type { Page } from '@playwright/test'

/** Puts this many drafts beside what is there, each a bit older than the one before. */
export async function fillShelf(page: Page, count: number): Promise<void> {
  const medium = { source: 'link', link: '', id: '' }
  const media = { image: medium, video: medium, document: { ...medium, filename: '' } }
  const header = { type: 'text', text: 'A draft of many', ...media }
  const buttons = ['Yes', 'No', 'Later'].map((title) => ({ title, id: title.toLowerCase() }))
  const entries = Array.from({ length: count }, (_, number) => {
    const draft = { to: '', header, body: `This is number ${number}.\n\n*Some* text.`, footer: '', buttons }
    const record = {
      v: 1,
      updatedAt: Date.now() - number * 60_000,
      id: `many-${number}`,
      name: '',
      rev: 1,
      draft,
    }
    return [`trio:draft:${record.id}`, JSON.stringify(record)] as const
  })
  await page.evaluate((items) => {
    for (const [key, text] of items) localStorage.setItem(key, text)
    localStorage.setItem('trio:last', 'many-0')
  }, entries)
}
