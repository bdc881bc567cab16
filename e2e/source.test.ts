import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, Visitor } from 'vite'
import { expect, test } from 'vitest'

const SOURCE = join(import.meta.dirname, '../src')

/** Modules that can open a connection, with the files that may use them: who listens, who speaks with WhatsApp, who pretends to be it. */
const LINES: Record<string, readonly string[]> = {
  undici: ['server/upstream.ts'],
  'node:http': ['server/server.ts', 'server/simulator/simulator.ts'],
  'node:https': [],
  'node:http2': [],
  'node:tls': [],
  'node:dgram': [],
  'node:dns': [],
  // For its lists of addresses and for telling an address from a name.
  'node:net': ['server/env.ts', 'server/session.ts', 'server/store/login-limits.ts'],
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => /(?<!\.test|\.contract)\.tsx?$/.test(name) && !name.includes('/testing/'))
const texts = new Map(files.map((name) => [name, readFileSync(join(SOURCE, name), 'utf8')]))

test('T-45 nothing makes HTML or code of a text', () => {
  const guilty = [...texts].filter(([, text]) =>
    /dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|(?<!`)new Function/.test(
      text,
    ),
  )
  expect(guilty.map(([name]) => name)).toEqual([])
})

test('one module of the server talks to others, and one listens', () => {
  const used = Object.entries(LINES).map(([module, allowed]) => [module, allowed, filesThatImport(module)])
  for (const [module, allowed, found] of used) expect([module, found]).toEqual([module, allowed])
  const server = [...texts].filter(([name]) => name.startsWith('server/'))
  expect(server.filter(([, text]) => /(?<![\w.'"`])fetch\(/.test(text)).map(([name]) => name)).toEqual([])
})

/** For more than its types. */
function filesThatImport(module: string): string[] {
  const found = [...texts].filter(([name, text]) => {
    if (!name.startsWith('server/') || !text.includes(`'${module}'`)) return false
    let isUsed = false
    new Visitor({
      ImportDeclaration: (node) => {
        if (node.source.value === module && node.importKind !== 'type') isUsed = true
      },
      ImportExpression: (node) => {
        if (node.source.type === 'Literal' && node.source.value === module) isUsed = true
      },
    }).visit(parseSync(name, text, { lang: 'ts' }).program)
    return isUsed
  })
  return found.map(([name]) => name).toSorted()
}
