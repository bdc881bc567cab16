import type { ReactNode } from 'react'
import type { Inline } from '#whatsapp/formatting.ts'
import { safeHref } from './safe-href.ts'

/** The pieces of a line as React nodes; text is only ever text. */
export function InlineText({ pieces }: { pieces: readonly Inline[] }): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: a piece of text has no identity but its place
  return pieces.map((piece, index) => <Piece key={index} piece={piece} />)
}

function Piece({ piece }: { piece: Inline }) {
  switch (piece.kind) {
    case 'text':
      return piece.text
    case 'bold':
      return <InlineIn tag="strong" pieces={piece.children} />
    case 'italic':
      return <InlineIn tag="em" pieces={piece.children} />
    case 'strikethrough':
      return <InlineIn tag="s" pieces={piece.children} />
    case 'code':
      return <code className="bubble-code">{piece.text}</code>
    case 'monospace':
      return <code>{piece.text}</code>
    case 'link':
      return <Link text={piece.text} href={safeHref(piece.href)} />
  }
}

type InlineInProps = { tag: 'strong' | 'em' | 's'; pieces: readonly Inline[] }

function InlineIn({ tag: Tag, pieces }: InlineInProps) {
  return (
    <Tag>
      <InlineText pieces={pieces} />
    </Tag>
  )
}

function Link({ text, href }: { text: string; href: string | undefined }) {
  if (!href) return text
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {text}
    </a>
  )
}
