import type { Payload } from '../payload.ts'
import type { Style, Value } from './literal.ts'
import { SHORT, toLiteral, toScalarHex, UNSEEN } from './literal.ts'
import type { SnippetOptions } from './request.ts'
import { toOrderedValue, toTarget } from './request.ts'

export type DartPackageVersion = '3.0.0' | '4.0.0'

/**
 * A call of the Dart package `whatsapp` that posts the payload. The method made for reply buttons always posts a header and a
 * footer and nothing beside the message; whatever it cannot say goes through the package's `sendCustomRequest`, and a comment
 * says why. A lone surrogate becomes U+FFFD. Source: code of the package, versions 3.0.0 and 4.0.0.
 */
export function toDart(
  payload: Payload,
  options: SnippetOptions & { packageVersion?: DartPackageVersion },
): string {
  const { version, id } = toTarget(options)
  const packageVersion = options.packageVersion ?? '4.0.0'
  return `// flutter pub add whatsapp:${packageVersion}
// For code that you run yourself: whoever has an app with this token in it can read the token.
import 'dart:io';

import 'package:whatsapp/whatsapp.dart';

Future<void> main() async {
  final token = Platform.environment['WHATSAPP_ACCESS_TOKEN']!;
  final phoneNumberId = ${id ? `'${id}'` : "Platform.environment['WHATSAPP_PHONE_NUMBER_ID']!"};
  final whatsapp = WhatsApp(token, phoneNumberId)..setVersion('${version}');

${toCall(payload, METHODS[packageVersion])}
${packageVersion === '3.0.0' ? END_OF_3 : END_OF_4}}
`
}

// 3.0.0 turns every exception into a text of the answer; 4.0.0 throws a WhatsAppException that prints Meta's reasons.
const END_OF_3 = `  if (!answer.isSuccess()) throw Exception(answer.getErrorMessage() ?? answer.getError());
  print('Accepted: \${answer.getMessageId()}');
`
const END_OF_4 = `  print('Accepted: \${answer.getMessageId()}');
`

const METHODS: Record<DartPackageVersion, string> = {
  '3.0.0': 'sendInteractiveReplayButton',
  '4.0.0': 'sendInteractiveReplyButton',
}

function toCall(payload: Payload, method: string): string {
  const { header, body, footer, action } = payload.interactive
  const reason = whyCustom(payload)
  if (reason || !header || !footer)
    return `  // ${method} ${reason}.
  // The payload goes out as it is instead.
  final answer = await whatsapp.sendCustomRequest(
    path: '/messages',
    payload: ${toLiteral(toOrderedValue(payload), STYLE, 2)},
  );`
  const ordered = toOrderedValue(payload).interactive as { header: Value; action: { buttons: Value } }
  return `  final answer = await whatsapp.${method}(
    phoneNumber: ${quote(payload.to ?? '')},${payload.to === undefined ? ' // the recipient, + and country code first' : ''}
    headerInteractive: ${toLiteral(ordered.header, STYLE, 2)},
    bodyText: ${quote(body.text)},
    footerText: ${quote(footer.text)},
    interactiveReplyButtons: ${toLiteral(action.buttons.length > 0 ? ordered.action.buttons : [], STYLE, 2)},
  );`
}

/** What the method for reply buttons cannot say of this message, as the end of a sentence, or nothing. */
function whyCustom({ to, recipient, context, interactive, ...rest }: Payload): string | undefined {
  const { header, footer } = interactive
  if (!header && !footer) return 'always posts a header and a footer, and this message has neither'
  if (!header) return 'always posts a header, and WhatsApp refuses an empty one'
  if (!footer) return 'always posts a footer, and this message has none'
  if (to === undefined && recipient !== undefined) return 'knows no recipient but a phone number'
  if (context) return 'cannot quote another message'
  const { biz_opaque_callback_data, recipient_identity_key_hash } = rest
  if ((recipient ?? biz_opaque_callback_data ?? recipient_identity_key_hash) !== undefined)
    return 'leaves out what stands beside the message'
  return undefined
}

const STYLE: Style = {
  indent: '  ',
  text: quote,
  key: quote,
  map: { open: '{', close: '}', arrow: ': ', padding: '' },
}

function quote(text: string): string {
  const escaped = text
    .replace(/[\\'$]/g, '\\$&')
    .replace(UNSEEN, (sign) => SHORT[sign] ?? `\\u{${toScalarHex(sign)}}`)
  return `'${escaped}'`
}
