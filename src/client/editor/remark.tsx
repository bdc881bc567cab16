import { useWatch } from 'react-hook-form'
import { remarkOnText } from '#whatsapp/text-remarks.ts'
import type { FieldName } from '../form.ts'
import { useMessageForm } from '../form.ts'

type TextRemarkProps = { name: FieldName; max: number; kind?: 'body' | 'line' }

/** What is worth knowing about a text although it may be sent: marks that do nothing here, signs counted in two ways. */
export function TextRemark({ name, max, kind = 'line' }: TextRemarkProps) {
  const { control } = useMessageForm()
  // Computed, here and in the counter, so that a keystroke renders nothing where nothing is said.
  const remarks = useWatch({
    control,
    name,
    compute: (text) => remarkOnText('', String(text ?? ''), max, kind),
  })
  return remarks.map((remark) => <Remark key={remark.code}>{remark.message}</Remark>)
}

export function Remark({ children }: { children: string }) {
  return <p className="col-span-full mt-1 text-[13px] text-amber">{children}</p>
}
