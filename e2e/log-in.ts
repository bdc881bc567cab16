import type { Page } from '@playwright/test'
import { expect } from './fixtures.ts'

export const PASSWORD = 'cups and saucers, 14 of each'

/** The log-in by the names that people and screen readers know it by. */
export function logIn(page: Page, name: 'Log in' | 'You have been logged out') {
  const dialog = page.getByRole('dialog', { name, exact: true })
  return {
    dialog,
    password: dialog.getByRole('textbox', { name: 'Password' }),
    error: dialog.getByRole('alert'),
  }
}

/** Opens the page and logs in. */
export async function enter(page: Page): Promise<void> {
  await page.goto('/')
  const { dialog, password } = logIn(page, 'Log in')
  await password.fill(PASSWORD)
  await password.press('Enter')
  await expect(dialog).toBeHidden()
}
