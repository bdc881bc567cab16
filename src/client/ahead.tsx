import { createRoot } from 'react-dom/client'
import type { MessageDraft } from '#whatsapp/message.ts'
import { exampleDraft } from '#whatsapp/samples.ts'
import { Bubble } from './preview/bubble.tsx'
import { draftToJson } from './send/draft-json.ts'
import { untilRest } from './until-rest.ts'

// What somebody at work will soon need, loaded in moments of rest from the first sign of them on: it then comes at once, and
// a line that breaks takes no part of writing, keeping, copying and importing away. A visit that only looks loads none of it.

/** So often a browser runs code before it takes the time to make fast code of it. */
const WARM_AFTER = 24
const AT_ONCE = 6

const PARTS: readonly (() => Promise<unknown>)[] = [
  () => import('./check.ts'),
  () => import('./undo/create-undo.ts'),
  () => import('./library/history.ts'),
  () => import('./overlay-parts.tsx'),
  () => import('./arrival/arrival.tsx'),
  () => import('./output/json.tsx'),
  () => import('./output/edit-json.ts'),
  () => import('#whatsapp/formatting-edit.ts'),
  () => import('./editor/medium.tsx'),
  () => import('./preview/medium.tsx'),
  () => import('./ui/copy-refused.tsx'),
  () => import('./library/draft-notice.tsx'),
  () => import('./library/drafts.tsx'),
  () => import('./library/starters.tsx'),
  () => import('./share/share-dialog.tsx'),
  () => import('./arrival/import-dialog.tsx'),
  () => import('./output/curl.tsx'),
  () => import('./output/code.tsx'),
  () => import('./shortcuts/shortcuts.tsx'),
]

async function loadAhead(): Promise<void> {
  for (const load of [warmUp, ...PARTS]) {
    await untilRest()
    await load().catch(() => {})
  }
}

/**
 * The first reading is slow, as the browser only then makes code of what it loaded. One that is whole and one that is to be mended
 * go different ways. They are of the example, and kept by nobody.
 */
async function warmUp(): Promise<void> {
  const { importText } = await import('#whatsapp/import/import-text.ts')
  const { header, ...rest } = exampleDraft()
  const image = { source: 'id', link: 'https://example.com/picture.jpg', id: '' } as const
  const whole = { ...rest, to: '+12015550123', header: { ...header, type: 'image', image } } as const
  const text = draftToJson({ ...whole, header: { ...whole.header, image: { ...image, source: 'link' } } })
  importText(draftToJson(exampleDraft()))
  for (let count = 0; count < WARM_AFTER; count++) {
    // Few enough at once to hold nobody up: the whole of it takes some milliseconds.
    if (count % AT_ONCE === 0) await untilRest()
    importText(text)
  }
  await showNowhere(whole)
  const { readJson } = await import('./output/read-json.ts')
  readJson(text, whole)
}

/** The same for the first look at a medium. Nothing is asked for, as it is known by its ID. */
async function showNowhere(draft: MessageDraft): Promise<void> {
  await import('./preview/medium.tsx')
  const root = createRoot(document.createElement('div'))
  for (const shown of [exampleDraft(), draft, exampleDraft(), draft]) {
    root.render(<Bubble draft={shown} />)
    await untilRest()
  }
  root.unmount()
}

void loadAhead()
