import { defineConfig, devices } from '@playwright/test'
import { ensureChromium } from './e2e/setup/chromium.ts'

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  // A busy machine may be slow once; what is broken fails three times.
  retries: process.env.CI ? 2 : 0,
  timeout: 30_000,
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    // To record each test costs a fifth of the time.
    trace: 'on-first-retry',
    launchOptions: {
      executablePath: ensureChromium(),
      // Nothing outside this computer can be reached; what a test needs from elsewhere it serves itself.
      args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'],
    },
  },
})
