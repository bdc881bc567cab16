// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are texts out of programs
import type { MessageDraft } from '../../message.ts'

type Medium = { source: 'link' | 'upload' | 'id'; link?: string; id?: string; filename?: string }

/** A note as the table writes it: the sentence, with its place in the payload before it where there is one. */
export type ExpectedNote = readonly [message: string] | readonly [pointer: string, message: string]

/** What a paste of the corpus gives; parts that are not written are empty, and buttons are written as ID and text. */
export type Expected =
  | { other: string }
  | { unreadable: string; at?: { line: number; column: number } }
  | {
      to?: string
      header?: { text: string } | { image: Medium } | { video: Medium } | { document: Medium }
      body?: string
      footer?: string
      buttons?: readonly (readonly [id: string, title: string])[]
      extras?: NonNullable<MessageDraft['extras']>
      mended?: readonly ExpectedNote[]
      leftOut?: readonly ExpectedNote[]
    }

/** By the name of the file in this folder. */
export const EXPECTED: Record<string, Expected> = {
  'automation-tool': {
    body: '{{ $json.name }}, say "yes" or not',
    buttons: [['y', 'Yes']],
    mended: [
      [
        '/interactive/body/text',
        'The body has a gap that a program fills in: “{{ $json.name }}”. Write there what the customer is to read.',
      ],
    ],
    leftOut: [['/to', 'The recipient was the placeholder “{{ $json.phone }}”. Write it in the form.']],
  },
  'axios-variables': {
    body: 'When shall we call you, ${customer.firstName}?',
    buttons: [
      ['today', 'Today'],
      ['tomorrow', 'Tomorrow'],
    ],
    mended: [
      [
        '/interactive/body/text',
        'The body has a gap that a program fills in: “${customer.firstName}”. Write there what the customer is to read.',
      ],
    ],
    leftOut: [
      ['/to', 'The recipient is filled in by a program (“process.env.RECIPIENT”). Write it in the form.'],
    ],
  },
  'body-as-text': {
    to: '+12025550143',
    body: 'Is it warm enough?',
    footer: 'Facility team',
    buttons: [['yes', 'Yes']],
  },
  'bracket-forgotten': {
    body: 'Is it warm enough?',
    buttons: [
      ['yes', 'Yes'],
      ['no', 'No'],
    ],
    mended: [
      ['Closing brackets were missing. The text may have been cut off: check the end of the message.'],
    ],
  },
  'brackets-escaped': { body: 'Will you (or not) come?', buttons: [['a', 'A']] },
  'browser-tree': {
    to: '+12025550143',
    body: 'Is it warm enough?',
    buttons: [['yes', 'Yes']],
    mended: [['/interactive/action/buttons', 'The buttons were numbered. They are read as a list.']],
  },
  'buttons-as-texts': {
    to: '+12025550143',
    body: 'Is it warm enough?',
    buttons: [
      ['yes', 'Yes'],
      ['no', 'No'],
      ['no-idea', 'No idea'],
    ],
    mended: [
      [
        '/interactive/action/buttons/0/reply/title',
        'Button 1 was only a text. It is read as what the button says.',
      ],
      [
        '/interactive/action/buttons/1/reply/title',
        'Button 2 was only a text. It is read as what the button says.',
      ],
      [
        '/interactive/action/buttons/2/reply/title',
        'Button 3 was only a text. It is read as what the button says.',
      ],
      [
        '/interactive/action/buttons/0/reply/id',
        'Button 1 had no ID of its own. It got one made from its text: “yes”.',
      ],
      [
        '/interactive/action/buttons/1/reply/id',
        'Button 2 had no ID of its own. It got one made from its text: “no”.',
      ],
      [
        '/interactive/action/buttons/2/reply/id',
        'Button 3 had no ID of its own. It got one made from its text: “no-idea”.',
      ],
    ],
  },
  'buttons-flat': {
    to: '+12025550143',
    body: 'Is it warm enough?',
    buttons: [
      ['yes', 'Yes'],
      ['no', 'No'],
      ['perhaps', 'Perhaps'],
    ],
    mended: [
      [
        '/interactive/action/buttons/0/reply',
        'The text and the ID of button 1 did not stand under “reply”. They do now.',
      ],
      ['/interactive/action/buttons/1/type', 'Button 2 was not marked as a reply button. It is read as one.'],
      ['/interactive/action/buttons/2/type', 'Button 3 was not marked as a reply button. It is read as one.'],
      [
        '/interactive/action/buttons/2/reply/id',
        'Button 3 had no ID of its own. It got one made from its text: “perhaps”.',
      ],
    ],
  },
  'buttons-mixed-with-links': {
    to: '+12025550143',
    body: 'Is it warm enough?',
    buttons: [
      ['later', 'Later'],
      ['stop', 'Stop'],
    ],
    mended: [
      [
        '/interactive/action/buttons/1/type',
        'Button 2 was of the type “QUICK_REPLY”. It is read as a reply button.',
      ],
      [
        '/interactive/action/buttons/1/reply/id',
        'Button 2 had no ID of its own. It got one made from its text: “stop”.',
      ],
    ],
    leftOut: [
      [
        '/interactive/action/buttons/0',
        'The button “Open the shop” is left out: it opens a link, a call or something else, and reply buttons only answer.',
      ],
      [
        '/interactive/action/buttons/2',
        'The button “Call us” is left out: it opens a link, a call or something else, and reply buttons only answer.',
      ],
    ],
  },
  'buttons-numbered': {
    to: '+12025550143',
    body: 'Is it warm enough?',
    buttons: [
      ['1', 'Yes'],
      ['2', 'No'],
    ],
    mended: [
      ['/interactive/action/buttons', 'The buttons were numbered. They are read as a list.'],
      ['/interactive/action/buttons/0/reply/id', 'The ID of button 1 was a number. It is kept as text.'],
      ['/interactive/action/buttons/1/reply/id', 'The ID of button 2 was a number. It is kept as text.'],
    ],
  },
  'buttons-other-library': {
    body: 'Is it warm enough?',
    footer: 'Facility team',
    buttons: [
      ['id1', 'Yes'],
      ['id2', 'No'],
    ],
    mended: [
      ['/interactive/body', '“text” is read as “body”.'],
      ['/interactive/action/buttons/0/type', 'Button 1 was not marked as a reply button. It is read as one.'],
      ['/interactive/action/buttons/1/type', 'Button 2 was not marked as a reply button. It is read as one.'],
    ],
    leftOut: [
      ['/interactive/headerType', '“headerType” is no part of this kind of message and is left out.'],
    ],
  },
  'buttons-replay': {
    to: '+12025550143',
    body: 'Is it warm enough?',
    buttons: [['yes', 'Yes']],
    mended: [
      ['/interactive/action/buttons/0/reply', '“replay” is read as “reply”.'],
      [
        '/interactive/action/buttons/0/type',
        'Button 1 was of the type “replay”. It is read as a reply button.',
      ],
      ['/interactive/action/buttons/0/reply/title', '“Title” is read as “title”.'],
      ['/interactive/action/buttons/0/reply/id', '“Id” is read as “id”.'],
    ],
  },
  'buttons-single': {
    to: '+12025550143',
    body: 'Is it warm enough?',
    buttons: [['yes', 'Yes']],
    mended: [
      [
        '/interactive/action/buttons',
        'A single button stood where a list belongs. It is read as a list of one.',
      ],
      [
        '/interactive/action/buttons/0/reply/id',
        'The ID of button 1 had blanks at its ends. They are taken away.',
      ],
    ],
  },
  'buttons-mapped': {
    body: 'Is it warm enough?',
    leftOut: [
      [
        '/interactive/action/buttons',
        'The buttons are filled in by a program (“options.map(…)”). Write them in the form.',
      ],
    ],
    buttons: [['', '']],
  },
  'buttons-without-list': {
    to: '+12025550143',
    body: 'Is it warm enough?',
    buttons: [['yes', 'Yes']],
    mended: [
      [
        '/interactive/action/buttons',
        'A single button stood where a list belongs. It is read as a list of one.',
      ],
    ],
    leftOut: [['In line 9 something could not be read and is left out.']],
  },
  'chat-copied-curl': { body: 'I’ll call. OK?', buttons: [['ok', 'OK']] },
  'chat-fenced': {
    to: '+12025550143',
    body: 'The trip is on Thursday. Is your child coming?',
    buttons: [
      ['in', 'Yes'],
      ['out', 'No'],
    ],
  },
  'chat-without-fence': { body: 'Is your child coming?', buttons: [['in', 'Yes']] },
  choices: {
    header: { text: 'Hi ${name}' },
    body: 'Danke, alles gut?',
    footer: 'Acme',
    buttons: [['yes', 'Yes']],
    mended: [
      ['/interactive/header/text', 'The header is chosen by a program. The first text is taken.'],
      [
        '/interactive/header/text',
        'The header has a gap that a program fills in: “${name}”. Write there what the customer is to read.',
      ],
      ['/interactive/body/text', 'The body is chosen by a program. The first text is taken.'],
      ['/interactive/footer', 'The footer is chosen by a program. The first one is taken.'],
      ['/interactive/footer/text', 'The footer is chosen by a program. The first text is taken.'],
      ['/interactive/action/buttons', 'The list of buttons is chosen by a program. The first one is taken.'],
      [
        '/interactive/action/buttons/0/reply/title',
        'The text of button 1 is chosen by a program. The first text is taken.',
      ],
      [
        '/interactive/action/buttons/0/reply/id',
        'The ID of button 1 is chosen by a program. The first text is taken.',
      ],
    ],
  },
  'choices-python': {
    to: '+12025550143',
    body: 'Dear guest, ready?',
    footer: 'The team',
    buttons: [['vip', 'Yes']],
    mended: [
      ['/interactive/body/text', 'The body is chosen by a program. The first text is taken.'],
      ['/interactive/footer/text', 'The footer is chosen by a program. The first text is taken.'],
      [
        '/interactive/action/buttons/0/reply/id',
        'The ID of button 1 is chosen by a program. The first text is taken.',
      ],
    ],
  },
  'comments-and-commas': {
    to: '+12025550143',
    body: 'See https://example.com/today // or not',
    buttons: [['seen', 'Seen']],
  },
  'console-output': {
    body: "It's warm enough",
    leftOut: [
      ['/interactive/action/buttons/0', 'Button 1 held no text and is left out.'],
      ['/interactive/action/buttons/1', 'Button 2 held no text and is left out.'],
    ],
  },
  'cpp-raw-text': { to: '+12025550143', body: 'Say "yes"', buttons: [['a', 'A']] },
  'cpp-raw-text-named': { to: '+12025550143', body: 'Say "yes" (or no)', buttons: [['a', 'A']] },
  'csharp-filled-json': {
    body: 'Hi {name}',
    buttons: [['collect_{id}', 'OK']],
    mended: [
      [
        '/interactive/body/text',
        'The body has a gap that a program fills in: “{name}”. Write there what the customer is to read.',
      ],
      [
        '/interactive/action/buttons/0/reply/id',
        'The ID of button 1 has a gap that a program fills in: “{id}”. Write there what your program is to get.',
      ],
    ],
  },
  'csharp-filled-raw-json': {
    body: 'Hi {{name}}',
    buttons: [['ok', 'OK']],
    mended: [
      [
        '/interactive/body/text',
        'The body has a gap that a program fills in: “{{name}}”. Write there what the customer is to read.',
      ],
    ],
  },
  'csharp-filled-verbatim': {
    to: '+12025550143',
    body: 'Hi there',
    footer: 'For {name}',
    buttons: [['a', 'A']],
    mended: [
      [
        '/interactive/footer/text',
        'The footer has a gap that a program fills in: “{name}”. Write there what the customer is to read.',
      ],
    ],
  },
  'csharp-object': {
    to: '+12025550143',
    body: 'Shall the technician come?',
    buttons: [
      ['come', 'Yes, come'],
      ['wait', 'Not yet'],
    ],
  },
  'csharp-add': {
    to: '+12025550143',
    body: 'Shall the technician come?',
    buttons: [['come', 'Yes, come']],
  },
  'csharp-indexed': {
    to: '+12025550143',
    body: 'Shall the technician come?',
    buttons: [['come', 'Yes, come']],
  },
  'csharp-pairs': {
    to: '+12025550143',
    body: 'Shall the technician come?',
    buttons: [
      ['come', 'Yes, come'],
      ['wait', 'Not yet'],
    ],
  },
  'lua-table': {
    to: '+12025550143',
    body: 'Shall the technician come?',
    buttons: [['come', 'Yes, come']],
  },
  'csharp-verbatim-text': { body: 'Say "yes" or not', buttons: [['y', 'Yes']] },
  'curl-ansi-quotes': {
    to: '+12025550143',
    body: "It's ready ☕\nCome by!",
    buttons: [['now', "I'm coming"]],
  },
  'curl-double-quotes': {
    body: 'First line\nSecond "line"',
    buttons: [['go', 'Go on']],
    leftOut: [['/to', 'The recipient was the placeholder “$TO”. Write the customer’s number in the form.']],
  },
  'curl-form-fields': {
    to: '+12025550143',
    body: 'Coffee or tea?',
    buttons: [
      ['coffee', 'Coffee'],
      ['tea', 'Tea'],
    ],
  },
  'curl-heredoc': { to: '+12025550143', body: "Don't forget the tickets.", buttons: [['got', 'Got them']] },
  'curl-lost-line-ends': { to: '+12025550143', body: 'Coffee or tea?', buttons: [['coffee', 'Coffee']] },
  'curl-shell-variables': {
    body: 'Coffee or tea, ${NAME}?',
    buttons: [['coffee', 'Coffee']],
    mended: [
      [
        '/interactive/body/text',
        'The body has a gap that a program fills in: “${NAME}”. Write there what the customer is to read.',
      ],
    ],
    leftOut: [['/to', 'The recipient was the placeholder “$TO”. Write the customer’s number in the form.']],
  },
  'curl-single-quotes': {
    to: '+16505551234',
    body: "It's your turn: which day?",
    buttons: [
      ['sat', 'Saturday'],
      ['sun', 'Sunday'],
    ],
    leftOut: [['The text holds an access token. It is not kept. Treat it like a password.']],
  },
  'curl-windows-browser': {
    to: '+12025550143',
    body: '50% off until Friday & Saturday',
    buttons: [['shop', 'Show me']],
  },
  'curl-windows': { to: '+12025550143', body: 'Ready when you are', buttons: [['start', 'Start']] },
  'cut-off': {
    to: '+12025550143',
    body: 'Is it warm enough?',
    buttons: [
      ['yes', 'Yes'],
      ['no', 'N'],
    ],
    mended: [
      ['In line 12 the closing quotation mark of a text was missing.'],
      ['Closing brackets were missing. The text may have been cut off: check the end of the message.'],
    ],
  },
  'dart-3-call': {
    header: { image: { source: 'link', link: 'https://pictures.example.com/puppies.jpg' } },
    body: 'Which one do you like?',
    footer: 'Tap to go on',
    buttons: [
      ['brown-one', 'The brown one'],
      ['white-one', 'The white one'],
    ],
    leftOut: [
      ['/to', 'The recipient was the placeholder “PHONE_NUMBER”. Write the customer’s number in the form.'],
    ],
  },
  'dart-4-call': {
    to: '+491701234567',
    header: { text: 'Fahrradwerkstatt' },
    body: 'Hallo $name, dein Rad ist fertig.\nWann holst du es?',
    buttons: [
      ['heute', 'Heute'],
      ['morgen', 'Morgen'],
    ],
    mended: [
      [
        '/interactive/body/text',
        'The body has a gap that a program fills in: “$name”. Write there what the customer is to read.',
      ],
    ],
  },
  'dart-docs-media': {
    header: { image: { source: 'id' } },
    mended: [['/interactive/header/image/id', '“to” is read as “id”.']],
    leftOut: [['/interactive/header/image/id', 'The media ID was the placeholder “media_id”.']],
  },
  'dart-docs-page': {
    header: { text: 'Lunch' },
    body: 'Choose an option',
    footer: 'Kitchen team',
    buttons: [['soup', 'Soup']],
    leftOut: [['/to', 'The recipient is filled in by a program (“phoneNumber”). Write it in the form.']],
  },
  'dart-maps': {
    header: { image: { source: 'id', id: '1004200730065511' } },
    buttons: [
      ['yes', 'Yes'],
      ['no', 'No'],
    ],
    mended: [
      ['/interactive/header/image/id', '“to” is read as “id”.'],
      ['/interactive/action/buttons/0/reply', '“replay” is read as “reply”.'],
      [
        '/interactive/action/buttons/0/type',
        'Button 1 was of the type “replay”. It is read as a reply button.',
      ],
      ['/interactive/action/buttons/0/reply/id', '“Id” is read as “id”.'],
    ],
  },
  'dart-service-method': {
    to: '+12025550143',
    header: { text: 'Lunch' },
    body: 'Choose an option',
    footer: 'Kitchen team',
    buttons: [
      ['soup', 'Soup'],
      ['salad', 'Salad'],
    ],
  },
  'docs-media-placeholder': {
    header: { document: { source: 'link' } },
    body: 'Please read {{1}} first.',
    buttons: [['read', 'Read']],
    mended: [
      [
        '/interactive/body/text',
        'The body has a gap that a program fills in: “{{1}}”. Write there what the customer is to read.',
      ],
      [
        '/interactive/action/buttons/0/reply/id',
        'Button 1 had no ID of its own. It got one made from its text: “read”.',
      ],
    ],
    leftOut: [
      ['/to', 'The recipient was the placeholder “91XXXXXXXXXX”. Write the customer’s number in the form.'],
      ['/interactive/header/document/link', 'The link was the placeholder “http(s)://the-url”.'],
      ['/interactive/header/document/filename', 'The file name was the placeholder “<FILE_NAME>”.'],
      ['/interactive/action/buttons/0/reply/id', 'The ID of button 1 was the placeholder “YOUR_BUTTON_ID”.'],
    ],
  },
  'docs-optional-parts': {
    body: 'What suits you?',
    buttons: [
      ['unique-id-1', 'First Button'],
      ['unique-id-2', 'Second Button'],
    ],
    mended: [['/interactive/header', 'The empty header is taken away.']],
    leftOut: [
      ['/to', 'The recipient was the placeholder “whatsapp-id”. Write the customer’s number in the form.'],
    ],
  },
  'docs-placeholders': {
    leftOut: [
      [
        '/to',
        'The recipient was the placeholder “<USER_PHONE_NUMBER>”. Write the customer’s number in the form.',
      ],
      ['/interactive/header', 'The header was the placeholder “<MESSAGE_HEADER>”.'],
      ['/interactive/body/text', 'The body was the placeholder “<BODY_TEXT>”. Write it in the form.'],
      ['/interactive/footer/text', 'The footer was the placeholder “<FOOTER_TEXT>”. Write it in the form.'],
      [
        '/interactive/action/buttons/0/reply/title',
        'The text of button 1 was the placeholder “<BUTTON_LABEL>”. Write it in the form.',
      ],
      ['/interactive/action/buttons/0/reply/id', 'The ID of button 1 was the placeholder “<BUTTON_ID>”.'],
    ],
  },
  'draft-of-trio': {
    to: '+12025550143',
    header: { document: { source: 'upload', id: '1004200730065511', filename: 'plan.pdf' } },
    body: 'Is it warm enough?',
    buttons: [
      ['yes', 'Yes'],
      ['no', 'No'],
    ],
  },
  'escaped-in-quotes': { to: '+12025550143', body: 'Say "yes" or not', buttons: [['y', 'Yes']] },
  'escaped-without-quotes': { to: '+12025550143', body: 'Line one\nLine two', buttons: [['y', 'Yes']] },
  'extras-mended': {
    to: '+12025550143',
    body: 'Was this answer of help?',
    buttons: [['yes', 'Yes']],
    extras: { context: { message_id: 'wamid.HBgLMTIwMjU1NTAxNDMVAgARGBI2' }, biz_opaque_callback_data: '42' },
    mended: [
      ['/context', '“context” was a text. It is read as the message that is answered.'],
      ['/biz_opaque_callback_data', 'The tracking text was a number. It is kept as text.'],
    ],
    leftOut: [['/recipient', '“not-a-user-id” is no user ID of WhatsApp and is left out.']],
  },
  'fetch-from-browser': {
    to: '+12025550143',
    body: 'How was it?',
    buttons: [
      ['good', 'Good 👍'],
      ['bad', 'Not so good'],
    ],
  },
  'fetch-object': {
    to: '+12025550143',
    header: { video: { source: 'link', link: 'https://cdn.example.com/tour.mp4' } },
    body: 'A tour of the flat,\ntwo minutes long.',
    buttons: [
      ['visit', 'I want to visit'],
      ['pass', 'Not for me'],
    ],
  },
  'four-buttons': {
    to: '+12025550143',
    body: 'Is it warm enough?',
    buttons: [
      ['a', 'Monday'],
      ['b', 'Tuesday'],
      ['c', 'Wednesday'],
    ],
    leftOut: [
      [
        '/interactive/action/buttons/3',
        'Button 4, “Thursday” with the ID “d”, is left out: WhatsApp takes 3 buttons at most.',
      ],
      [
        '/interactive/action/buttons/4',
        'Button 5, “Friday” with the ID “e”, is left out: WhatsApp takes 3 buttons at most.',
      ],
    ],
  },
  'fullwidth-colon': { body: '请确认？', buttons: [['yes', '可以']] },
  'fullwidth-in-text': {
    body: '他说"好"，走吧',
    buttons: [['yes', '可以']],
    mended: [['Quotation marks inside a text are kept as part of it.']],
  },
  'fullwidth-signs': {
    to: '+12025550143',
    body: '请确认：可以吗，谢谢？',
    buttons: [
      ['yes', '可以'],
      ['no', '不'],
    ],
  },
  'gaps-in-ids': {
    body: 'Will you come?',
    buttons: [
      ['ok:${id}', 'OK'],
      ['no', 'No'],
    ],
    mended: [
      [
        '/interactive/action/buttons/0/reply/id',
        'The ID of button 1 has a gap that a program fills in: “${id}”. Write there what your program is to get.',
      ],
    ],
  },
  'gaps-with-quotes-dart': {
    to: '+491701234567',
    body: "Order ${order['id']} is ready",
    buttons: [['a', 'A']],
    mended: [
      ['/to', 'This number has no +. Trio reads it as +491701234567: check the country code.'],
      [
        '/interactive/body/text',
        "The body has a gap that a program fills in: “${order['id']}”. Write there what the customer is to read.",
      ],
    ],
  },
  'gaps-with-quotes': {
    header: { text: 'Hi {d["name"]}!' },
    body: 'Hi ${a ? `x ${b}` : "y"} end',
    footer: 'From #{user["name"]} and ${shop["name"]}',
    buttons: [
      ['a', 'A'],
      ['b', '${'],
      ['c', '}'],
    ],
    mended: [
      [
        '/interactive/header/text',
        'The header has a gap that a program fills in: “{d["name"]}”. Write there what the customer is to read.',
      ],
      [
        '/interactive/body/text',
        'The body has a gap that a program fills in: “${a ? `x ${b}` : "y"}”. Write there what the customer is to read.',
      ],
      [
        '/interactive/footer/text',
        'The footer has a gap that a program fills in: “#{user["name"]}”, “${shop["name"]}”. Write there what the customer is to read.',
      ],
    ],
  },
  'go-map': {
    to: '+12025550143',
    body: 'Build 118 is red. What now?',
    buttons: [
      ['rerun', 'Run again'],
      ['wait', 'Wait'],
    ],
  },
  'header-as-text': {
    to: '+12025550143',
    header: { text: 'Heating' },
    body: 'Is it warm enough?',
    buttons: [['yes', 'Yes']],
    mended: [
      ['/interactive/header/type', 'The header was only a text. It is read as a header of the kind text.'],
    ],
  },
  'header-empty': {
    to: '+12025550143',
    body: 'Is it warm enough?',
    buttons: [['yes', 'Yes']],
    mended: [['/interactive/header', 'The empty header is taken away.']],
  },
  'header-id-and-link': {
    to: '+12025550143',
    header: {
      image: { source: 'id', link: 'https://pictures.example.com/room.png', id: '1004200730065511' },
    },
    body: 'Is it warm enough?',
    buttons: [['yes', 'Yes']],
    mended: [
      [
        '/interactive/header/image',
        'The header had a media ID and a link. The media ID is used; the link is kept under Link.',
      ],
    ],
  },
  'header-in-capitals': {
    to: '+12025550143',
    header: { image: { source: 'id', id: '1004200730065511' } },
    body: 'Is it warm enough?',
    buttons: [['yes', 'Yes']],
    mended: [['/interactive/header/type', 'The kind of the header was “IMAGE”. It is read as an image.']],
  },
  'header-in-list': {
    to: '+12025550143',
    header: { text: 'Heating' },
    body: 'Is it warm enough?',
    buttons: [['yes', 'Yes']],
    mended: [['/interactive/header', 'The header stood in a list. It is taken out of it.']],
    leftOut: [
      [
        '/interactive/header/sub_text',
        'Reply buttons have no second line in the header, so “sub_text” is left out.',
      ],
    ],
  },
  'header-link-as-id': {
    to: '+12025550143',
    header: { image: { source: 'link', link: 'https://pictures.example.com/room.png' } },
    body: 'Is it warm enough?',
    buttons: [['yes', 'Yes']],
    mended: [
      ['/interactive/header/image/link', 'A link stood in place of the media ID. It is read as a link.'],
    ],
    leftOut: [
      [
        '/interactive/header/image/caption',
        'A header has no caption, so “caption” is left out. The body is its text.',
      ],
    ],
  },
  'header-location': {
    to: '+12025550143',
    body: 'Is it warm enough?',
    buttons: [['yes', 'Yes']],
    leftOut: [
      [
        '/interactive/header',
        'A header of the kind “location” does not go with reply buttons. It is left out.',
      ],
    ],
  },
  'header-media-id-number': {
    to: '+12025550143',
    header: { document: { source: 'id', id: '1004200730065511', filename: 'plan.pdf' } },
    body: 'Is it warm enough?',
    buttons: [['yes', 'Yes']],
    mended: [
      ['/interactive/header/document/id', '“media_id” is read as “id”.'],
      ['/interactive/header/document/id', 'The media ID was a number. It is kept as text.'],
      ['/interactive/header/document/filename', '“fileName” is read as “filename”.'],
    ],
    leftOut: [
      [
        '/interactive/header/document/provider',
        '“provider” belonged to an interface that WhatsApp has ended. It is left out.',
      ],
    ],
  },
  'header-medium-as-text': {
    to: '+12025550143',
    header: { image: { source: 'link', link: 'https://pictures.example.com/room.png' } },
    body: 'Is it warm enough?',
    buttons: [['yes', 'Yes']],
    mended: [['/interactive/header/image', '“image” was only a text. It is read as the link.']],
  },
  'header-medium-flat': {
    to: '+12025550143',
    header: { video: { source: 'link', link: 'https://pictures.example.com/room.mp4' } },
    body: 'Is it warm enough?',
    buttons: [['yes', 'Yes']],
    mended: [
      [
        '/interactive/header/video',
        'The link or media ID of the header did not stand under “video”. It does now.',
      ],
    ],
  },
  'header-template-dialect': {
    to: '+12025550143',
    header: { text: 'Heating' },
    body: 'Is it warm enough?',
    buttons: [['yes', 'Yes']],
    mended: [
      ['/interactive/header/type', '“format” is read as “type”.'],
      ['/interactive/header/type', 'The kind of the header was “TEXT”. It is read as a text.'],
    ],
  },
  'header-text-too-deep': {
    to: '+12025550143',
    header: { text: 'Heating' },
    body: 'Is it warm enough?',
    buttons: [['yes', 'Yes']],
    mended: [['/interactive/header/text', 'The text of the header stood one level too deep.']],
  },
  'header-without-type': {
    to: '+12025550143',
    header: { image: { source: 'link', link: 'https://pictures.example.com/room.png' } },
    body: 'Is it warm enough?',
    buttons: [['yes', 'Yes']],
    mended: [
      [
        '/interactive/header/type',
        'The header did not say its kind. By what it holds, it is read as an image.',
      ],
    ],
  },
  'html-entities': {
    body: 'Salt &amp; pepper?',
    buttons: [['yes', 'Yes']],
    mended: [
      [
        'The text came with signs that are written for web pages, like &quot;. They are read as what they mean.',
      ],
    ],
  },
  'http-request': { to: '+12025550143', body: 'Is your child coming?', buttons: [['in', 'Yes']] },
  'java-builder': {
    to: '+12025550143',
    body: 'Is it warm enough?',
    leftOut: [
      [
        '/interactive/action/buttons',
        'The buttons are filled in by a program (“Action(…)”). Write them in the form.',
      ],
    ],
  },
  'java-joined-strings': {
    to: '+12025550143',
    body: 'Two seats are left.',
    buttons: [['take', 'Take them']],
  },
  'java-map-of': {
    to: '+12025550143',
    body: 'Two seats are left.',
    buttons: [
      ['take', 'Take them'],
      ['leave', 'Leave them'],
    ],
  },
  'java-map-of-entries': {
    to: '+12025550143',
    body: 'Two seats are left.',
    buttons: [['take', 'Take them']],
  },
  'java-map-printed': {
    to: '+12025550143',
    body: 'Is it warm enough?',
    buttons: [
      ['yes', 'Yes'],
      ['no', 'Not yet'],
    ],
  },
  'java-put': {
    to: '+12025550143',
    body: 'Is it warm enough?',
    buttons: [['yes', 'Yes']],
    mended: [['/type', 'The message did not say its type. With buttons it is “interactive”.']],
  },
  'javascript-object': {
    to: '+12025550143',
    body: 'Your code works:\n*bold* and _thin_',
    footer: "That's all",
    buttons: [['ok-1', 'OK']],
  },
  'joined-calls': {
    header: { text: 'It is ${formatDate(…)} now' },
    body: 'Hi ${user.getName(…)}, pay ${3 * (…)} EUR for ${getTitle(…)}!',
    footer: '${getTeam(…)} of Acme',
    buttons: [['pay_${getId(…)}', 'Call ${t(…)}']],
    mended: [
      [
        '/interactive/header/text',
        'The header has a gap that a program fills in: “${formatDate(…)}”. Write there what the customer is to read.',
      ],
      [
        '/interactive/body/text',
        'The body has a gap that a program fills in: “${user.getName(…)}”, “${3 * (…)}”, “${getTitle(…)}”. Write there what the customer is to read.',
      ],
      [
        '/interactive/footer/text',
        'The footer has a gap that a program fills in: “${getTeam(…)}”. Write there what the customer is to read.',
      ],
      [
        '/interactive/action/buttons/0/reply/title',
        'The text of button 1 has a gap that a program fills in: “${t(…)}”. Write there what the customer is to read.',
      ],
      [
        '/interactive/action/buttons/0/reply/id',
        'The ID of button 1 has a gap that a program fills in: “${getId(…)}”. Write there what your program is to get.',
      ],
    ],
  },
  'joined-calls-escaped': {
    body: 'Hi ${user.getName(…)}, it is ${date(…)}.',
    buttons: [['a', 'Yes']],
    mended: [
      [
        '/interactive/body/text',
        'The body has a gap that a program fills in: “${user.getName(…)}”, “${date(…)}”. Write there what the customer is to read.',
      ],
    ],
  },
  'keyword-call': {
    to: '+12025550143',
    body: 'Is it warm enough?',
    footer: 'Facility team',
    buttons: [
      ['warm:yes', 'Yes'],
      ['warm:no', 'No'],
    ],
    mended: [
      ['/interactive/body', '“text” is read as “body”.'],
      ['/interactive/action/buttons/0/type', 'Button 1 was not marked as a reply button. It is read as one.'],
      ['/interactive/action/buttons/1/type', 'Button 2 was not marked as a reply button. It is read as one.'],
    ],
  },
  'kotlin-builder': {
    to: '+12025550143',
    body: 'Two seats are left.',
    buttons: [
      ['take', 'Take them'],
      ['leave', 'Leave them'],
    ],
  },
  'scala-map': {
    to: '+12025550143',
    body: 'Two seats are left.',
    buttons: [
      ['take', 'Take them'],
      ['leave', 'Leave them'],
    ],
  },
  'kotlin-map-of': { to: '+12025550143', body: 'Is it warm enough?', buttons: [['yes', 'Yes']] },
  'library-classes': {
    header: { text: 'Heating' },
    body: 'Is it warm enough?',
    buttons: [['yes', '']],
    mended: [
      ['/interactive/header/type', 'The header was only a text. It is read as a header of the kind text.'],
    ],
    leftOut: [
      [
        '/interactive/action/buttons/0/reply/title',
        'The text of button 1 is filled in by a program (“t(…)”). Write it in the form.',
      ],
    ],
  },
  'line-breaks-in-text': {
    to: '+12025550143',
    body: 'Opening hours:\n- Monday to Friday\n- Saturday until noon',
    buttons: [['ok', 'OK']],
  },
  'line-numbers': { body: 'Say "yes" or not', buttons: [['y', 'Yes']] },
  'list-of-messages': {
    to: '+12025550143',
    body: 'First question',
    buttons: [['a', 'A']],
    leftOut: [['The text holds 2 messages. This is the first one.']],
  },
  'log-each-line': {
    to: '+12025550143',
    body: 'Is it "warm" enough?\nTell us.',
    buttons: [
      ['yes', 'Yes'],
      ['no', 'No'],
    ],
  },
  'log-of-containers': {
    to: '+12025550143',
    body: 'Is it "warm" enough?\nTell us.',
    buttons: [
      ['yes', 'Yes'],
      ['no', 'No'],
    ],
  },
  'mail-quoted': { body: 'Is your child coming?', buttons: [['in', 'Yes']] },
  'mail-wrapped': {
    to: '+12025550143',
    body: 'Your lamp has come back from the repair and a mail program\nwrapped this line',
    buttons: [['ok', 'Good']],
  },
  'methods-of-texts': {
    header: { text: 'Hi ${name}' },
    body: 'Hello.\nChoose one: ${hint}!',
    buttons: [['yes', 'Yes${toUpperCase(…)}']],
    mended: [
      [
        '/interactive/header/text',
        'The header has a gap that a program fills in: “${name}”. Write there what the customer is to read.',
      ],
      [
        '/interactive/body/text',
        'The body has a gap that a program fills in: “${hint}”. Write there what the customer is to read.',
      ],
      [
        '/interactive/action/buttons/0/reply/title',
        'The text of button 1 has a gap that a program fills in: “${toUpperCase(…)}”. Write there what the customer is to read.',
      ],
    ],
    leftOut: [
      [
        '/interactive/footer/text',
        'The footer is filled in by a program (“lines.join(…)”). Write it in the form.',
      ],
    ],
  },
  'methods-of-texts-python': {
    to: '+12025550143',
    header: { text: 'Hi {}, {day}' },
    body: 'Dear guest, hello.\nHow are you?',
    buttons: [['yes', 'Yes']],
    mended: [
      [
        '/interactive/header/text',
        'The header has a gap that a program fills in: “{}”, “{day}”. Write there what the customer is to read.',
      ],
    ],
    leftOut: [
      ['/interactive/footer/text', 'The footer is filled in by a program (“join(…)”). Write it in the form.'],
    ],
  },
  'missing-comma': {
    to: '+12025550143',
    body: 'Is it warm enough?',
    buttons: [
      ['yes', 'Yes'],
      ['no', 'No'],
    ],
    mended: [['In line 5 a comma was missing.'], ['In line 12 a comma was missing.']],
  },
  'missing-comma-one-line': {
    body: 'Shall we?',
    buttons: [['a', 'A']],
    mended: [['In line 1 a comma was missing.']],
  },
  'node-classes': {
    header: {
      text: 'Survey',
    },
    body: 'Is it warm enough?',
    footer: 'The team',
    buttons: [
      ['yes', 'Yes'],
      ['no', 'No'],
    ],
    mended: [
      ['/interactive/header/type', 'The header was only a text. It is read as a header of the kind text.'],
    ],
  },
  'nothing-cut-early': {
    unreadable: 'No message can be read here. In line 3, column 9, a quotation mark is never closed.',
    at: { line: 3, column: 9 },
  },
  'nothing-file': {
    unreadable:
      'The message is in the file “message.json”, which Trio cannot see. Paste what is in that file.',
  },
  'nothing-link': {
    unreadable:
      'There is no message in this text. Paste its JSON, a cURL command or the piece of code that sends it.',
  },
  'nothing-other-json': {
    unreadable: 'There is data here, but no message with reply buttons: it has no body and no buttons.',
  },
  'nothing-prose': {
    unreadable:
      'There is no message in this text. Paste its JSON, a cURL command or the piece of code that sends it.',
  },
  'number-as-number': {
    to: '+12025550143',
    body: 'Is it warm enough?',
    buttons: [['9007199254740993', '2']],
    mended: [
      ['/to', 'This number has no +. Trio reads it as +12025550143: check the country code.'],
      ['/interactive/action/buttons/0/reply/title', 'The text of button 1 was a number. It is kept as text.'],
      ['/interactive/action/buttons/0/reply/id', 'The ID of button 1 was a number. It is kept as text.'],
    ],
  },
  'number-national': { to: '(631) 555-1234', body: 'Is it warm enough?', buttons: [['yes', 'Yes']] },
  'number-other-forms': {
    to: '+12025550143',
    body: 'Is it warm enough?',
    buttons: [['yes', 'Yes']],
    mended: [['/to', 'Only the number is kept of the recipient “whatsapp:+12025550143”.']],
  },
  'numbers-several': {
    to: '+12025550143',
    body: 'Is it warm enough?',
    buttons: [['yes', 'Yes']],
    leftOut: [['/to', 'A message goes to one person. The number “+12025550144” is left out.']],
  },
  'only-action': {
    buttons: [
      ['small', 'Small'],
      ['large', 'Large'],
    ],
  },
  'only-buttons': {
    buttons: [
      ['small', 'Small'],
      ['large', 'Large'],
    ],
  },
  'only-header': {
    header: {
      document: { source: 'link', link: 'https://files.example.com/menu.pdf', filename: 'Menu.pdf' },
    },
  },
  'only-interactive-with-key': { body: 'Your book is due on Monday.', buttons: [['renew', 'Renew']] },
  'only-interactive': {
    header: { text: 'Library' },
    body: 'Your book is due on Monday.',
    buttons: [
      ['renew', 'Renew'],
      ['return', 'I bring it back'],
    ],
  },
  'only-one-button': { buttons: [['small', 'Small']] },
  'only-parts': { body: 'We are closed on Tuesday.', footer: 'Garden centre', buttons: [['ok', 'Thanks']] },
  'other-answer': { other: 'WhatsApp’s answer to a message that was sent' },
  'other-dart-link': { other: 'a message with a link button' },
  'other-dart-list': { other: 'a list message' },
  'other-error': { other: 'an error that WhatsApp answered' },
  'other-flow': { other: 'a flow message' },
  'other-image': { other: 'a picture message' },
  'other-link-button': { other: 'a message with a link button' },
  'other-list': { other: 'a list message' },
  'other-product': { other: 'a product message' },
  'other-tap-alone': { other: 'a customer’s answer, as WhatsApp reports it' },
  'other-tap': { other: 'a report from WhatsApp' },
  'other-template-definition': { other: 'a template message' },
  'other-template': { other: 'a template message' },
  'other-text': { other: 'a plain text message' },
  'parts-outside': {
    to: '+12025550143',
    header: { text: 'Heating' },
    body: 'Is it warm enough?',
    footer: 'Facility team',
    buttons: [['yes', 'Yes']],
    mended: [
      ['/interactive/header', '“header” stood outside “interactive”. It belongs inside.'],
      ['/interactive/footer', '“footer” stood outside “interactive”. It belongs inside.'],
    ],
  },
  patch: { body: 'Say "yes" or not', buttons: [['y', 'Yes']] },
  'payload-bare-digits': {
    to: '+5511999999999',
    body: 'Como prefere receber?',
    buttons: [
      ['entrega', '🛵 Entrega'],
      ['retirada', '🏠 Retirada'],
    ],
    mended: [['/to', 'This number has no +. Trio reads it as +5511999999999: check the country code.']],
  },
  'payload-extras': {
    to: '+12025550143',
    body: 'Was this answer of help?',
    buttons: [['yes', 'Yes']],
    extras: {
      context: { message_id: 'wamid.HBgLMTIwMjU1NTAxNDMVAgARGBI2' },
      biz_opaque_callback_data: 'order-42',
      recipient_identity_key_hash: 'DF2lS5v2W6x=',
    },
  },
  'payload-one-line': {
    to: '+4915112345678',
    body: 'Ist der Termin noch gut?',
    buttons: [
      ['ja', 'Ja'],
      ['nein', 'Nein'],
    ],
  },
  'payload-whole': {
    to: '+12025550143',
    header: { image: { source: 'id', id: '1004200730065511' } },
    body: 'Your table for *four* is ready on Friday at 19:00.\nShall we keep it?',
    footer: 'Answer until noon',
    buttons: [
      ['keep', 'Keep it'],
      ['later', 'An hour later'],
      ['cancel', 'Cancel'],
    ],
  },
  'percent-encoded': { body: 'Is it warm enough?', buttons: [['yes', 'Yes']] },
  'php-array': {
    header: {
      document: {
        source: 'link',
        link: 'https://files.example.com/invoice-77.pdf',
        filename: 'Invoice 77.pdf',
      },
    },
    body: 'Invoice no. ${$number} is due on Friday.',
    buttons: [
      ['paid', 'Already paid'],
      ['question', 'I have a question'],
    ],
    mended: [
      [
        '/interactive/body/text',
        'The body has a gap that a program fills in: “${$number}”. Write there what the customer is to read.',
      ],
    ],
    leftOut: [['/to', 'The recipient is filled in by a program (“$to”). Write it in the form.']],
  },
  'php-dump-of-framework': {
    to: '+12025550143',
    body: 'Is it warm enough?',
    buttons: [
      ['yes', 'Yes'],
      ['no', 'No'],
    ],
    mended: [['/interactive/action/buttons', 'The buttons were numbered. They are read as a list.']],
  },
  'php-long-array': {
    to: '+12025550143',
    body: 'Keep the booking?',
    buttons: [
      ['keep', 'Keep'],
      ['drop', 'Drop'],
    ],
  },
  'php-postfields-text': {
    to: '+12025550143',
    body: 'They said "maybe".\nAsk again?',
    buttons: [['again', 'Ask again']],
  },
  'php-print-r': {
    to: '+12025550143',
    header: {
      text: 'Order [A-17] "open"',
    },
    body: 'Your order is here (in the shop).\n\nShall we keep it?',
    buttons: [
      ['keep', 'Keep it'],
      ['return', 'Send it back :)'],
    ],
  },
  'php-print-r-one-line': {
    to: '+447700900123',
    body: 'Coffee (or tea)?',
    buttons: [
      ['coffee', 'Coffee'],
      ['tea', 'Tea'],
    ],
  },
  'php-var-dump': {
    to: '+12025550143',
    body: 'Say "yes" or "no".\nC:\\new is where it lies.',
    buttons: [['yes', 'Yes']],
    mended: [['/to', 'This number has no +. Trio reads it as +12025550143: check the country code.']],
  },
  'powershell-backticks': {
    to: '+12025550143',
    header: { text: '' },
    body: 'Say "yes" or "no"\nfor $5',
    footer: "It's free",
    buttons: [['a', "The owners'"]],
  },
  'powershell-doubled-quotes': {
    to: '+12025550143',
    header: { text: '' },
    body: 'Say "yes"',
    footer: "It's free",
    buttons: [['a', "The owners'"]],
  },
  'powershell-hashtable': {
    to: '+12025550143',
    body: 'The backup failed. Try again?',
    buttons: [
      ['retry', 'Try again'],
      ['skip', 'Skip'],
    ],
  },
  'powershell-ordered': {
    body: 'The backup failed. Try again?',
    footer: 'The night shift',
    buttons: [
      ['retry', 'Try again'],
      ['skip', 'Skip'],
    ],
    leftOut: [['/to', 'The recipient is filled in by a program (“$to”). Write it in the form.']],
  },
  'powershell-without-commas': {
    body: 'The backup failed.',
    buttons: [
      ['retry', 'Try again'],
      ['skip', 'Skip'],
      ['wait', 'Wait'],
    ],
    leftOut: [
      [
        '/interactive/action/buttons/3',
        'Button 4, “Call me” with the ID “call”, is left out: WhatsApp takes 3 buttons at most.',
      ],
    ],
  },
  'powershell-here-string': { body: 'It costs `code`.\nYes?', buttons: [['a', 'A']] },
  'powershell-json': { body: 'Say $5 or "no"?', buttons: [['a', 'A']] },
  'prototype-keys': {
    body: 'Is it warm enough?',
    buttons: [['__proto__', 'constructor']],
    leftOut: [
      ['/interactive/body/__proto__', '“__proto__” is no part of this kind of message and is left out.'],
      [
        '/interactive/action/buttons/0/reply/hasOwnProperty',
        '“hasOwnProperty” is no part of this kind of message and is left out.',
      ],
      ['/interactive/__proto__', '“__proto__” is no part of this kind of message and is left out.'],
      ['/interactive/constructor', '“constructor” is no part of this kind of message and is left out.'],
    ],
  },
  'provider-bot-framework': {
    body: 'Which size do you need?',
    buttons: [
      ['small', 'Small'],
      ['large', 'Large'],
    ],
    mended: [['The message was written for another service. Its parts are put where WhatsApp has them.']],
    leftOut: [['/interactive/from', '“from” is no part of this kind of message and is left out.']],
  },
  'provider-buttonlist': {
    to: '+447700900123',
    body: 'How was your stay?',
    buttons: [
      ['good', 'Good'],
      ['bad', 'Not so good'],
    ],
    mended: [
      ['The message was written for another service. Its parts are put where WhatsApp has them.'],
      ['/to', 'This number has no +. Trio reads it as +447700900123: check the country code.'],
    ],
  },
  'provider-chatwoot': {
    body: 'What is it about?',
    buttons: [
      ['order', 'An order'],
      ['other', 'Something else'],
    ],
    mended: [['The message was written for another service. Its parts are put where WhatsApp has them.']],
  },
  'provider-evolution': {
    to: '+447700900123',
    header: {
      text: 'Your order',
    },
    body: 'Shall we deliver it today?',
    footer: 'Corner bakery',
    buttons: [
      ['today', 'Today'],
      ['tomorrow', 'Tomorrow'],
    ],
    mended: [
      ['The message was written for another service. Its parts are put where WhatsApp has them.'],
      ['/to', 'This number has no +. Trio reads it as +447700900123: check the country code.'],
    ],
  },
  'provider-gupshup': {
    header: {
      text: 'Your booking',
    },
    body: 'A table for four is free at seven. Shall we keep it?',
    footer: 'Until noon',
    buttons: [
      ['keep', 'Keep it'],
      ['no-thanks', 'No, thanks'],
    ],
    mended: [
      ['The message was written for another service. Its parts are put where WhatsApp has them.'],
      [
        '/interactive/action/buttons/1/reply/id',
        'Button 2 had no ID of its own. It got one made from its text: “no-thanks”.',
      ],
    ],
    leftOut: [['/interactive/msgid', '“msgid” is no part of this kind of message and is left out.']],
  },
  'provider-gupshup-form': {
    to: '+447700900123',
    header: {
      image: {
        source: 'link',
        link: 'https://example.com/cake.png',
      },
    },
    body: 'Shall we keep the cake?',
    footer: 'Corner bakery',
    buttons: [
      ['yes', 'Yes'],
      ['no', 'No'],
    ],
    mended: [
      ['The message was written for another service. Its parts are put where WhatsApp has them.'],
      ['/to', 'This number has no +. Trio reads it as +447700900123: check the country code.'],
      [
        '/interactive/header/image',
        'The link or media ID of the header did not stand under “image”. It does now.',
      ],
      [
        '/interactive/action/buttons/0/reply/id',
        'Button 1 had no ID of its own. It got one made from its text: “yes”.',
      ],
      [
        '/interactive/action/buttons/1/reply/id',
        'Button 2 had no ID of its own. It got one made from its text: “no”.',
      ],
    ],
  },
  'provider-infobip': {
    to: '+447700900123',
    header: {
      document: {
        source: 'link',
        link: 'https://example.com/offer.pdf',
        filename: 'Offer.pdf',
      },
    },
    body: 'Here is our offer. Do you take it?',
    footer: 'Valid for a week',
    buttons: [
      ['take', 'I take it'],
      ['ask', 'I have a question'],
    ],
    mended: [
      ['/to', 'This number has no +. Trio reads it as +447700900123: check the country code.'],
      ['/interactive/header/type', 'The kind of the header was “DOCUMENT”. It is read as a document.'],
      ['/interactive/header/link', '“mediaUrl” is read as “link”.'],
      [
        '/interactive/header/document',
        'The link or media ID of the header did not stand under “document”. It does now.',
      ],
      [
        '/interactive/action/buttons/0/reply',
        'The text and the ID of button 1 did not stand under “reply”. They do now.',
      ],
      [
        '/interactive/action/buttons/1/reply',
        'The text and the ID of button 2 did not stand under “reply”. They do now.',
      ],
    ],
  },
  'provider-infobip-messages': {
    to: '+447700900123',
    header: {
      text: 'Survey',
    },
    body: 'Were you content with us?',
    buttons: [
      ['content', 'Yes'],
      ['not-content', 'Not quite'],
    ],
    mended: [
      ['/to', 'This number has no +. Trio reads it as +447700900123: check the country code.'],
      ['/interactive/header/type', 'The kind of the header was “TEXT”. It is read as a text.'],
      [
        '/interactive/action/buttons/0/reply',
        'The text and the ID of button 1 did not stand under “reply”. They do now.',
      ],
      [
        '/interactive/action/buttons/1/reply',
        'The text and the ID of button 2 did not stand under “reply”. They do now.',
      ],
    ],
    leftOut: [['/interactive/body/type', '“type” is no part of this kind of message and is left out.']],
  },
  'provider-messagebird': {
    to: '+447700900123',
    header: {
      text: 'Parcel',
    },
    body: 'Are you at home tomorrow?',
    buttons: [
      ['home', 'Yes'],
      ['away', 'No'],
    ],
    mended: [
      [
        '/interactive/action/buttons/0/reply',
        'The text and the ID of button 1 did not stand under “reply”. They do now.',
      ],
      [
        '/interactive/action/buttons/1/reply',
        'The text and the ID of button 2 did not stand under “reply”. They do now.',
      ],
    ],
  },
  'provider-messenger': {
    body: 'Which day suits you?',
    buttons: [
      ['MON', 'Monday'],
      ['TUE', 'Tuesday'],
    ],
    mended: [
      ['/interactive/body', '“text” is read as “body”.'],
      ['/interactive/buttons', '“quick_replies” is read as “buttons”.'],
      ['/interactive/action/buttons/0/type', 'Button 1 was not marked as a reply button. It is read as one.'],
      ['/interactive/action/buttons/1/type', 'Button 2 was not marked as a reply button. It is read as one.'],
    ],
    leftOut: [
      [
        '/interactive/action/buttons/0/reply/content_type',
        '“content_type” is no part of this kind of message and is left out.',
      ],
      [
        '/interactive/action/buttons/1/reply/content_type',
        '“content_type” is no part of this kind of message and is left out.',
      ],
    ],
  },
  'provider-rcs': {
    body: 'Shall we call you back?',
    buttons: [
      ['call', 'Yes, please'],
      ['none', 'No need'],
    ],
    mended: [['The message was written for another service. Its parts are put where WhatsApp has them.']],
    leftOut: [
      [
        '/interactive/action/buttons/2',
        'The button “Open the page” is left out: it opens a link, a call or something else, and reply buttons only answer.',
      ],
    ],
  },
  'provider-sinch': {
    to: '+447700900123',
    body: 'Where shall we leave the parcel?',
    buttons: [
      ['door', 'At the door'],
      ['neighbour', 'With a neighbour'],
    ],
    mended: [
      ['The message was written for another service. Its parts are put where WhatsApp has them.'],
      ['/to', 'This number has no +. Trio reads it as +447700900123: check the country code.'],
    ],
    leftOut: [
      [
        '/interactive/action/buttons/2',
        'The button “Call us” is left out: it opens a link, a call or something else, and reply buttons only answer.',
      ],
    ],
  },
  'provider-telegram': {
    body: 'Do you want to hear from us?',
    buttons: [
      ['yes', 'Yes'],
      ['no', 'No'],
    ],
    mended: [['The message was written for another service. Its parts are put where WhatsApp has them.']],
    leftOut: [
      [
        '/interactive/action/buttons/2',
        'The button “Our page” is left out: it opens a link, a call or something else, and reply buttons only answer.',
      ],
      ['/interactive/chat_id', '“chat_id” is no part of this kind of message and is left out.'],
      ['/interactive/parse_mode', '“parse_mode” is no part of this kind of message and is left out.'],
    ],
  },
  'provider-twilio': {
    body: 'Our technician comes on {{1}}. Does that suit you?',
    buttons: [
      ['suits', 'It does'],
      ['another', 'Another day'],
    ],
    mended: [
      ['The message was written for another service. Its parts are put where WhatsApp has them.'],
      [
        '/interactive/body/text',
        'The body has a gap that a program fills in: “{{1}}”. Write there what the customer is to read.',
      ],
    ],
  },
  'provider-twilio-card': {
    header: {
      text: 'Order',
    },
    body: 'Your order is ready.',
    footer: 'Corner bakery',
    buttons: [['coming', 'I am coming']],
    mended: [['The message was written for another service. Its parts are put where WhatsApp has them.']],
    leftOut: [
      [
        '/interactive/action/buttons/1',
        'The button “Our shop” is left out: it opens a link, a call or something else, and reply buttons only answer.',
      ],
    ],
  },
  'provider-wati': {
    header: {
      image: {
        source: 'link',
        link: 'https://example.com/menu.png',
      },
    },
    body: 'What would you like for lunch?',
    footer: 'Until eleven',
    buttons: [
      ['soup', 'Soup'],
      ['salad', 'Salad'],
    ],
    mended: [
      ['The message was written for another service. Its parts are put where WhatsApp has them.'],
      ['/interactive/header/type', 'The kind of the header was “Image”. It is read as an image.'],
      [
        '/interactive/header/image',
        'The link or media ID of the header did not stand under “image”. It does now.',
      ],
      [
        '/interactive/action/buttons/0/reply/id',
        'Button 1 had no ID of its own. It got one made from its text: “soup”.',
      ],
      [
        '/interactive/action/buttons/1/reply/id',
        'Button 2 had no ID of its own. It got one made from its text: “salad”.',
      ],
    ],
  },
  'python-dict-printed': {
    to: '+12025550143',
    body: "It's done. Anything else?",
    buttons: [
      ['yes', 'Yes'],
      ['no', 'No'],
    ],
  },
  'python-filled-json': {
    body: 'Hi {name}',
    buttons: [['collect_{id}', 'OK']],
    mended: [
      [
        '/interactive/body/text',
        'The body has a gap that a program fills in: “{name}”. Write there what the customer is to read.',
      ],
      [
        '/interactive/action/buttons/0/reply/id',
        'The ID of button 1 has a gap that a program fills in: “{id}”. Write there what your program is to get.',
      ],
    ],
  },
  'python-format-string': {
    body: 'Hello {name}, shall we begin?',
    buttons: [['begin', 'Begin']],
    mended: [
      [
        '/interactive/body/text',
        'The body has a gap that a program fills in: “{name}”. Write there what the customer is to read.',
      ],
    ],
    leftOut: [['/to', 'The recipient is filled in by a program (“number”). Write it in the form.']],
  },
  'python-library-call': {
    to: '+12025550143',
    body: 'Is it warm enough?',
    buttons: [['yes', 'Yes']],
    mended: [['/to', 'This number has no +. Trio reads it as +12025550143: check the country code.']],
  },
  'python-requests': {
    to: '+12025550143',
    body: 'Your appointment is tomorrow. Can you make it?',
    buttons: [
      ['yes', 'I can'],
      ['no', "I can't"],
    ],
    mended: [['/interactive/header', 'The empty header is taken away.']],
  },
  'python-triple-quotes': {
    to: '+12025550143',
    body: 'We moved.\nCome and see us.',
    buttons: [['route', 'Show the route']],
  },
  'quote-forgotten': {
    to: '+12025550143',
    body: 'Is it warm enough?',
    footer: 'Facility team',
    buttons: [['yes', 'Yes']],
    mended: [['In line 9 the closing quotation mark of a text was missing.']],
  },
  'quotes-inside': {
    body: 'The sign says "closed" but we are open.',
    buttons: [['ok', 'Say "OK"']],
    mended: [['Quotation marks inside a text are kept as part of it.']],
  },
  'rust-macros': {
    header: { text: '' },
    body: 'Is it warm enough?',
    buttons: [['yes', 'Yes']],
    leftOut: [
      [
        '/interactive/header/text',
        'The header is filled in by a program (“format!(…)”). Write it in the form.',
      ],
    ],
  },
  'ruby-hash': {
    to: '+12025550143',
    body: 'The hall is free on both days.',
    buttons: [
      ['mon', 'Monday'],
      ['tue', 'Tuesday'],
    ],
  },
  'rust-raw-text': { to: '+12025550143', body: 'Say "yes"', buttons: [['a', 'A']] },
  'rust-raw-text-lines': { to: '+12025550143', body: 'Say "yes" "# 1', buttons: [['a', 'A']] },
  'script-in-texts': {
    header: { text: '<img src=x onerror=alert(1)>' },
    body: "<script>alert('x')</script> ${alert(1)} {{constructor.constructor('alert(1)')()}}",
    footer: 'javascript:alert(1)',
    buttons: [['"><svg onload=alert(1)>', '</textarea><b>']],
    mended: [
      [
        '/interactive/body/text',
        "The body has a gap that a program fills in: “${alert(1)}”, “{{constructor.constructor('alert(1)')()}}”. Write there what the customer is to read.",
      ],
    ],
  },
  'smart-quotes-single': { body: 'We’re open again.', buttons: [['come', 'I’ll come']] },
  'smart-quotes': {
    to: '+12025550143',
    body: 'We’re open again. Will you come?',
    buttons: [['come', 'I’ll come']],
  },
  'spreadsheet-cell': { body: 'Say "yes" or not', buttons: [['y', 'Yes']] },
  'sql-insert': { to: '+12025550143', body: "It's ready", buttons: [['a', "I'll come"]] },
  'swift-dictionary': { to: '+12025550143', body: 'Is it warm enough?', buttons: [['yes', 'Yes']] },
  'swift-gaps': {
    header: { text: 'For \\(user["name"] ?? "you")' },
    body: 'Hi \\(name)',
    buttons: [['ok:\\(id)', 'OK']],
    mended: [
      [
        '/interactive/header/text',
        'The header has a gap that a program fills in: “\\(user["name"] ?? "you")”. Write there what the customer is to read.',
      ],
      [
        '/interactive/body/text',
        'The body has a gap that a program fills in: “\\(name)”. Write there what the customer is to read.',
      ],
      [
        '/interactive/action/buttons/0/reply/id',
        'The ID of button 1 has a gap that a program fills in: “\\(id)”. Write there what your program is to get.',
      ],
    ],
  },
  'swift-raw-text': { to: '+12025550143', body: 'Say "yes"', buttons: [['a', 'A']] },
  'too-long': {
    header: { text: 'A header that goes on and on until nobody can remember how it began at all' },
    body: 'Is it warm enough?',
    footer: 'A footer that goes on and on until nobody can remember how it began at all',
    buttons: [['yes', 'Yes, it is warm enough for me']],
  },
  'two-kinds': {
    to: '+12025550143',
    body: 'Coming?',
    buttons: [['in', 'Yes']],
    leftOut: [
      ['The text also holds a plain text message. It is left out.'],
      ['The text also holds a list message. It is left out.'],
    ],
  },
  'two-languages': {
    to: '+12025550143',
    body: 'Is it warm enough?',
    buttons: [['yes', 'Yes']],
    leftOut: [['The text holds 2 messages. This is the first one.']],
  },
  'prose-with-full-stop': {
    body: 'Shall we water the plants?',
    buttons: [['water', 'Yes, all of them']],
    leftOut: [['The text holds 2 messages. This is the first one.']],
  },
  'log-line': { body: 'The lift works again.', buttons: [['thanks', 'Thank you']] },
  'curl-apostrophe': {
    to: '+12025550143',
    body: "Don't forget: we're closed on Monday.",
    buttons: [['noted', "I'm in the picture"]],
    mended: [['An apostrophe in a text would have ended it in a shell. It is kept as part of the text.']],
  },
  'curl-cat-here': {
    to: '+12025550143',
    body: 'The roof is dry again.',
    buttons: [['good', 'Good news']],
  },
  'script-variable': { body: "It's your turn", buttons: [['go', "Let's go"]] },
  'python-doubled-braces': {
    body: 'Hello {name}, the key is at the desk.',
    buttons: [['got', 'Got it']],
    mended: [
      [
        '/interactive/body/text',
        'The body has a gap that a program fills in: “{name}”. Write there what the customer is to read.',
      ],
    ],
  },
  'csharp-verbatim': { body: 'Shall we paint it "red"?', buttons: [['red', 'Red it is']] },
  'powershell-export': { body: 'The boat leaves at ten.', buttons: [['aboard', 'On board']] },
  'lines-of-the-middle': { body: 'Is the ladder back?', buttons: [['back', 'It is']] },
  'reply-with-to': {
    body: 'Ready for 👍?',
    buttons: [['unique-1', 'Yes']],
    mended: [['/interactive/action/buttons/0/reply/id', '“to” is read as “id”.']],
  },
  'empty-list-of-buttons': {
    body: 'Which one?',
    buttons: [['', '']],
    leftOut: [['/interactive/action/buttons', 'The list of buttons was empty. Write them in the form.']],
  },
  'typed-program': {
    body: 'Is it warm enough?',
    buttons: [['yes', 'Yes']],
  },
  'web-page-signs': {
    to: '+12025550143',
    body: 'Grüße, it’s 5 €… 😀',
    buttons: [['a', 'Café']],
    mended: [
      [
        'The text came with signs that are written for web pages, like &quot;. They are read as what they mean.',
      ],
    ],
  },
  'visual-basic': { to: '+12025550143', body: 'Say "yes" or not', buttons: [['a', 'A']] },
  'whole-with-gaps': {
    to: '+12025550143',
    header: { text: '<SHOP_NAME>' },
    body: 'Hello {{1.name}}, your bread is baked.',
    buttons: [['coming', 'Coming, {{me}}']],
    mended: [
      [
        '/interactive/header/text',
        'The header has a gap that a program fills in: “<SHOP_NAME>”. Write there what the customer is to read.',
      ],
      [
        '/interactive/body/text',
        'The body has a gap that a program fills in: “{{1.name}}”. Write there what the customer is to read.',
      ],
      [
        '/interactive/action/buttons/0/reply/title',
        'The text of button 1 has a gap that a program fills in: “{{me}}”. Write there what the customer is to read.',
      ],
    ],
  },
  'text-by-and-by': {
    body: 'Hello, the ferry is late. Will you wait?',
    buttons: [['wait', 'I will']],
  },
  'php-text-by-and-by': { body: 'Hello,\nthe ferry is late.', buttons: [['wait', 'I wait']] },
  'filled-later': {
    to: '+12025550143',
    body: 'Which one?',
    footer: 'The paint shop',
    buttons: [
      ['red', 'Red'],
      ['blue', 'Blue'],
    ],
  },
  'filled-by-index': {
    to: '+12025550143',
    body: 'Which wood shall it be?',
    footer: 'The saw mill, yours',
    buttons: [
      ['oak', 'Oak'],
      ['ash', 'Ash'],
    ],
    leftOut: [['/interactive/body/text', '“text” stood there more than once. The last one is kept.']],
  },
  'filled-by-path': {
    to: '+12025550143',
    body: 'Which wood?',
    footer: 'The saw mill',
    buttons: [['oak', 'Oak']],
    leftOut: [['/interactive/body/text', '“text” stood there more than once. The last one is kept.']],
  },
  'php-filled-by-index': {
    to: '+12025550143',
    body: 'Which wood?',
    footer: 'The saw mill',
    buttons: [
      ['oak', 'Oak'],
      ['ash', 'Ash'],
    ],
  },
  'two-in-a-list': {
    body: 'The first door.',
    buttons: [['left', 'Left']],
    leftOut: [['The text holds 2 messages. This is the first one.']],
  },
  'shell-ansi-text': { body: 'The gate is shut.', buttons: [['knock', 'Knock']] },
  'list-by-and-by': { body: 'Which wood?', buttons: [['oak', 'Oak']] },
  'made-for-another': {
    to: '+1 (202) 555-0143',
    body: 'Shall we bring the ladder?',
    buttons: [
      ['ladder', 'Yes, please'],
      ['none', 'No need'],
    ],
    extras: { context: { message_id: 'wamid.HBgLMTIwMjU1NTAxNDM=' } },
    mended: [
      ['/context', 'The message that is answered stood in brackets. They are taken away.'],
      ['/context', '“context” was a text. It is read as the message that is answered.'],
      ['/messaging_product', 'The message was made for “messenger”. Trio writes one for WhatsApp.'],
    ],
    leftOut: [['/interactive/action/buttons/1', 'Button 2 held nothing and is left out.']],
  },
  'types-and-spreads': {
    to: '+12025550143',
    body: 'Is it warm enough?',
    footer: 'Facility team',
    buttons: [
      ['yes', 'Yes'],
      ['no', 'No'],
      ['idea', 'No idea'],
    ],
    mended: [
      ['/interactive/footer', 'The footer is chosen by a program. The first one is taken.'],
      ['/interactive/action/buttons/2', 'Button 3 is chosen by a program. The first one is taken.'],
    ],
    leftOut: [['/...defaults', 'What “defaults” adds is known only to a program and is left out.']],
  },
  'types-wrong': {
    to: 'Y2FwaV9ncm91cDoxMjAyNTU1MDE0MzoxMjM0NQ',
    body: 'Is it warm enough?',
    buttons: [['yes', 'Yes']],
    mended: [
      ['/recipient_type', '“recipientType” is read as “recipient_type”.'],
      ['/interactive/type', 'The type was “buttons”. For reply buttons it is “button”.'],
      ['/type', 'The message was of the type “button”. With buttons it is “interactive”.'],
    ],
    leftOut: [
      [
        '/recipient_type',
        'This message was meant for a group. WhatsApp groups take no messages with buttons.',
      ],
    ],
  },
  'unknown-keys': {
    to: '+12025550143',
    body: 'Is it warm enough?',
    buttons: [['yes', 'Yes']],
    leftOut: [
      ['/interactive/body/format', '“format” is no part of this kind of message and is left out.'],
      ['/interactive/action/name', '“name” is no part of this kind of message and is left out.'],
      [
        '/interactive/action/buttons/0/reply/description',
        '“description” is no part of this kind of message and is left out.',
      ],
      ['/preview_url', '“preview_url” is no part of this kind of message and is left out.'],
      ['/messageId', '“messageId” is no part of this kind of message and is left out.'],
    ],
  },
  'user-id-as-number': {
    body: 'Is it warm enough?',
    buttons: [['yes', 'Yes']],
    extras: { recipient: 'US.70010020030040050060' },
    mended: [['/recipient', 'A user ID stood in place of the phone number. It is kept as “recipient”.']],
  },
  'wrapper-log-entry': {
    to: '+12025550143',
    body: 'Did the repair help?',
    buttons: [
      ['yes', 'Yes'],
      ['no', 'No'],
    ],
  },
  'wrapper-postman-collection': {
    body: 'Would you like a reminder?\nWe send it a day before.',
    buttons: [['remind', 'Yes, please']],
    leftOut: [
      [
        '/to',
        'The recipient was the placeholder “{{Recipient-Phone-Number}}”. Write the customer’s number in the form.',
      ],
    ],
  },
  'wrapper-provider': {
    to: '+447700900123',
    header: { text: 'Parcel' },
    body: 'The driver is two stops away. Where should the parcel go?',
    buttons: [
      ['door', 'To the door'],
      ['neighbour', 'To a neighbour'],
    ],
    mended: [['/to', 'This number has no +. Trio reads it as +447700900123: check the country code.']],
  },
  'yaml-in-chat': {
    body: 'Coffee or tea?',
    buttons: [
      ['coffee', 'Coffee'],
      ['tea', 'Tea'],
    ],
    leftOut: [
      ['/interactive/footer/text', 'The footer is filled in by a program (“closing”). Write it in the form.'],
    ],
  },
  'yaml-in-mail': {
    body: 'Is it "warm" enough?',
    buttons: [
      ['yes', 'Yes'],
      ['no', 'No'],
    ],
  },
  'yaml-json-in-block': {
    body: 'Is it warm enough?',
    buttons: [['yes', 'Yes']],
  },
  'yaml-of-a-bot': {
    body: 'Hey! How are you?',
    buttons: [
      ['/mood_great', 'great'],
      ['/mood_bad', 'bad'],
    ],
    mended: [
      ['/interactive/body', '“text” is read as “body”.'],
      ['/interactive/action/buttons/0/type', 'Button 1 was not marked as a reply button. It is read as one.'],
      ['/interactive/action/buttons/1/type', 'Button 2 was not marked as a reply button. It is read as one.'],
    ],
  },
  'yaml-openapi-example': {
    to: '+447700900123',
    body: 'The lift is being serviced on Monday. Do you need help with the stairs?\nWe are glad to come.',
    buttons: [
      ['help', 'Yes please'],
      ['none', 'No, thanks'],
    ],
  },
  'yaml-payload': {
    to: '+12025550143',
    header: {
      image: {
        source: 'link',
        link: 'https://example.com/kitchen.png#front',
      },
    },
    body: '*Your kitchen is ready.*\n\nWhen may we fit it?',
    footer: "The workshop's team",
    buttons: [
      ['yes', 'This week'],
      ['next', 'Next week ☕'],
    ],
  },
  'yaml-tabs': {
    body: 'Is it warm?',
    buttons: [
      ['yes', 'Yes'],
      ['no', 'No'],
    ],
  },
  'yaml-two-documents': {
    to: '+12025550143',
    body: 'First',
    buttons: [['a', 'A']],
    mended: [
      ['/interactive/action/buttons/0/type', 'Button 1 was not marked as a reply button. It is read as one.'],
    ],
    leftOut: [['The text holds 2 messages. This is the first one.']],
  },
  'yaml-workflow': {
    body: '*Note:* we close at 6. Reply here: yes or no, and we call you back.',
    buttons: [
      ['call', 'Call me: today'],
      ['2', 'Do not call'],
    ],
    mended: [
      ['/interactive/action/buttons/1/reply/id', 'The ID of button 2 was a number. It is kept as text.'],
    ],
    leftOut: [
      [
        '/to',
        'The recipient was the placeholder “{{ $json.phone }}”. Write the customer’s number in the form.',
      ],
    ],
  },
}
