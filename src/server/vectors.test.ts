import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FakeUpstream } from './testing/fake-upstream.ts'
import { startFakeUpstream } from './testing/fake-upstream.ts'
import type { Trio } from './testing/trio.ts'
import { newKey, startTrio } from './testing/trio.ts'

let upstream: FakeUpstream
let trio: Trio

beforeAll(async () => {
  upstream = await startFakeUpstream()
})

afterAll(() => upstream.close())

// Many vectors go to the same person; a Trio of its own for each knows nothing of the others.
beforeEach(async () => {
  upstream.seen.length = 0
  trio = await startTrio(upstream.url)
  return () => trio.close()
})

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../whatsapp/fixtures/${name}.json`, import.meta.url), 'utf8'))

type Payload = { to?: string }
type Case = { name: string; payload: unknown; isValid: boolean; pointer?: string | undefined }

const cases: Case[] = [
  ...(read('messages') as { name: string; valid: boolean; payload: unknown; pointer?: string }[]).map(
    ({ name, valid, payload, pointer }) => ({ name, payload, isValid: valid, pointer }),
  ),
  ...(read('contested') as { name: string; verdict: string; payload: unknown }[]).map(
    ({ name, verdict, payload }) => ({
      name,
      payload,
      isValid: verdict !== 'error',
    }),
  ),
]

describe('the shared message vectors', () => {
  it('are all there', () => {
    expect(cases.length).toBe(138)
  })

  it.each(cases)('$name', async ({ payload, isValid, pointer }) => {
    const key = newKey()
    const response = await trio.send(payload, key)
    const body = (await response.json()) as { errors?: { pointer: string; message: string }[] }
    expect(response.status).toBe(isValid ? 200 : 422)
    if (isValid) {
      const { to, ...rest } = payload as Payload
      const plain = to === undefined ? {} : { to: `+${to.replace(/\D/g, '')}` }
      expect(JSON.parse(upstream.seen[0]?.body ?? '')).toEqual({
        biz_opaque_callback_data: key,
        ...rest,
        ...plain,
      })
    } else {
      expect(upstream.seen).toHaveLength(0)
      expect(body).toMatchObject({ code: 'invalid_message', outcome: 'not_sent' })
      const pointers = body.errors?.map((error) => error.pointer) ?? []
      expect(pointers.length).toBeGreaterThan(0)
      if (pointer !== undefined) expect(pointers).toContain(pointer)
      for (const { message } of body.errors ?? []) expect(message.length).toBeGreaterThan(10)
    }
  })
})
