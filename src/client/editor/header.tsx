import { useController, useWatch } from 'react-hook-form'
import { HEADER_TYPES } from '#whatsapp/draft.ts'
import { HEADER_TEXT_MAX } from '#whatsapp/limits.ts'
import { useMessageForm } from '../form.ts'
import { lazyPart } from '../ui/lazy-part.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { LineField } from './line-field.tsx'
import { Section } from './section.tsx'

const MediumFields = lazyPart(
  async () => (await import('./medium.tsx')).MediumFields,
  <div className="h-28" />,
)

const LABELS = { none: 'None', text: 'Text', image: 'Image', video: 'Video', document: 'Document' }
const OPTIONS = HEADER_TYPES.map((value) => ({ value, label: LABELS[value] }))

/** The header's kind and its fields. All kinds keep what was typed in them, so switching back loses nothing. */
export function HeaderSection() {
  const { control } = useMessageForm()
  const { field } = useController({ control, name: 'header.type' })
  return (
    <Section title="Header" aside="optional" part="header">
      <div data-field-group="header.type">
        <Segmented label="Header" value={field.value} options={OPTIONS} onChange={field.onChange} />
      </div>
      <HeaderFields />
    </Section>
  )
}

function HeaderFields() {
  const { control } = useMessageForm()
  const type = useWatch({ control, name: 'header.type' })
  if (type === 'none') return null
  return (
    <div className="mt-3">
      {type === 'text' ? (
        <LineField
          name="header.text"
          label="Header text"
          max={HEADER_TEXT_MAX}
          placeholder="A bold line on top"
        />
      ) : (
        <MediumFields key={type} kind={type} />
      )}
    </div>
  )
}
