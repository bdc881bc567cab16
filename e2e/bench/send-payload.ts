/** A message of usual size, as "Copy JSON" gives it. */
export function toSendPayload(to: string): unknown {
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to,
    type: 'interactive',
    interactive: {
      type: 'button',
      header: { type: 'text', text: 'Your bike service' },
      body: {
        text: 'Hi! We expect you and your bike on *Thursday at 9:30*.\n\nDoes the time still suit you?',
      },
      footer: { text: 'Reply by Wednesday evening' },
      action: {
        buttons: ['I will be there', 'Another time', 'Cancel'].map((title) => ({
          type: 'reply',
          reply: { id: title.toLowerCase().replaceAll(' ', '-'), title },
        })),
      },
    },
  }
}
