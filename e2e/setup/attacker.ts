import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo, Server } from 'node:net'
import { connect, createServer as createRelay } from 'node:net'
import type { Browser, Page } from '@playwright/test'
import { chromium } from '@playwright/test'
import { ensureChromium } from './chromium.ts'
import type { TrioServer } from './server.ts'

export type Attacker = { port: number; close(): Promise<void> }

/** A way to Trio on which one can see what arrives, which a browser does not tell the page nor us. */
export type Wire = { port: number; requests: string[]; statuses: number[]; close(): Promise<void> }

/** A browser that finds the attacker's names, and what `rules` say besides, on this computer and knows no other. */
export function launchHostile(rules: string[]): Promise<Browser> {
  const attackers = ['evil.test', 'rebind.test', '192.168.77.7'].map((name) => `MAP ${name} 127.0.0.1`)
  const all = [...rules, ...attackers, 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1', 'EXCLUDE localhost']
  return chromium.launch({
    executablePath: ensureChromium(),
    args: [`--host-resolver-rules=${all.join(', ')}`],
  })
}

/** A web server whose pages know no good. `/frame?<address>` frames that address. */
export async function startAttacker(): Promise<Attacker> {
  const server = createServer(({ url = '' }, response) => {
    const framed = url.startsWith('/frame?') ? `<iframe src="${url.slice(7)}"></iframe>` : ''
    response.setHeader('content-type', 'text/html').end(`<!doctype html><title>Prizes</title>${framed}`)
  })
  return {
    port: await listen(server),
    close: async () => {
      server.closeAllConnections()
      await close(server)
    },
  }
}

/** Opens the attacker's page and lets it try every way to send that a browser has. */
export async function attack(page: Page, from: string, target: string, body: string): Promise<void> {
  await page.goto(from)
  await page.evaluate(runVectors, { url: `${target}/api/messages`, body })
  await page.waitForLoadState('networkidle')
}

/** A way to the server that notes what comes and goes on it. */
export async function listenIn(server: TrioServer): Promise<Wire> {
  const requests: string[] = []
  const statuses: number[] = []
  const relay = createRelay((client) => {
    const trio = connect(Number(new URL(server.url).port), '127.0.0.1')
    client.on('data', (chunk) => requests.push(...(`${chunk}`.match(/^[A-Z]+ \/\S* HTTP/gm) ?? [])))
    trio.on('data', (chunk) => statuses.push(...toStatuses(`${chunk}`)))
    client.pipe(trio).on('error', () => client.destroy())
    trio.pipe(client).on('error', () => trio.destroy())
  })
  const port = await listen(relay)
  return { port, requests, statuses, close: () => close(relay) }
}

function toStatuses(text: string): number[] {
  return [...text.matchAll(/^HTTP\/1\.1 ([2-5]\d\d)/gm)].map(([, status]) => Number(status))
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

async function close(server: Server): Promise<void> {
  server.close()
  await once(server, 'close')
}

async function runVectors({ url, body }: { url: string; body: string }): Promise<void> {
  const key = { 'idempotency-key': 'attacker-0123456789' }
  const asTrio = { 'content-type': 'application/json', 'x-requested-by': 'trio', ...key }
  const post = (init: RequestInit) => fetch(url, { method: 'POST', body, ...init }).catch(() => undefined)
  await post({ mode: 'no-cors', headers: { 'content-type': 'text/plain' } })
  await post({ mode: 'cors', headers: asTrio })
  await post({ mode: 'cors', credentials: 'include', headers: asTrio })
  navigator.sendBeacon(url, body)
  navigator.sendBeacon(url, new Blob([body], { type: 'application/json' }))

  const frame = Object.assign(document.createElement('iframe'), { name: 'sink' })
  const form = Object.assign(document.createElement('form'), {
    method: 'post',
    action: url,
    enctype: 'text/plain',
    target: 'sink',
  })
  // As text this form is JSON: name, "=" and value in one line.
  const field = { name: `${body.slice(0, -1)},"x":"`, value: '"}' }
  form.append(Object.assign(document.createElement('input'), field))
  document.body.append(frame, form)
  const isLoaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  form.submit()
  await isLoaded

  const image = Object.assign(document.createElement('img'), {
    src: `${url}?body=${encodeURIComponent(body)}`,
  })
  await new Promise((resolve) => {
    image.onload = resolve
    image.onerror = resolve
  })
}
