import { defineConfig } from '@playwright/test'
import base from '../../playwright.config.ts'

export default defineConfig(base, {
  testDir: '.',
  testMatch: '*.screens.ts',
  timeout: 120_000,
  use: { contextOptions: { reducedMotion: 'reduce' } },
})
