import type { ComponentType } from 'react'
import { useState } from 'react'
import { lazyPart } from '../ui/lazy-part.tsx'
import { Missing } from './missing.tsx'
import type { Writer } from './snippet.tsx'
import { Snippet } from './snippet.tsx'

type Language = { name: string; Panel: ComponentType }

const KEY = 'trio:language'

const LANGUAGES: Readonly<Record<string, Language>> = {
  javascript: language(
    'JavaScript',
    async () => (await import('#whatsapp/snippets/javascript.ts')).toJavaScript,
  ),
  python: language('Python', async () => (await import('#whatsapp/snippets/python.ts')).toPython),
  php: language('PHP', async () => (await import('#whatsapp/snippets/php.ts')).toPhp),
  dart: language('Dart, package 4', async () => (await import('#whatsapp/snippets/dart.ts')).toDart),
  dart3: language('Dart, package 3', async () => {
    const { toDart } = await import('#whatsapp/snippets/dart.ts')
    return (payload, options) => toDart(payload, { ...options, packageVersion: '3.0.0' })
  }),
}

/** The message as a program that sends it, in the language of whoever gets it. */
export function Code() {
  const [chosen, setChosen] = useState(readChosen)
  const { Panel } = LANGUAGES[chosen] ?? LANGUAGES.javascript ?? {}

  function choose(key: string): void {
    setChosen(key)
    try {
      localStorage.setItem(KEY, key)
    } catch {} // Without storage it is asked again next time.
  }

  return (
    <>
      <Missing />
      <label className="mb-2 flex items-center gap-2 text-[13px] text-soft">
        Language
        <select
          value={chosen}
          className="control w-auto text-[15px]"
          onChange={(event) => choose(event.target.value)}
        >
          {Object.entries(LANGUAGES).map(([key, { name }]) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {Panel && <Panel />}
    </>
  )
}

function language(name: string, load: () => Promise<Writer>): Language {
  const Panel = lazyPart(async () => {
    const write = await load()
    return () => <Snippet language={name} write={write} />
  })
  return { name, Panel }
}

function readChosen(): string {
  try {
    const kept = localStorage.getItem(KEY) ?? ''
    if (Object.hasOwn(LANGUAGES, kept)) return kept
  } catch {} // Without storage it is JavaScript.
  return 'javascript'
}
