import { FileText, Film, Image } from 'lucide-react'
import { useState } from 'react'
import type { MediaKind } from '#whatsapp/media.ts'
import { useLocalMedia } from '../../local-media.ts'

const ICONS = { image: Image, video: Film, document: FileText }

/** A small picture of the file where this browser can show it, else a sign for its kind. */
export function KindIcon({ kind, id = '' }: { kind: MediaKind; id?: string }) {
  const url = useLocalMedia(kind, id)
  const [broken, setBroken] = useState<string>()
  const Icon = ICONS[kind]
  return (
    <span className="upload-thumb" aria-hidden="true">
      {kind === 'image' && url && url !== broken ? (
        <img src={url} alt="" onError={() => setBroken(url)} />
      ) : (
        <Icon size={20} />
      )}
    </span>
  )
}
