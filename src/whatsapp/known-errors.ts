/** A text of the Cloud API that is known word for word. */
export type KnownError = {
  code: number
  /** The part of the Cloud API's text that does not change. */
  text: string
  /** JSON pointer into the payload to what the text is about. */
  pointer: string
}

/** Exact texts of the Cloud API about reply buttons, each with its field. Source: answers recorded by others, but the first. */
export const KNOWN_ERRORS = {
  recipientMissing: { code: 100, text: 'The parameter to is required.', pointer: '/to' }, // send-messages page, 2026
  bodyMissing: {
    code: 100,
    text: "The parameter interactive['body']['text'] is required.",
    pointer: '/interactive/body/text',
  },
  mediaId: {
    code: 100,
    text: 'is not a valid whatsapp business account media attachment ID',
    pointer: '/interactive/header',
  },
  bodyLength: {
    code: 131009,
    text: 'Body text length invalid. Min length: 1, Max length: 1024',
    pointer: '/interactive/body/text',
  },
  footerLength: {
    code: 131009,
    text: 'Footer text length invalid. Min length: 0, Max length: 60',
    pointer: '/interactive/footer/text',
  },
  // Which of the titles is not said.
  titleLength: {
    code: 131009,
    text: 'Button title length invalid. Min length: 1, Max length: 20',
    pointer: '/interactive/action/buttons',
  },
  buttonsCount: {
    code: 131009,
    text: 'Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3',
    pointer: '/interactive/action/buttons',
  },
  headerText: {
    code: 131009,
    text: 'Text cannot be null for header type text',
    pointer: '/interactive/header/text',
  },
  mediaLink: { code: 131053, text: 'Downloading media from weblink failed', pointer: '/interactive/header' }, // frappe_whatsapp#87
} as const satisfies Record<string, KnownError>

/** Finds the known error whose words occur in a text of Meta's, to say which field it is about; `undefined` for other texts. */
export function findKnownError(code: number, text: string): KnownError | undefined {
  return Object.values<KnownError>(KNOWN_ERRORS).find(
    (known) => known.code === code && text.includes(known.text),
  )
}
