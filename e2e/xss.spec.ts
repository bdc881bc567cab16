import type { Locator, Page } from '@playwright/test'
import { dropFile, pasteAnywhere } from './bring.ts'
import { composer } from './composer.ts'
import { openTrio } from './open.ts'
import { expect, test } from './reused-page.ts'

// Addresses in these texts are never to be asked for; where a link is shown at all, its request fails by design.
test.use({ expectedFaults: /net::ERR_|request: https:\/\/xss\.test/ })

const MARK = 'window.__xss=1'

/** Texts that run somewhere: by the OWASP list, by what React lets through, by WhatsApp's own marks and by what links can be. */
const TEXTS: readonly string[] = [
  `<script>${MARK}</script>`,
  `<SCRIPT SRC=data:text/javascript,${MARK}></SCRIPT>`,
  `<scr<script>ipt>${MARK}</scr</script>ipt>`,
  `<img src=x onerror=${MARK}>`,
  `"><img src=x onerror=${MARK}>`,
  `'><img src=x onerror=${MARK}>`,
  `\`><img src=x onerror=${MARK}>`,
  `<img src="javascript:${MARK}">`,
  `<img/src=x/onerror=${MARK}//`,
  `<IMG """><SCRIPT>${MARK}</SCRIPT>">`,
  `<svg onload=${MARK}>`,
  `<svg><script>${MARK}</script></svg>`,
  `<svg><animate onbegin=${MARK} attributeName=x dur=1s>`,
  `<svg><a xlink:href="javascript:${MARK}"><text x=20 y=20>x</text></a></svg>`,
  `<svg/onload=${MARK}//`,
  `<svg><foreignObject><iframe srcdoc="<script>parent.__xss=1</script>"></foreignObject></svg>`,
  `<math><mtext><script>${MARK}</script></mtext></math>`,
  `<math href="javascript:${MARK}">x</math>`,
  `<iframe src="javascript:parent.__xss=1"></iframe>`,
  `<iframe srcdoc="<script>parent.__xss=1</script>"></iframe>`,
  `<object data="javascript:${MARK}"></object>`,
  `<object data="data:text/html,<script>parent.__xss=1</script>"></object>`,
  `<embed src="javascript:${MARK}">`,
  `<body onload=${MARK}>`,
  `<input autofocus onfocus=${MARK}>`,
  `<select autofocus onfocus=${MARK}>`,
  `<textarea autofocus onfocus=${MARK}>`,
  `</textarea><script>${MARK}</script>`,
  `<details open ontoggle=${MARK}>x`,
  `<video><source onerror=${MARK}></video>`,
  `<video src=x onerror=${MARK}>`,
  `<audio src=x onerror=${MARK}>`,
  `<marquee onstart=${MARK}>x</marquee>`,
  `<a href="javascript:${MARK}">x</a>`,
  `<a href="data:text/html,<script>${MARK}</script>">x</a>`,
  `<form><button formaction="javascript:${MARK}">x</button></form>`,
  `<meta http-equiv="refresh" content="0;url=javascript:${MARK}">`,
  `<base href="https://xss.test/">`,
  `<link rel=stylesheet href="https://xss.test/a.css">`,
  `<style>@import "https://xss.test/a.css"</style>`,
  `<div style="background:url(javascript:${MARK})">`,
  `<template><script>${MARK}</script></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${MARK}>">`,
  `<!--><img src=x onerror=${MARK}>-->`,
  `<![CDATA[<script>${MARK}</script>]]>`,
  `&lt;script&gt;${MARK}&lt;/script&gt;`,
  `&#60;img src=x onerror=${MARK}&#62;`,
  `\\u003cimg src=x onerror=${MARK}\\u003e`,
  `%3Cscript%3E${MARK}%3C/script%3E`,
  `javascript:${MARK}`,
  `JaVaScRiPt:${MARK}//https://xss.test/a.jpg`,
  `java\tscript:${MARK}`,
  ` javascript:${MARK}`,
  `vbscript:${MARK}`,
  `data:text/html;base64,PHNjcmlwdD5wYXJlbnQuX194c3M9MTwvc2NyaXB0Pg==`,
  `blob:https://xss.test/1`,
  `https://xss.test/a.jpg"onerror="${MARK}`,
  `https://xss.test/<script>${MARK}</script>.jpg`,
  `*<b onclick=${MARK}>bold</b>* _<i>_ ~<s>~ \`\`\`<script>${MARK}</script>\`\`\``,
  `> <q onmouseover=${MARK}>quote</q>\n- <li onclick=${MARK}>`,
  `{"__html":"<img src=x onerror=${MARK}>"}`,
  `{"dangerouslySetInnerHTML":{"__html":"<img src=x onerror=${MARK}>"}}`,
  `{"__proto__":{"dangerouslySetInnerHTML":{"__html":"<script>${MARK}</script>"}}}`,
  `{{constructor.constructor('${MARK}')()}}`,
  `\${${MARK}}`,
  `<%= ${MARK} %>`,
  `';${MARK};//`,
  `</title><script>${MARK}</script>`,
  `\u202e<script>${MARK}</script>\u2066`,
  `\u0000<script>${MARK}</script>`,
]

/** All texts in groups that fit into a link. */
const GROUPS = Array.from({ length: Math.ceil(TEXTS.length / 10) }, (_, index) =>
  TEXTS.slice(index * 10, index * 10 + 10).join('\n'),
)

/** Types each text into the field, in place of the one before, and lets the page draw it. */
async function typeEach(field: Locator, pause = 0): Promise<void> {
  await field.evaluate(
    async (element: HTMLInputElement | HTMLTextAreaElement, { texts, wait }) => {
      const set = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), 'value')?.set
      for (const text of texts) {
        set?.call(element, text)
        element.dispatchEvent(new InputEvent('input', { bubbles: true }))
        await new Promise((resolve) => requestAnimationFrame(resolve))
        // The preview asks for a link only after a pause: those that look like one are left standing.
        if (/^\s*(?:java|vb|data|blob|https)/i.test(text))
          await new Promise((resolve) => setTimeout(resolve, wait))
      }
    },
    { texts: TEXTS, wait: pause },
  )
}

/** True, and nothing of the texts has become more than text. */
async function expectNothingRan(page: Page): Promise<void> {
  const found = await page.evaluate(() => {
    const elements = Array.from(document.querySelectorAll('*'))
    return {
      ran: Reflect.get(window, '__xss'),
      elements: elements
        .filter((one) => /^(?:script|iframe|object|embed|base|meta|link)$/i.test(one.localName))
        .filter((one) => one.localName === 'script' || !document.head.contains(one))
        .map((one) => one.outerHTML.slice(0, 80)),
      handlers: elements.filter((one) => one.getAttributeNames().some((name) => name.startsWith('on')))
        .length,
      links: Array.from(document.querySelectorAll<HTMLElement>('[href], [src]'))
        .flatMap((one) => [one.getAttribute('href') ?? '', one.getAttribute('src') ?? ''])
        .filter((url) => /^\s*(?:javascript|vbscript|data:text)/i.test(url)),
    }
  })
  expect(found).toEqual({ ran: undefined, elements: [], handlers: 0, links: [] })
}

test.beforeEach(async ({ page }) => {
  page.on('dialog', (dialog) => {
    throw new Error(`A dialog opened: ${dialog.message()}`)
  })
  await openTrio(page)
})

test('T-40 at least 60 texts are tried', () => {
  expect(new Set(TEXTS).size).toBeGreaterThanOrEqual(60)
})

const FIELDS = ['headerText', 'body', 'footer', 'recipient'] as const

for (const name of FIELDS) {
  test(`no text runs in the field ${name}`, async ({ page }) => {
    const trio = composer(page)
    await trio.chooseHeader('Text')
    await typeEach(trio[name])
    await expectNothingRan(page)
  })
}

for (const name of ['Button text', 'Button ID']) {
  test(`no text runs in the field ${name}`, async ({ page }) => {
    await typeEach(composer(page).button(1).getByRole('textbox', { name }))
    await expectNothingRan(page)
  })
}

test('no text runs in the JSON, in the code and on the hand-over sheet', async ({ page }) => {
  const { body, output } = composer(page)
  await body.fill(TEXTS.join('\n'))
  for (const name of ['JSON', 'cURL', 'Code']) {
    await output.getByRole('tab', { name }).click()
    await expect(output.getByRole('tabpanel', { name })).toContainText('__xss')
    await expectNothingRan(page)
  }
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await page.getByRole('button', { name: 'Hand over to a developer' }).click()
  await expect(page.getByRole('dialog', { name: 'Hand over to a developer' })).toContainText('__xss')
  await expectNothingRan(page)
})

for (const kind of ['Image', 'Video', 'Document'] as const) {
  test(`no text runs as a link, an ID or a file name of a header of the kind ${kind}`, async ({ page }) => {
    test.slow()
    const { chooseHeader, chooseMediaSource, mediaLink, mediaId, fileName } = composer(page)
    await chooseHeader(kind)
    await chooseMediaSource('Link')
    await typeEach(mediaLink, kind === 'Document' ? 0 : 450)
    if (kind === 'Document') await typeEach(fileName)
    await chooseMediaSource('Media ID')
    await typeEach(mediaId)
    await expectNothingRan(page)
  })
}

test('no text runs when it is imported, alone, in a payload or as the name of a file', async ({ page }) => {
  const report = page.locator('dialog.arrival')
  await page.evaluate(async (texts) => {
    for (const text of texts) {
      const data = new DataTransfer()
      data.setData('text/plain', text)
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
  }, TEXTS)
  await expect(report).toBeVisible()
  await expectNothingRan(page)
  for (const group of GROUPS) {
    await pasteAnywhere(page, toPayload(group))
    await expect(report).toContainText('is in the editor now')
    await expectNothingRan(page)
  }
  await dropFile(page, { name: `${TEXTS[4]}.json`, type: 'application/json', text: toPayload('Hi') })
  await expect(report).toContainText('onerror')
  await expectNothingRan(page)
})

test('no text runs out of a link, before and after it is opened', async ({ page }) => {
  test.slow()
  const dialog = page.getByRole('dialog', { name: 'A message from a link' })
  for (const group of GROUPS) {
    await goToHash(page, [`#payload=${encodeURIComponent(toPayload(group))}`])
    await expect(dialog).toBeVisible()
    await expectNothingRan(page)
    await dialog.getByRole('button', { name: 'Open as a draft' }).click()
    await expect(dialog).toBeHidden()
    await expectNothingRan(page)
  }
  await goToHash(
    page,
    TEXTS.flatMap((text) => [`#draft=${text}`, `#payload=${text}`]),
  )
  await expect(page.getByRole('dialog', { name: 'This link cannot be opened' })).toBeVisible()
  await expectNothingRan(page)
})

async function goToHash(page: Page, hashes: readonly string[]): Promise<void> {
  await page.evaluate(async (list) => {
    for (const hash of list) {
      location.hash = hash
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
  }, hashes)
}

function toPayload(text: string): string {
  const buttons = [{ type: 'reply', reply: { id: text, title: text } }]
  const header = { type: 'document', document: { link: text, filename: text } }
  const interactive = {
    type: 'button',
    header,
    body: { text },
    footer: { text },
    action: { buttons },
    [text]: text,
  }
  return JSON.stringify({ messaging_product: 'whatsapp', to: text, type: 'interactive', interactive })
}
