import { explainError, listErrorCodes } from './errors.ts'

/** What the simulator does instead of accepting: an error code of WhatsApp's, or a fault of the line. */
export type SimulatedFault = { code: number } | 'silence' | 'cut' | 'html' | 'no_id' | 'slow'

/** A number of the simulator with what happens to a message to it, for people. */
export type MagicRecipient = {
  /** In E.164. */
  to: string
  title: string
  sentence: string
  fault: SimulatedFault
}

const RANGE = '+3363998'

/**
 * Numbers to which the simulator answers with a failure. They are from a range that France reserves for films (ARCEP), so they
 * belong to nobody. The rule: +33 6 39 98 and then the last four digits of the error code; faults of the line begin at 9001.
 */
export const MAGIC_RECIPIENTS: readonly MagicRecipient[] = [
  error(131047, 'The customer last wrote more than 24 hours ago.'),
  error(131026, 'The person is not on WhatsApp, or has an old version of it.'),
  error(131030, 'The sending number is a test number, and this recipient is not on its list.'),
  error(131056, 'Too many messages to the same person in a short time.'),
  error(130429, 'Too many messages at once.'),
  error(131053, 'WhatsApp cannot fetch the header’s file.'),
  error(131009, 'A field has a value that WhatsApp does not take.'),
  error(190, 'The access token has expired.'),
  error(368, 'WhatsApp has restricted the account.'),
  error(131042, 'The account has a payment problem.'),
  error(131000, 'WhatsApp fails and does not say whether the message went out.'),
  error(131016, 'WhatsApp is out of service for a while.'),
  line('9001', 'No answer', 'The message is taken, but WhatsApp never answers.', 'silence'),
  line('9002', 'Lost answer', 'The message is accepted, but the line is cut before the answer.', 'cut'),
  line('9003', 'Broken gateway', 'A web page of an overloaded gateway comes instead of an answer.', 'html'),
  line('9004', 'No message ID', 'The answer says “OK” but lacks the message’s ID.', 'no_id'),
  line('9005', 'Slow answer', 'The message is accepted after three seconds.', 'slow'),
]

/** What the simulator does with a recipient in E.164: a fault for a magic number, also for codes that the table leaves out. */
export function findSimulatedFault(to: string): SimulatedFault | undefined {
  const listed = MAGIC_RECIPIENTS.find((recipient) => recipient.to === to)
  if (listed || !to.startsWith(RANGE) || to.length !== RANGE.length + 4) return listed?.fault
  const tail = to.slice(RANGE.length)
  const code = listErrorCodes().find((known) => toTail(known) === tail) ?? findInRange(Number(tail))
  return code === undefined ? undefined : { code }
}

// Codes that the catalogue knows as ranges only: permissions, templates, registration.
function findInRange(tail: number): number | undefined {
  if (tail >= 200 && tail <= 299) return tail
  return tail >= 2000 && tail <= 3999 ? 130_000 + tail : undefined
}

function toTail(code: number): string {
  return String(code).slice(-4).padStart(4, '0')
}

function error(code: number, sentence: string): MagicRecipient {
  return { to: RANGE + toTail(code), title: explainError(code).title, sentence, fault: { code } }
}

function line(tail: string, title: string, sentence: string, fault: SimulatedFault): MagicRecipient {
  return { to: RANGE + tail, title, sentence, fault }
}
