import { toJson } from './json.ts'
import {
  BODY_MAX,
  BUTTON_ID_MAX,
  BUTTON_TITLE_MAX,
  BUTTONS_MAX,
  FOOTER_MAX,
  HEADER_TEXT_MAX,
} from './limits.ts'
import type { Payload } from './payload.ts'
import { UNSEEN } from './snippets/literal.ts'
import type { CurlOptions } from './snippets.ts'
import { toCurl } from './snippets.ts'
import { toTapWebhook } from './webhook.ts'

type HandoverOptions = { payload: Payload; caveat?: string | undefined } & CurlOptions

/**
 * A page of Markdown (CommonMark with tables) for the developer who gets this message: payload, cURL, what each button is, what
 * a tap posts, limits, window and price. Texts of the message stand in it as text, whatever Markdown they look like; `caveat`, a
 * sentence on what is wrong with it, comes first.
 */
export function toHandoverMarkdown({ payload, caveat, ...options }: HandoverOptions): string {
  const parts = [
    '# WhatsApp message with reply buttons',
    ...(caveat ? [`**${caveat}**`] : []),
    ...describeSending(payload, options),
    ...describeButtons(payload),
    ...describeTaps(payload),
    '## Rules',
    listRules(payload)
      .map((rule) => `- ${rule}`)
      .join('\n'),
  ]
  return `${parts.join('\n\n')}\n`
}

/** What holds for this message: limits, medium, window and price. A sentence or two each; code in them stands in backticks. */
export function listRules(payload: Payload): string[] {
  return [...LIMITS, ...describeMedium(payload), ...WINDOW_AND_PRICE]
}

function describeSending(payload: Payload, options: CurlOptions): string[] {
  const isAddressed = payload.to !== undefined || payload.recipient !== undefined
  const recipient = isAddressed
    ? []
    : ['It has no recipient yet: add `"to"` with `+`, country code and number, all digits in one.']
  return [
    '## Payload',
    toCodeBlock('json', toJson(payload)),
    ...recipient,
    '## Sending it',
    toCodeBlock('sh', toCurl(payload, options)),
    'An answer with HTTP 200 and `messages[0].id` says that WhatsApp has accepted the message, not that it has arrived: ' +
      '`sent`, `delivered`, `read` and `failed` come later, by webhook. On an error, decide by `error.code` and read ' +
      '`error.error_data.details`. The API cannot tell a repeated request from a new one, so after a lost answer look ' +
      'at the chat before you send again.',
  ]
}

function describeButtons({ interactive }: Payload): string[] {
  const rows = interactive.action.buttons.map(
    ({ reply }) => `| ${toText(reply.title)} | ${toCode(reply.id)} | |`,
  )
  return [
    '## What each button means',
    ['| Button text | Button ID | What is to happen |', '|---|---|---|', ...rows].join('\n'),
    'Decide by the ID: it comes back exactly as it was sent, and customers never see it. The text may be reworded at any time.',
  ]
}

function describeTaps({ to, recipient, interactive }: Payload): string[] {
  const replies = interactive.action.buttons.map(({ reply }) => ({ id: reply.id, title: reply.title }))
  const [first, ...others] = replies
  if (!first) return []
  const webhook = toTapWebhook(first, to ?? recipient ?? '')
  const alternatives = others.map((reply) => toSafeJson({ type: 'button_reply', button_reply: reply }))
  return [
    '## What a tap posts to your webhook',
    toCodeBlock('json', toSafeJson(webhook, 2)),
    ...(alternatives.length > 0
      ? ['The other buttons differ in `interactive` alone:', toCodeBlock('json', alternatives.join('\n'))]
      : []),
    TAP_RULES.map((rule) => `- ${rule}`).join('\n'),
    'There is a second shape. When the message was sent through Direct Send with `"category": "utility"`, a tap comes back ' +
      'as one on a template’s button. Read both:',
    toCodeBlock('json', toSafeJson({ type: 'button', button: { payload: first.id, text: first.title } })),
    toCodeBlock('js', 'const id = message.interactive?.button_reply?.id ?? message.button?.payload'),
  ]
}

/** What to know about the webhook of a tap; code stands in backticks. Source: webhook reference "interactive". */
export const TAP_RULES: readonly string[] = [
  '`context.id` is the ID that the send gave (`messages[0].id`). Each tap has an `id` of its own.',
  'The same tap may be posted more than once, and a customer may tap more than once: act once.',
  '`from` and `wa_id` may be missing for customers with a username. Then `from_user_id` says who it was.',
  'Check `X-Hub-Signature-256` over the bytes as they came (HMAC-SHA256 with the app secret), and answer 200 at once.',
]

const LIMITS = [
  `Characters at most: header text ${HEADER_TEXT_MAX}, body ${BODY_MAX}, footer ${FOOTER_MAX}, button text ` +
    `${BUTTON_TITLE_MAX}, button ID ${BUTTON_ID_MAX}. Buttons: 1 to ${BUTTONS_MAX}, with different texts and different IDs. ` +
    'WhatsApp shortens nothing: one text that is too long and the whole message is refused (131009).',
]

const WINDOW_AND_PRICE = [
  'It can be sent only within 24 hours of the customer’s last message or call to you; later it fails with 131047, and only ' +
    'an approved template can be sent. Each message or call, a tap too, starts the 24 hours afresh.',
  'Since 1 October 2026 each delivered message of this kind is charged at the utility rate of the customer’s country. Each ' +
    'sending number has 1,000 free ones a month. Without a payment method, further ones are accepted and never delivered.',
]

function describeMedium({ interactive: { header } }: Payload): string[] {
  if (!header || header.type === 'text') return []
  const medium: { id?: string | undefined } =
    header.type === 'image' ? header.image : header.type === 'video' ? header.video : header.document
  return [
    medium.id === undefined
      ? `The ${header.type} is a link. Meta fetches it when the message goes out, so it has to open for everybody; if it does ` +
        'not, the send still answers 200, and `failed` with 131053 follows.'
      : `The ${header.type} is a media ID. It works only for the number that it was uploaded with, and for 30 days.`,
  ]
}

function toSafeJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(UNSEEN, (sign) =>
    sign === '\n' ? sign : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** A fence longer than every run of backticks in the code, so that no text can end the block. */
function toCodeBlock(language: string, code: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(code) + 1))
  return `${fence}${language}\n${code}\n${fence}`
}

/**
 * An ID as code in a cell of a table; written as JSON where it holds signs that nobody would see, or a backslash before a bar,
 * whose own backslash some readers would take for the second of a pair.
 */
function toCode(id: string): string {
  const isPlain = id.search(UNSEEN) < 0 && id.trim() === id && id !== '' && !id.includes('\\|')
  const shown = isPlain ? id : toSafeJson(id)
  const fence = '`'.repeat(longestRun(shown) + 1)
  const padding = /^`|`$/.test(shown) ? ' ' : ''
  return [fence, padding, shown.replaceAll('|', '\\|'), padding, fence].join('')
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
}

/**
 * A text as text in a cell of a table: one line, none of whose signs is taken for Markdown or HTML. GitHub makes a link of `www.`
 * and shows every backslash in it.
 */
function toText(text: string): string {
  return text.replace(UNSEEN, ' ').replace(/[\\`*_[\]{}<>|~&#$@:^]|(?<=www)\./gi, '\\$&')
}
