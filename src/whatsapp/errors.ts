import { scrubDetails } from './answers.ts'
import { findKnownError } from './known-errors.ts'

/**
 * What a person may do after an error. `later`: send the same again after a while; `after-fix`: change the message or the
 * recipient first; `no`: sending again does not help; `admin`: whoever runs the account has to act.
 */
export type Retry = 'later' | 'after-fix' | 'no' | 'admin'

/** An error of WhatsApp for people; `field` is the JSON pointer into the payload of the part that is at fault, if known. */
export type ErrorExplanation = {
  title: string
  sentence: string
  nextStep: string
  retry: Retry
  field?: string
}

/**
 * Explains a code of the Graph API or of a failed delivery status, unknown codes too. Meta's `details` are cleaned and told
 * where the code alone says too little. Source: Meta's error-codes page, September 2026, and what a row names.
 */
export function explainError(code: number, details = ''): ErrorExplanation {
  const row = BY_CODE.get(code) ?? RANGES.find(([from, to]) => code >= from && code <= to)?.[2] ?? OTHER
  const [retry, title, sentence, nextStep, pointer] = row
  const field = findKnownError(code, details)?.pointer ?? pointer
  const said = scrubDetails(details).replace(/^\(#\d+\) |\.$/g, '')
  return {
    title,
    sentence: sentence.replace('#', String(code)).replace('…', () => (said ? `: ${said}` : '')),
    nextStep,
    retry,
    ...(field && { field }),
  }
}

/** Every code of the catalogue, in its order; ranges are not listed. */
export function listErrorCodes(): number[] {
  return [...BY_CODE.keys()]
}

// `#` becomes the code, `…` the details. The last part is the field that the code itself names.
type Row = readonly [retry: Retry, title: string, sentence: string, nextStep: string, pointer?: string]

const ASK_ADMIN = 'Tell your administrator.'
const CHECK_CHAT = 'Look at the chat first: the message may have gone out. If it has not, send it again.'

const EXPIRED: Row = [
  'admin',
  'Connection expired',
  'The connection to WhatsApp has expired.',
  'Ask your administrator to connect the account again with a new access token.',
]
const NOT_PERMITTED: Row = [
  'admin',
  'Not permitted',
  'This account is not allowed to do this.',
  'Administrator: check the permissions of the app.',
]
const TOO_FAST: Row = [
  'later',
  'Too many requests',
  'Too many requests were made for this account.',
  'Wait a few minutes, then send it again.',
]
const WINDOW_CLOSED: Row = [
  'no',
  'More than 24 hours',
  'You can send this only within 24 hours of the customer’s last message.',
  'Wait for the customer to write, or use an approved template.',
]
const NOT_REGISTERED: Row = [
  'admin',
  'Number not registered',
  'The sending number is not registered with WhatsApp.',
  'Administrator: register the number first.',
]
const TEMPLATES_ONLY: Row = [
  'no',
  'Unexpected answer',
  'WhatsApp gave an answer about templates (code #), which does not belong to reply buttons.',
  ASK_ADMIN,
]
const SETUP_ONLY: Row = [
  'admin',
  'Number not set up',
  'This answer (code #) is about setting up the number, not about your message.',
  ASK_ADMIN,
]
const OTHER: Row = [
  'no',
  'WhatsApp refused the message',
  'WhatsApp refused the message (code #)….',
  'Check the message, or look the code up in Meta’s list of errors.',
]

const ROWS: readonly (readonly [codes: number[], row: Row])[] = [
  // Sign-in and permission
  [[0, 190], EXPIRED],
  // 104: Meta's OpenAPI file v23.0
  [[104], ['admin', 'Not signed in', 'The server is not signed in to WhatsApp.', ASK_ADMIN]],
  [[3, 10], NOT_PERMITTED],
  [
    [131005],
    [
      'admin',
      'Not permitted',
      'This account may not send from this number.',
      'Administrator: check the permissions of the app.',
    ],
  ],
  [
    [33],
    [
      'admin',
      'No such number',
      'The sending number does not exist any more.',
      'Pick another number, or ask your administrator.',
    ],
  ],

  // Blocked or restricted
  [
    [368],
    [
      'admin',
      'Account restricted',
      'WhatsApp has restricted this business account.',
      'Open WhatsApp Manager to see why, and to appeal.',
    ],
  ],
  [
    [131031],
    [
      'admin',
      'Account locked',
      'WhatsApp has locked this business account.',
      'Open WhatsApp Manager to see why, and to appeal.',
    ],
  ],
  [
    [130497],
    [
      'no',
      'Country not allowed',
      'WhatsApp does not let this business write to people in that country.',
      'Use another way to reach this person.',
      '/to',
    ],
  ],
  [
    [130403],
    [
      'no',
      'You have blocked this contact',
      'Your business has blocked this contact.',
      'Unblock the contact, then send it again.',
      '/to',
    ],
  ],
  [
    [131064],
    [
      'admin',
      'Sending limited',
      'Sending is limited for now because of how templates were categorised.',
      'The limit ends by itself; WhatsApp Manager shows when.',
    ],
  ],

  // Too fast
  [[4, 80007], TOO_FAST],
  [[130429], ['later', 'Too fast', 'Messages are going out too fast.', 'Wait a moment, then send it again.']],
  [
    [131048],
    [
      'admin',
      'Sending limited',
      'WhatsApp limits this number because people blocked or reported it.',
      'Check the quality of the number in WhatsApp Manager.',
    ],
  ],
  [
    [131056],
    [
      'later',
      'Too fast to this person',
      'You wrote to this person too quickly.',
      'Wait a little, then send it again. Others can be written to meanwhile.',
      '/to',
    ],
  ],

  // Content of the message
  [
    [100],
    [
      'after-fix',
      'Not understood',
      'WhatsApp did not understand something in the message….',
      'Correct it, then send again.',
    ],
  ],
  [
    [131008],
    [
      'after-fix',
      'Something is missing',
      'Something that WhatsApp needs is missing….',
      'Add it, then send again.',
    ],
  ],
  [
    [131009],
    [
      'after-fix',
      'A field is not acceptable',
      'WhatsApp does not accept one of the fields….',
      'Correct it, then send again.',
    ],
  ],
  [
    [131051],
    [
      'after-fix',
      'Kind of message not supported',
      'This kind of message cannot be sent here.',
      'Use another kind of message.',
    ],
  ],
  [
    [131053],
    [
      'after-fix',
      'File not usable',
      'WhatsApp could not use your picture, video or file….',
      'Check its type and size, or upload it instead of using a link.',
      '/interactive/header',
    ],
  ],
  [
    [131052],
    [
      'no',
      'Customer’s file not readable',
      'A file that your customer sent could not be opened.',
      'Ask for it in another way.',
    ],
  ],
  [
    [135000],
    [
      'after-fix',
      'Refused without a reason',
      'WhatsApp refused the message without saying why.',
      'Make the message simpler, then try again.',
    ],
  ],

  // Recipient and window; 470 is the window's code of the On-Premises API
  [[131047, 470], WINDOW_CLOSED],
  [
    [131026],
    [
      'no',
      'Person cannot be reached',
      'This person cannot be reached on WhatsApp right now.',
      'Check the number, or ask them to update WhatsApp and accept its terms.',
      '/to',
    ],
  ],
  [
    [131021],
    [
      'after-fix',
      'Your own number',
      'You cannot send a message to your own business number.',
      'Enter the number of a customer.',
      '/to',
    ],
  ],
  // 131030: SDKs and observed answers; not in Meta's table of 2026
  [
    [131030],
    [
      'after-fix',
      'Number not on the test list',
      'A test number can write only to the numbers added in Meta’s dashboard.',
      'Add this number there, then send again.',
      '/to',
    ],
  ],
  [
    [131062],
    [
      'after-fix',
      'Phone number needed',
      'This contact can be reached by phone number only.',
      'Enter the phone number, then send again.',
      '/to',
    ],
  ],
  // 137000: SDKs
  [
    [137000],
    [
      'after-fix',
      'Contact changed phones',
      'The contact has changed phones since you last checked who it is.',
      'Make sure who it is, then send without the identity check.',
    ],
  ],
  [
    [130472],
    [
      'no',
      'Held back by a test',
      'WhatsApp held this message back as part of a test.',
      'Sending it again will not help.',
    ],
  ],
  [
    [131049],
    [
      'no',
      'Held back',
      'WhatsApp did not deliver this, to spare the customer too many messages.',
      'Do not send it again today.',
    ],
  ],
  [
    [131050],
    [
      'no',
      'Person has opted out',
      'This person has opted out of your messages.',
      'Respect it, and do not send it again.',
      '/to',
    ],
  ],

  // Account set-up; 131042 has several causes under one code
  [
    [131042],
    [
      'admin',
      'Payment problem',
      'There is a problem with the payment method of this WhatsApp account….',
      'No message goes out until it is mended in WhatsApp Manager.',
    ],
  ],
  [
    [131037],
    [
      'admin',
      'Display name not approved',
      'The display name of the sender is not approved yet.',
      'Administrator: have it approved in WhatsApp Manager.',
    ],
  ],
  [[131045, 133010], NOT_REGISTERED],
  [
    [131057],
    [
      'later',
      'Account in maintenance',
      'The account is in maintenance for a short time.',
      `${CHECK_CHAT} Give it a few minutes.`,
    ],
  ],
  [
    [134011],
    [
      'admin',
      'Terms not accepted',
      'WhatsApp’s terms for payments have not been accepted yet….',
      'Administrator: accept them in WhatsApp Manager.',
    ],
  ],
  [
    [131055],
    ['admin', 'Wrong endpoint', 'This message went to an endpoint for marketing messages only.', ASK_ADMIN],
  ],
  [[132000, 132001, 132005, 132007, 132012, 132015, 132016, 132068, 132069, 131063], TEMPLATES_ONLY],
  [[133000, 133004, 133005, 133006, 133008, 133009, 133015, 133016], SETUP_ONLY],

  // Meta's side: none of these promises that the message has not gone out
  [
    [1],
    [
      'later',
      'Problem at WhatsApp',
      'WhatsApp had a problem.',
      `${CHECK_CHAT} If it stays, check the message.`,
    ],
  ],
  [
    [2],
    [
      'later',
      'WhatsApp is busy',
      'WhatsApp is overloaded right now.',
      `${CHECK_CHAT} Give it a few minutes.`,
    ],
  ],
  [[131000], ['later', 'Problem at WhatsApp', 'Something went wrong at WhatsApp.', CHECK_CHAT]],
  [
    [131016],
    [
      'later',
      'WhatsApp not available',
      'WhatsApp is not available right now.',
      `${CHECK_CHAT} Give it a few minutes.`,
    ],
  ],
]

const BY_CODE = new Map(ROWS.flatMap(([codes, row]) => codes.map((code) => [code, row] as const)))

const RANGES: readonly (readonly [from: number, to: number, row: Row])[] = [
  [200, 299, NOT_PERMITTED],
  [132000, 132999, TEMPLATES_ONLY],
  [133000, 133999, SETUP_ONLY],
]
