import { FOREIGN, pasteAnywhere } from './bring.ts'
import { composer } from './composer.ts'
import { expect, test } from './reused-page.ts'
import { collectPosts } from './sending.ts'

test.beforeEach(async ({ page }) => {
  await page.goto('/')
})

test('a number is shown back with its country, and a national one is refused with the reason', async ({
  page,
}) => {
  const { recipient, send } = composer(page)
  await recipient.fill('0044 (7700) 900-123')
  await recipient.blur()
  await expect(recipient).toHaveValue('+44 7700 900123')
  await expect(page.getByText('United Kingdom').filter({ visible: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Ready to send' })).toBeVisible()
  await recipient.fill('+55 11 98765-4321')
  await recipient.blur()
  await expect(recipient).toHaveAccessibleDescription(/Brazil: WhatsApp may add or leave out the 9/)
  await recipient.fill('(631) 555-1234')
  await recipient.blur()
  await expect(recipient).toHaveAccessibleDescription(/could reach a stranger/)
  const posts = collectPosts(page.context())
  await send.click()
  await expect(recipient).toBeFocused()
  expect(posts).toEqual([])
})

test('the number that is shown is the number that is sent, with and without leaving the field', async ({
  page,
  recipient,
}) => {
  const posts = collectPosts(page.context())
  const trio = composer(page)
  const [code, rest] = [recipient.slice(0, 2), recipient.slice(2)]
  const sent = () => posts.map((post) => post.postDataJSON().to)
  await trio.recipient.pressSequentially('+44 (0)7700 900123')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect.poll(sent).toEqual(['+447700900123'])

  await trio.recipient.fill(`${code} 1 ${rest}`)
  await trio.recipient.blur()
  await expect(trio.recipient).toHaveAccessibleDescription(/^The 1 behind \+1 is not dialled from abroad/)
  await expect(trio.recipient).toHaveValue(`${code}1${rest}`)
  await trio.send.click()
  await expect.poll(sent).toEqual(['+447700900123', `${code}1${rest}`])
})

test('a pasted number is shown, copied and sent as one and the same', async ({ page }) => {
  const posts = collectPosts(page.context())
  const trio = composer(page)
  await trio.copyJson.hover()
  for (const [to, read] of [
    ['+44 (0) 7700 900124', '+4407700900124'],
    ['+44 07700 900125', '+4407700900125'],
  ] as const) {
    await pasteAnywhere(page, JSON.stringify({ ...FOREIGN, to }))
    await expect(trio.recipient).toHaveValue(read)
    await page.getByRole('button', { name: /Ready to send/ }).click()
    const list = page.getByRole('dialog', { name: 'Before you send' })
    const entry = list.getByRole('button', { name: 'Recipient' })
    await expect.poll(async () => (await entry.innerText()).replaceAll(' ', '')).toContain(`${read},`)
    await page.keyboard.press('Escape')
    await trio.send.click()
    await expect.poll(() => posts.at(-1)?.postDataJSON().to).toBe(read)
  }
})

test('undo and redo pass a number that nobody has typed without writing it anew', async ({ page }) => {
  const trio = composer(page)
  await pasteAnywhere(page, JSON.stringify(FOREIGN))
  await expect(trio.recipient).toHaveValue('+16505551234')
  await page.locator('dialog.arrival').getByRole('button', { name: 'Close' }).click()
  const state = async () => [
    await trio.footer.inputValue(),
    await trio.body.inputValue(),
    await trio.recipient.inputValue(),
  ]
  const states = [await state()]
  for (const edit of [
    () => trio.footer.fill('First'),
    () => trio.body.fill('Second'),
    () => trio.recipient.fill(''),
  ]) {
    await edit()
    await page.waitForTimeout(300)
    states.push(await state())
  }
  for (const step of ['ControlOrMeta+z', 'ControlOrMeta+Shift+z', 'ControlOrMeta+z']) {
    const passed = step === 'ControlOrMeta+z' ? states.slice(0, -1).reverse() : states.slice(1)
    for (const expected of passed) {
      await page.keyboard.press(step)
      await page.waitForTimeout(100)
      await expect.poll(state).toEqual(expected)
    }
  }
})

test('undo takes back a typed number in one step, although the field has tidied it', async ({ page }) => {
  const { recipient, footer } = composer(page)
  await footer.fill('Written before')
  await recipient.fill('0044 (7700) 900-123')
  await footer.focus()
  await expect(recipient).toHaveValue('+44 7700 900123')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(recipient).toHaveValue('')
  await expect(footer).toHaveValue('Written before')
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect(recipient).toHaveValue('+44 7700 900123')
})

test('a number that is copied from a link, a sentence or a business card is read', async ({ page }) => {
  const { recipient } = composer(page)
  await recipient.fill('https://wa.me/447700900123')
  await recipient.blur()
  await expect(recipient).toHaveValue('+44 7700 900123')
  await expect(page.getByRole('button', { name: 'Ready to send' })).toBeVisible()
})

test('the name of the country is never cut on a phone, however narrow it is', async ({ page }) => {
  const { recipient } = composer(page)
  for (const width of [320, 390]) {
    await page.setViewportSize({ width, height: 640 })
    for (const [number, country] of [
      ['+44 7700 900123', 'United Kingdom'],
      ['+1 784 430 1234', 'St. Vincent & Grenadines'],
    ] as const) {
      await recipient.fill(number)
      const land = page.getByText(country).filter({ visible: true })
      await expect(land).toBeInViewport({ ratio: 1 })
      const hidden = await land.evaluate((element) => element.scrollWidth - element.clientWidth)
      expect(hidden, `${country} at ${width} px`).toBe(0)
    }
  }
})
