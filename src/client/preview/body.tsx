import { memo } from 'react'
import type { Block } from '#whatsapp/formatting.ts'
import { parseFormatting } from '#whatsapp/formatting.ts'
import { isBlank } from '#whatsapp/text.ts'
import { useLive } from '../form.ts'
import type { Run } from './body-runs.ts'
import { toRuns } from './body-runs.ts'
import { isRightToLeft } from './direction.ts'
import { InlineText } from './inline-text.tsx'

/** The body with its formatting. Each line takes its direction from its own first letter, as on the phone. */
export const BodyPart = memo(function BodyPart({ body }: { body: string }) {
  if (isBlank(body))
    return (
      <div data-part="body">
        <p className="bubble-missing">Your message</p>
      </div>
    )
  const lastLine = body.slice(body.lastIndexOf('\n') + 1)
  return (
    <div data-part="body" data-ends={isRightToLeft(lastLine) ? 'right' : undefined}>
      {toRuns(parseFormatting(body)).map((run, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a run of lines has no identity but its place
        <RunOfLines key={index} run={run} />
      ))}
    </div>
  )
})

export function LiveBody() {
  return <BodyPart body={useLive('body')} />
}

function RunOfLines({ run: { kind, lines } }: { run: Run }) {
  const Item = kind === 'bullet' || kind === 'numbered' ? 'li' : 'p'
  const items = lines.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a line has no identity but its place
    <Item key={index} dir="auto" data-marker={markerOf(line)}>
      {line.children.length > 0 ? <InlineText pieces={line.children} /> : <br />}
    </Item>
  ))
  switch (kind) {
    case 'plain':
      return items
    case 'bullet':
      return <ul>{items}</ul>
    case 'numbered':
      return <ol>{items}</ol>
    case 'quote':
      return <blockquote>{items}</blockquote>
  }
}

/** What stands before a list item; a number stays as it was typed. */
function markerOf({ kind, marker }: Block): string | undefined {
  if (kind === 'bullet') return '•'
  return kind === 'numbered' ? marker.trim() : undefined
}
