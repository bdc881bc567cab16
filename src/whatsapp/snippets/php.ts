import type { Payload } from '../payload.ts'
import type { Style } from './literal.ts'
import { SHORT, toLiteral, toScalarHex, UNSEEN } from './literal.ts'
import type { SnippetOptions } from './request.ts'
import { toOrderedValue, toTarget } from './request.ts'

/**
 * A script for PHP 7.4 or later that sends the payload with streams, which need no curl extension. Token and, unless it is
 * given, phone number id are read from the environment. PHP's JSON cannot hold a lone surrogate: U+FFFD stands in its place.
 */
export function toPhp(payload: Payload, options: SnippetOptions): string {
  const { start, id } = toTarget(options)
  const url = id
    ? `'${start}${id}/messages'`
    : `'${start}' . getenv('WHATSAPP_PHONE_NUMBER_ID') . '/messages'`
  return `<?php
// PHP 7.4 or later, nothing to install: save as send.php, then run: php send.php
$token = getenv('WHATSAPP_ACCESS_TOKEN');
$url = ${url};

$payload = ${toLiteral(toOrderedValue(payload), STYLE)};

$answer = file_get_contents($url, false, stream_context_create(['http' => [
    'method' => 'POST',
    'header' => ["Authorization: Bearer $token", 'Content-Type: application/json'],
    'content' => json_encode($payload, JSON_THROW_ON_ERROR),
    'ignore_errors' => true, // so that a refusal is read too: it says why
    'timeout' => 30,
]]));

$id = json_decode((string) $answer, true)['messages'][0]['id'] ?? null;
if ($id === null) {
    fwrite(STDERR, "Not accepted, no message ID came back: $answer\\n");
    exit(1);
}
echo "Accepted: $id\\n";
`
}

const STYLE: Style = {
  indent: '    ',
  text: quote,
  key: quote,
  map: { open: '[', close: ']', arrow: ' => ', padding: '' },
}

/** Single quotes, which know no escapes but their own, wherever the text allows it. */
function quote(text: string): string {
  if (text.search(UNSEEN) < 0) return `'${text.replace(/[\\']/g, '\\$&')}'`
  const escaped = text
    .replace(/[\\"$]/g, '\\$&')
    .replace(UNSEEN, (sign) => SHORT[sign] ?? `\\u{${toScalarHex(sign)}}`)
  return `"${escaped}"`
}
