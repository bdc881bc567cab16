import type { ProblemCode } from './problem.ts'

/** What each problem says to people: its title, and its detail where nothing better is known. Apart from `PROBLEM_STATUS`, so that a page need not load it. */
export const PROBLEM_TEXTS: Record<ProblemCode, readonly [title: string, detail: string]> = {
  invalid_json: ['This is not JSON', 'The body of the request is not JSON that Trio can read.'],
  idempotency_key_missing: ['The key is missing', 'Every send carries an Idempotency-Key header.'],
  idempotency_key_invalid: [
    'The key is not usable',
    'An Idempotency-Key is one UUID, or 16 to 64 letters, digits, hyphens and underscores.',
  ],
  supersedes_invalid: [
    'This send cannot be replaced',
    'X-Supersedes names a send of yours whose outcome has been unknown for more than a minute.',
  ],
  media_empty: ['The file is empty', 'Choose a file that has something in it.'],
  bad_request: ['The request is malformed', 'Trio could not read this request.'],
  unauthenticated: ['Please log in', 'This Trio is protected. Log in and try again.'],
  login_failed: ['That is not the password', 'Check the password and try again.'],
  signature_invalid: ['The signature is wrong', 'The request does not carry a valid signature.'],
  cross_origin: [
    'The request came from another site',
    'Only the pages of this Trio may do that. Behind a proxy, set PUBLIC_ORIGIN to the address in the address bar.',
  ],
  requested_by_missing: [
    'A header is missing',
    'Requests that change something carry the header X-Requested-By: trio.',
  ],
  recipient_not_allowed: [
    'This recipient is not on the list',
    'This Trio only writes to the numbers in ALLOWED_RECIPIENTS. Ask your administrator to add this one.',
  ],
  verify_token_wrong: ['The verify token is wrong', 'It differs from WHATSAPP_WEBHOOK_VERIFY_TOKEN.'],
  not_found: ['Not found', 'There is nothing at this address.'],
  method_not_allowed: ['Not possible here', 'This address does not take such a request.'],
  request_timeout: [
    'The request took too long',
    'It did not arrive in time. Check the connection and try again.',
  ],
  in_progress: ['Still sending', 'This message is on its way already. Ask again in a moment.'],
  length_required: ['The length is missing', 'An upload states its size in Content-Length.'],
  payload_too_large: ['Too large', 'This is larger than Trio takes.'],
  unsupported_media_type: ['This type is not taken', 'The content is not of a type that belongs here.'],
  host_not_allowed: [
    'Unknown host name',
    'This Trio does not answer to that name. Set PUBLIC_ORIGIN to the address in the address bar.',
  ],
  invalid_message: ['The message is not right yet', 'Mend what is named below. Nothing was sent.'],
  idempotency_key_reused: [
    'The key belongs to another message',
    'A different message was sent with this Idempotency-Key. Take a new key for a new message.',
  ],
  upstream_rejected: ['WhatsApp refused the message', 'WhatsApp refused the message.'],
  login_limited: ['Too many attempts', 'Wait a while before you try another password.'],
  cap_recipient: ['Too fast for this person', 'WhatsApp allows one message in 6 seconds to the same person.'],
  cap_minute: ['Too many messages this minute', 'The limit SENDS_PER_MINUTE of this Trio is reached.'],
  cap_day: ['Too many messages today', 'The limit SENDS_PER_DAY of this Trio is reached.'],
  upstream_throttled: ['WhatsApp asks to slow down', 'Nothing was sent. Wait a little and try again.'],
  internal: ['Something broke in Trio', 'This is a fault of Trio. The log of the server says more.'],
  outcome_unknown: [
    'We do not know whether it was sent',
    'WhatsApp may or may not have taken the message. Look at the chat before you send it again.',
  ],
  upstream_config: ['The account needs attention', 'Ask your administrator to check the WhatsApp account.'],
  upstream_unreachable: [
    'WhatsApp cannot be reached',
    'Nothing was sent. Check the connection and try again.',
  ],
  store_unavailable: [
    'Trio cannot write its records',
    'Nothing was sent. Ask your administrator to check the database.',
  ],
  overloaded: ['Trio is busy', 'Too much is going on at once. Try again in a moment.'],
  draining: ['Trio is restarting', 'Nothing was sent. Try again in a moment.'],
}
