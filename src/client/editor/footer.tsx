import { FOOTER_MAX } from '#whatsapp/limits.ts'
import { LineField } from './line-field.tsx'
import { Section } from './section.tsx'

export function FooterSection() {
  return (
    <Section title="Footer" aside="optional" part="footer">
      <LineField name="footer" label="Footer" max={FOOTER_MAX} placeholder="A short line in grey" />
    </Section>
  )
}
