import { createContext, use } from 'react'
import type { FieldPath } from '#whatsapp/fields.ts'

export type GoToField = (path: FieldPath) => void

export const GoToFieldContext = createContext<GoToField>(() => {})

/** Brings a field of the editor into view and focuses it, wherever the reader stands. */
export function useGoToField(): GoToField {
  return use(GoToFieldContext)
}
