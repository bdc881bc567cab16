import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureInterpreter } from './interpreters.ts'

export type Language = 'javascript' | 'python' | 'php'

export type Arrived = {
  method: string | undefined
  path: string | undefined
  authorization: string | undefined
  contentType: string | undefined
  body: string
}

export type Run = { arrived: Arrived[]; exitCode: number; stdout: string; stderr: string }

export type Answer = { status: number; body: string }

/** One process runs all snippets in turn: what differs between languages is the file name and the loop. */
const LANGUAGES: Record<Language, { extension: string; command: () => Promise<string>; loop: string }> = {
  javascript: {
    extension: 'mjs',
    command: async () => process.execPath,
    loop: 'for (const path of process.argv.slice(2)) await import(path)',
  },
  python: {
    extension: 'py',
    command: () => ensureInterpreter('python3'),
    loop: 'import runpy, sys\nfor path in sys.argv[1:]:\n    runpy.run_path(path)',
  },
  php: {
    extension: 'php',
    command: () => ensureInterpreter('php'),
    loop: '<?php foreach (array_slice($argv, 1) as $path) include $path;',
  },
}

const ACCEPTED: Answer = { status: 200, body: '{"messages":[{"id":"wamid.accepted"}]}' }

/** Makes sure that the language can run here; installing it may take a minute. */
export async function prepare(language: Language): Promise<void> {
  await LANGUAGES[language].command()
}

/** Runs snippets in their own language, one after the other, against a server that stands in for Meta's. */
export async function runSnippets(
  language: Language,
  snippets: readonly string[],
  answer = ACCEPTED,
): Promise<Run> {
  const arrived: Arrived[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { authorization, 'content-type': contentType } = request.headers
    const body = Buffer.concat(chunks).toString()
    arrived.push({ method: request.method, path: request.url, authorization, contentType, body })
    response.writeHead(answer.status, { 'Content-Type': 'application/json', Connection: 'close' })
    response.end(answer.body)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const folder = mkdtempSync(join(tmpdir(), `trio-${language}-`))
  try {
    const { extension, command, loop } = LANGUAGES[language]
    const files = [loop, ...snippets].map((text, index) => {
      const path = join(folder, `${index}.${extension}`)
      writeFileSync(path, index === 0 ? text : text.replace('https://graph.facebook.com', origin))
      return path
    })
    return { arrived, ...(await run(await command(), files)) }
  } finally {
    server.close()
    rmSync(folder, { recursive: true })
  }
}

function run(command: string, args: string[]): Promise<Omit<Run, 'arrived'>> {
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NO_PROXY: '*',
    WHATSAPP_ACCESS_TOKEN: 'EAAGtoken',
    WHATSAPP_PHONE_NUMBER_ID: '4711',
  }
  return new Promise((resolve) => {
    const child = execFile(command, args, { env, timeout: 60_000 }, (_, stdout, stderr) =>
      resolve({ exitCode: child.exitCode ?? -1, stdout, stderr }),
    )
  })
}
