import { useWatch } from 'react-hook-form'
import { remarkOnText } from '#whatsapp/text-remarks.ts'
import type { FieldName } from '../form.ts'
import { useMessageForm } from '../form.ts'

type TextRemarkProps = { name: FieldName; max: number; kind?: 'body' | 'line' }

/** What is worth knowing about a text although it may be sent: marks that do nothing here, signs counted in two ways. */
export function TextRemark({ name, max, kind = 'line' }: TextRemarkProps) {
  const { control } = useMessageForm()
  const text = String(useWatch({ control, name }) ?? '')
  return remarkOnText('', text, max, kind).map((remark) => (
    <Remark key={remark.code}>{remark.message}</Remark>
  ))
}

export function Remark({ children }: { children: string }) {
  return <p className="mt-1 text-[13px] text-amber">{children}</p>
}
