import type { ReactNode } from 'react'
import { listRules, TAP_RULES } from '#whatsapp/handover.ts'
import { toJson } from '#whatsapp/json.ts'
import type { MessageDraft } from '#whatsapp/message.ts'
import type { Payload } from '#whatsapp/payload.ts'
import { toTapWebhook } from '#whatsapp/webhook.ts'
import { Bubble } from '../preview/bubble.tsx'

type SheetProps = { draft: MessageDraft; payload: Payload; caveat: string | undefined }

export function Sheet({ draft, payload, caveat }: SheetProps) {
  const replies = payload.interactive.action.buttons.map(({ reply }) => reply)
  const [first, ...others] = replies
  return (
    <div className="handover-sheet">
      {/* On paper there is no dialog that would say what this is. */}
      <p className="handover-title">WhatsApp message with reply buttons</p>
      {caveat && <p className="text-amber">{caveat}</p>}
      <h3>What the customer sees</h3>
      <div className="phone-screen">
        <Bubble draft={draft} />
      </div>
      <h3>Payload</h3>
      <p>
        The recipient is left out: add <code>"to"</code> with +, country code and number, all digits in one.
      </p>
      <Code>{toJson(payload)}</Code>
      <h3>What each button means</h3>
      <table>
        <thead>
          <tr>
            <th>Button text</th>
            <th>Button ID</th>
            <th>What is to happen</th>
          </tr>
        </thead>
        <tbody>
          {replies.map(({ id, title }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a draft may hold the same button twice
            <tr key={index}>
              <td dir="auto">{title}</td>
              <td>
                <code>{id}</code>
              </td>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      <p>Decide by the ID: it comes back exactly as it was sent, and customers never see it.</p>
      {first && (
        <>
          <h3>What a tap posts to your webhook</h3>
          <Code>{JSON.stringify(toTapWebhook(first, ''), null, 2)}</Code>
          {others.length > 0 && (
            <>
              <p>
                The other buttons differ in <code>interactive</code> alone:
              </p>
              <Code>{others.map(toTap).join('\n')}</Code>
            </>
          )}
          <Rules rules={TAP_RULES} />
        </>
      )}
      <h3>Rules</h3>
      <Rules rules={listRules(payload)} />
    </div>
  )
}

function toTap({ id, title }: { id: string; title: string }): string {
  return JSON.stringify({ type: 'button_reply', button_reply: { id, title } })
}

function Code({ children }: { children: string }) {
  return <pre dir="ltr">{children}</pre>
}

function Rules({ rules }: { rules: readonly string[] }) {
  return (
    <ul>
      {rules.map((rule) => (
        <li key={rule}>{withCode(rule)}</li>
      ))}
    </ul>
  )
}

/** Every second piece between backticks is code. */
function withCode(rule: string): ReactNode[] {
  return rule.split('`').map((piece, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces never change their order
    return index % 2 === 0 ? piece : <code key={index}>{piece}</code>
  })
}
