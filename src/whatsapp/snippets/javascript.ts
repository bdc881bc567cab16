import type { Payload } from '../payload.ts'
import type { Style } from './literal.ts'
import { SHORT, toHex, toLiteral, UNSEEN } from './literal.ts'
import type { SnippetOptions } from './request.ts'
import { toOrderedValue, toTarget } from './request.ts'

/**
 * An ES module for Node 18 or later that sends the payload with fetch. Token and, unless it is given, phone number id are
 * read from the environment. The JSON that leaves equals `toJson`, lone surrogates included.
 */
export function toJavaScript(payload: Payload, options: SnippetOptions): string {
  const { start, id } = toTarget(options)
  return `// Node 18 or later: save as send.mjs, then run: node send.mjs
const token = process.env.WHATSAPP_ACCESS_TOKEN
const url = \`${start}${id ?? `\${process.env.WHATSAPP_PHONE_NUMBER_ID}`}/messages\`

const payload = ${toLiteral(toOrderedValue(payload), STYLE)}

const answer = await fetch(url, {
  method: 'POST',
  headers: { Authorization: \`Bearer \${token}\`, 'Content-Type': 'application/json' },
  body: JSON.stringify(payload),
  signal: AbortSignal.timeout(30_000),
})
const text = await answer.text()
if (!answer.ok) throw new Error(\`Not accepted (HTTP \${answer.status}): \${text}\`)
console.log('Accepted:', JSON.parse(text).messages[0].id)
`
}

const STYLE: Style = {
  indent: '  ',
  text: quote,
  key: (key) => key,
  map: { open: '{', close: '}', arrow: ': ', padding: ' ' },
}

function quote(text: string): string {
  const escaped = text
    .replace(/[\\']/g, '\\$&')
    .replace(UNSEEN, (sign) => SHORT[sign] ?? `\\u${toHex(sign, 4)}`)
  return `'${escaped}'`
}
