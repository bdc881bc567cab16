import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { refuseLeaks } from '../src/server/testing/canary.ts'
import { expect, test } from './fixtures.ts'

const DIST = join(import.meta.dirname, '../dist')
const SECRETS = [
  'WHATSAPP_ACCESS_TOKEN',
  'WHATSAPP_APP_SECRET',
  'WHATSAPP_WEBHOOK_VERIFY_TOKEN',
  'ACCESS_PASSWORD',
]

test('T-60 T-61 no token and no secret of the build stands in what is served or in the server', () => {
  const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(DIST, name)).isFile(),
  )
  expect(files.some((name) => name.startsWith('client'))).toBe(true)
  const secrets = SECRETS.flatMap((name) => process.env[name] || [])
  for (const name of files) {
    // Packed copies hold what the plain ones do.
    if (/\.(br|gz)$/.test(name)) continue
    const text = readFileSync(join(DIST, name), 'latin1')
    refuseLeaks(text, name)
    for (const secret of secrets)
      expect(text.includes(secret), `${name} holds a secret of this build`).toBe(false)
  }
})
