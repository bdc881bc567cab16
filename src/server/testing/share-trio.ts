import { afterAll, beforeEach } from 'vitest'
import type { Behaviour, FakeUpstream } from './fake-upstream.ts'
import { accept, startFakeUpstream } from './fake-upstream.ts'
import type { Trio } from './trio.ts'
import { startTrio } from './trio.ts'

/** One server and one upstream for all tests of a file. Before each test the upstream has seen nothing and behaves as usual. */
export async function shareTrio(usual: Behaviour = accept): Promise<{ trio: Trio; upstream: FakeUpstream }> {
  const upstream = await startFakeUpstream()
  const trio = await startTrio(upstream.url)
  beforeEach(() => {
    upstream.behave(usual)
    upstream.seen.length = 0
  })
  afterAll(async () => {
    await trio.close()
    await upstream.close()
  })
  return { trio, upstream }
}
