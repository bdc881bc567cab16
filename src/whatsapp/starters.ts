import { toButtonId } from './button-ids.ts'
import { emptyDraft } from './draft.ts'
import type { MessageDraft } from './message.ts'

/** A finished message to start from, and what it is called in the list of starters. */
export type Starter = { name: string; draft: MessageDraft }

type Header =
  | { type: 'text'; text: string }
  | { type: 'image' | 'video'; link: string }
  | { type: 'document'; link: string; filename: string }

type Text = { name: string; header?: Header; body: string; footer?: string; buttons: readonly string[] }

/**
 * Messages that businesses send most, each valid apart from the recipient. Their media links lead to example.com, which is
 * kept free for samples (RFC 2606), so that nobody's picture is sent by mistake.
 */
export function listStarters(): Starter[] {
  return STARTERS.map((text) => ({ name: text.name, draft: toDraft(text) }))
}

const STARTERS: readonly Text[] = [
  {
    name: 'Appointment reminder',
    header: { type: 'text', text: 'Your appointment tomorrow' },
    body: 'Hi! We look forward to seeing you *tomorrow, Tuesday, at 10:30*.\n\nPlease come five minutes early and bring your insurance card.\nCan you make it?',
    footer: 'Please reply by 6 pm today',
    buttons: ['I’ll be there', 'Another time', 'Cancel'],
  },
  {
    name: 'Delivery slot',
    header: { type: 'text', text: 'Your parcel comes on Friday' },
    body: 'When shall we ring the bell?\n\n- *Morning:* 8 am to noon\n- *Afternoon:* noon to 5 pm\n- *Evening:* 5 pm to 9 pm',
    footer: 'Without an answer we come in the morning',
    buttons: ['Morning', 'Afternoon', 'Evening'],
  },
  {
    name: 'Order ready for pick-up',
    header: { type: 'text', text: 'Ready for pick-up' },
    body: 'Good news: your order *20418* is waiting for you.\n\n*Where:* our shop in Market Street\n*When:* until Saturday, 6 pm\n\nPlease bring the order number.',
    buttons: ['I’m on my way', 'I’ll come tomorrow', 'Keep it longer'],
  },
  {
    name: 'Payment reminder',
    header: { type: 'document', link: 'https://example.com/invoice-1042.pdf', filename: 'Invoice 1042.pdf' },
    body: 'Your invoice *1042* for *€86.40* was due last Monday. You find it above once more.\n\nIf you have paid in the meantime: thank you, and please ignore this message.',
    footer: 'We are glad to help with any question',
    buttons: ['Pay now', 'Already paid', 'I have a question'],
  },
  {
    name: 'Event invitation',
    header: { type: 'image', link: 'https://example.com/open-evening.jpg' },
    body: 'You are invited to our *open evening* on Thursday at 7 pm 🎶\n\nMusic, small bites and a first look at the new collection. Friends are welcome.\nWill you come?',
    footer: 'Please answer by Tuesday',
    buttons: ['I’ll come', 'I’ll bring a friend', 'Not this time'],
  },
  {
    name: 'Feedback',
    body: 'Thank you for your visit on Saturday! How was it?\n\nOne tap is enough, and it helps us to do better.',
    buttons: ['Great 😊', 'It was fine', 'Not so good'],
  },
  {
    name: 'Support triage',
    body: 'Hello, and thank you for writing to us.\n\nSo that the right colleague answers: what is it about?',
    footer: 'We answer from 8 am to 6 pm',
    buttons: ['My order', 'My invoice', 'Something else'],
  },
  {
    name: 'Back in stock',
    header: { type: 'image', link: 'https://example.com/rain-jacket.jpg' },
    body: 'It’s back: the *rain jacket* in your size, which you asked about.\n\nShall we keep one for you? We hold it for _three days_, at no cost.',
    buttons: ['Yes, keep one', 'Show other colours', 'No, thank you'],
  },
  {
    name: 'Lead qualification',
    header: { type: 'video', link: 'https://example.com/solar-in-a-minute.mp4' },
    body: 'Thank you for your interest in solar power! The film shows in one minute how it works.\n\nSo that our offer fits: *where would the panels go?*',
    footer: 'Two more questions follow',
    buttons: ['On my house', 'On a balcony', 'On a business roof'],
  },
  {
    name: 'Table reservation',
    body: 'Your table is booked:\n\n*Friday, 7:30 pm, 4 people*\n\nWe keep it for 15 minutes. Is everything right?',
    footer: 'Allergies? Just write to us here',
    buttons: ['All right', 'Change it', 'Cancel'],
  },
]

function toDraft({ header, body, footer = '', buttons }: Text): MessageDraft {
  const draft = emptyDraft()
  if (header) fillHeader(draft.header, header)
  return { ...draft, body, footer, buttons: buttons.map((title) => ({ title, id: toButtonId(title, []) })) }
}

function fillHeader(draft: MessageDraft['header'], header: Header): void {
  draft.type = header.type
  if (header.type === 'text') draft.text = header.text
  else draft[header.type].link = header.link
  if (header.type === 'document') draft.document.filename = header.filename
}
