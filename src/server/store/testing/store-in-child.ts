import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { Store } from '../store.ts'

type StoreMethods = Pick<Store, 'claim' | 'settle' | 'read' | 'recover' | 'sweep'>

export type StoreInChild = StoreMethods & {
  checkIntegrity(): Promise<string>
  /** SIGKILL: what was asked and not answered rejects. */
  kill(): Promise<void>
}

type Method = Exclude<keyof StoreInChild, 'kill'>
export type ChildCall = { id: number; method: Method; args: unknown[] }
export type ChildMessage =
  | { ready: true }
  | { refused: string; ms: number }
  | { id: number; result: unknown }
  | { id: number; error: string }

/** Opens a store in a new process, or tells why that process refused to. */
export async function openInChild(url: string): Promise<StoreInChild | { refused: string; ms: number }> {
  const child = fork(join(inject('processes'), 'store.js'), [url], { serialization: 'advanced' })
  const ended = once(child, 'exit')
  const waiting = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>()
  let calls = 0
  const ask = (method: Method, args: unknown[]) =>
    new Promise<never>((resolve, reject) => {
      const id = calls++
      waiting.set(id, { resolve, reject })
      child.send({ id, method, args } satisfies ChildCall, (error) => error && reject(error))
    })
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('the process has ended'))
  })
  const first = await new Promise<ChildMessage>((resolve, reject) => {
    child.once('message', resolve)
    child.once('exit', (code) => reject(new Error(`the process of the store ended with ${code}`)))
  })
  if ('refused' in first) return first
  child.on('message', (message: ChildMessage) => {
    if (!('id' in message)) return
    const call = waiting.get(message.id)
    waiting.delete(message.id)
    if ('error' in message) call?.reject(new Error(message.error))
    else call?.resolve(message.result as never)
  })
  return {
    claim: (...args) => ask('claim', args),
    settle: (...args) => ask('settle', args),
    read: (...args) => ask('read', args),
    recover: () => ask('recover', []),
    sweep: () => ask('sweep', []),
    checkIntegrity: () => ask('checkIntegrity', []),
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

export async function openInChildOrThrow(url: string): Promise<StoreInChild> {
  const store = await openInChild(url)
  if ('refused' in store) throw new Error(store.refused)
  return store
}
