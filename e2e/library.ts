import type { Page } from '@playwright/test'
import { expect } from './fixtures.ts'

export function draftName(page: Page) {
  return page.getByRole('region', { name: 'Draft', exact: true }).getByRole('textbox', { name: 'Draft name' })
}

export async function choose(page: Page, starter: string): Promise<void> {
  await page.getByRole('button', { name: 'Starters' }).click()
  await page.getByRole('dialog').getByRole('button', { name: starter, exact: true }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
}

export async function openDrafts(page: Page) {
  await page.getByRole('button', { name: 'Drafts' }).click()
  const list = page.getByRole('dialog', { name: 'Drafts' })
  await expect(list).toBeVisible()
  return list
}
