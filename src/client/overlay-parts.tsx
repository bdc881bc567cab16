import type { Overlay } from './overlay.ts'
import { lazyPart } from './ui/lazy-part.tsx'

const Arrival = lazyPart(async () => (await import('./arrival/arrival.tsx')).Arrival)
const LinkArrival = lazyPart(async () => (await import('./share/link-arrival.tsx')).LinkArrival)
const ImportDialog = lazyPart(async () => (await import('./arrival/import-dialog.tsx')).ImportDialog)
const ShareDialog = lazyPart(async () => (await import('./share/share-dialog.tsx')).ShareDialog)
const HandoverDialog = lazyPart(async () => (await import('./handover/handover-dialog.tsx')).HandoverDialog)
const Drafts = lazyPart(async () => (await import('./library/drafts.tsx')).Drafts)
const Starters = lazyPart(async () => (await import('./library/starters.tsx')).Starters)

/** What lies over the page, each with its own code. */
export function OverlayPart({ overlay }: { overlay: Overlay }) {
  switch (overlay.kind) {
    case 'arrival':
      return <Arrival source={overlay} />
    case 'link':
      return <LinkArrival key={overlay.hash} hash={overlay.hash} />
    case 'import':
      return <ImportDialog />
    case 'share':
      return <ShareDialog />
    case 'handover':
      return <HandoverDialog />
    case 'drafts':
      return <Drafts />
    case 'starters':
      return <Starters />
  }
}
