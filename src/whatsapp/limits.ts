/** Header text, in code points. Source: interactive reply buttons page and Meta's OpenAPI file. */
export const HEADER_TEXT_MAX = 60
/** Body text, in code points; never empty. Source: interactive reply buttons page. */
export const BODY_MAX = 1024
/** Footer text, in code points; an empty footer is left out. Source: interactive reply buttons page. */
export const FOOTER_MAX = 60
/** Reply buttons in one message; at least one. Source: interactive reply buttons page. */
export const BUTTONS_MAX = 3
/** Button title ("Button text" on screen), in code points. Source: interactive reply buttons page. */
export const BUTTON_TITLE_MAX = 20
/** Button id, in code points. Source: interactive reply buttons page. */
export const BUTTON_ID_MAX = 256
/** `biz_opaque_callback_data`, in code points. Source: SDKs (kapso, pywa). */
export const TRACKING_DATA_MAX = 512
/** Digits of an international phone number, without the plus sign. Source: ITU-T E.164. */
export const RECIPIENT_DIGITS = { min: 7, max: 15 } as const
/** Largest media files in bytes, decimal megabytes. Source: Cloud API media page, September 2026. */
export const MEDIA_MAX_BYTES = { image: 5_000_000, video: 16_000_000, document: 100_000_000 } as const
