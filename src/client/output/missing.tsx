import { TriangleAlert } from 'lucide-react'
import { labelOfField } from '../field-label.ts'
import { useGoToField } from '../go-to-field.tsx'
import { useVerdict } from '../verdict.tsx'

/** What keeps the draft below from being a message; each entry leads to its field. */
export function Missing() {
  const { problems } = useVerdict()
  const goToField = useGoToField()
  if (problems.length === 0) return null
  return (
    <p className="mb-2 flex flex-wrap items-center gap-x-2 text-[13px] text-amber">
      <TriangleAlert size={14} aria-hidden="true" />
      Not complete yet:
      {problems.map(({ path, message }) => (
        <button
          key={path + message}
          type="button"
          title={message}
          className="min-h-6 cursor-pointer underline underline-offset-2"
          onClick={() => goToField(path)}
        >
          {labelOfField(path)}
        </button>
      ))}
    </p>
  )
}
