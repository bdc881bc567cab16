import { createContext } from 'react'
import type { MediaKind } from '#whatsapp/media.ts'

/** `blob:` addresses of files chosen on this computer, by kind of header; they are shown, and never leave the browser. */
export type LocalMedia = Partial<Record<MediaKind, string>>

export const LocalMediaContext = createContext<LocalMedia>({})
