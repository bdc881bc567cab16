import { emptyDraft } from './draft.ts'
import type { MessageDraft } from './message.ts'

/** The finished message that a first visit shows: valid apart from the recipient, and free of any business's real data. */
export function exampleDraft(): MessageDraft {
  const draft = emptyDraft()
  return {
    ...draft,
    header: { ...draft.header, type: 'text', text: 'Your bike service' },
    body: 'Hi! We expect you and your bike on *Thursday at 9:30*.\n\nIt takes about an hour, and the coffee is on us ☕\nDoes the time still suit you?',
    footer: 'Reply by Wednesday evening',
    buttons: [
      { title: 'I’ll be there', id: 'ill-be-there' },
      { title: 'Another time', id: 'another-time' },
      { title: 'Cancel', id: 'cancel' },
    ],
  }
}
