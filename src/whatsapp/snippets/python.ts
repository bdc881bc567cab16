import type { Payload } from '../payload.ts'
import type { Style } from './literal.ts'
import { SHORT, toHex, toLiteral, UNSEEN } from './literal.ts'
import type { SnippetOptions } from './request.ts'
import { toOrderedValue, toTarget } from './request.ts'

/**
 * A script for Python 3.8 or later that sends the payload with the standard library alone. Token and, unless it is given,
 * phone number id are read from the environment. The JSON that leaves means the same as `toJson`, lone surrogates included.
 */
export function toPython(payload: Payload, options: SnippetOptions): string {
  const { start, id } = toTarget(options)
  return `# Python 3.8 or later, nothing to install: save as send.py, then run: python3 send.py
import json
import os
import urllib.error
import urllib.request

token = os.environ["WHATSAPP_ACCESS_TOKEN"]
url = f"${start}${id ?? "{os.environ['WHATSAPP_PHONE_NUMBER_ID']}"}/messages"

payload = ${toLiteral(toOrderedValue(payload), STYLE)}

request = urllib.request.Request(
    url,
    data=json.dumps(payload).encode(),
    headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
)
try:
    with urllib.request.urlopen(request, timeout=30) as answer:
        print("Accepted:", json.load(answer)["messages"][0]["id"])
except urllib.error.HTTPError as error:
    raise SystemExit(f"Not accepted (HTTP {error.code}): {error.read().decode()}")
`
}

const STYLE: Style = {
  indent: '    ',
  text: quote,
  key: quote,
  map: { open: '{', close: '}', arrow: ': ', padding: '' },
}

function quote(text: string): string {
  const escaped = text
    .replace(/[\\"]/g, '\\$&')
    .replace(UNSEEN, (sign) => SHORT[sign] ?? `\\u${toHex(sign, 4)}`)
  return `"${escaped}"`
}
