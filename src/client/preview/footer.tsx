import { parseLinks } from '#whatsapp/formatting.ts'
import { isBlank } from '#whatsapp/text.ts'
import { useLive } from '../form.ts'
import { isRightToLeft } from './direction.ts'
import { InlineText } from './inline-text.tsx'

/** The footer: small and grey; links work, formatting marks are shown as typed. */
export function FooterPart({ footer }: { footer: string }) {
  if (isBlank(footer)) return null
  return (
    <p data-part="footer" dir="auto" data-ends={isRightToLeft(footer) ? 'right' : undefined}>
      <InlineText pieces={parseLinks(footer)} />
    </p>
  )
}

export function LiveFooter() {
  return <FooterPart footer={useLive('footer')} />
}
