import { rmSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Child } from './testing/child.ts'
import { LIVE, startChild, stopChild } from './testing/child.ts'

const HEADERS = { 'content-type': 'application/json', 'x-requested-by': 'trio' }

it('T-33 a session lives over a restart, and ends with the password that opened it', async () => {
  const password = 'correct horse battery staple'
  const first = startChild({ ...LIVE, ACCESS_PASSWORD: password })
  const body = JSON.stringify({ password })
  const opened = await fetch(`${await first.ready}/api/session`, { method: 'POST', headers: HEADERS, body })
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
  expect(await stopChild(first)).toBe(0)
  expect(await readConfigWith(cookie, first, password)).toBe(200)
  expect(await readConfigWith(cookie, first, 'another horse battery staple')).toBe(401)
  expect(await readConfigWith(cookie, first, password)).toBe(200)
  rmSync(first.folder, { recursive: true })
}, 60_000)

/** In a server that starts on the same database with this password. */
async function readConfigWith(cookie: string, { folder }: Child, password: string): Promise<number> {
  const child = startChild({ ...LIVE, ACCESS_PASSWORD: password }, folder)
  const { status } = await fetch(`${await child.ready}/api/config`, { headers: { cookie } })
  await stopChild(child)
  return status
}
