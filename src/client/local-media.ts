import { useSyncExternalStore } from 'react'
import type { MediaKind } from '#whatsapp/media.ts'

// Files of this computer that the preview may show: `blob:` addresses that never leave the browser. A file on its way has no
// media ID yet and is known by the kind of its header; after that its ID finds it again, in whatever draft it stands.
const onTheWay = new Map<MediaKind, string>()
const uploaded = new Map<string, string>()
const listeners = new Set<() => void>()

const UPLOADED_MAX = 20

/** The address under which this browser can show the file with that media ID, or the one that is on its way. */
export function useLocalMedia(kind: MediaKind, id: string): string | undefined {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => (id === '' ? onTheWay.get(kind) : uploaded.get(id)),
    () => undefined,
  )
}

export function showOnTheWay(kind: MediaKind, file: Blob): void {
  hideOnTheWay(kind)
  onTheWay.set(kind, URL.createObjectURL(file))
  tellAll()
}

export function hideOnTheWay(kind: MediaKind): void {
  const url = onTheWay.get(kind)
  if (url) URL.revokeObjectURL(url)
  onTheWay.delete(kind)
  tellAll()
}

/** What was on its way has arrived. The oldest of many files is let go. */
export function keepUploaded(kind: MediaKind, id: string): void {
  const url = onTheWay.get(kind)
  if (!url) return
  onTheWay.delete(kind)
  uploaded.set(id, url)
  const [oldest] = uploaded
  if (oldest && uploaded.size > UPLOADED_MAX) {
    URL.revokeObjectURL(oldest[1])
    uploaded.delete(oldest[0])
  }
  tellAll()
}

function tellAll(): void {
  for (const tell of listeners) tell()
}
