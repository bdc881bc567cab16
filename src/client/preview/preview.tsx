import { Moon, Sun } from 'lucide-react'
import { useState } from 'react'
import { lazyPart } from '../ui/lazy-part.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { LiveBubble } from './bubble.tsx'
import { Phone } from './phone.tsx'
import { usePhoneChoice } from './use-phone-choice.ts'

const loadAnswer = () => import('./passing-answer.tsx')

const Answer = lazyPart(async () => (await loadAnswer()).Answer)
const PassingAnswer = lazyPart(async () => (await loadAnswer()).PassingAnswer)
const PictureCard = lazyPart(async () => (await import('./picture/picture-card.tsx')).PictureCard)

const PLATFORMS = [
  { value: 'android', label: 'Android' },
  { value: 'ios', label: 'iOS' },
] as const

const THEMES = [
  { value: 'light', label: 'Light', icon: <Sun size={16} aria-hidden="true" /> },
  { value: 'dark', label: 'Dark', icon: <Moon size={16} aria-hidden="true" /> },
] as const

/** The message on the customer's phone, while it is written. */
export function Preview() {
  const { platform, theme, shownTheme, choosePlatform, chooseTheme } = usePhoneChoice()
  // Each play is another one, so that its motion and its words come again.
  const [tap, setTap] = useState<{ index: number; play: number }>()
  const [isPictured, setIsPictured] = useState(false)
  const play = (index: number) => setTap((last) => ({ index, play: (last?.play ?? 0) + 1 }))
  return (
    <section aria-label="Preview" data-answered={tap && ''}>
      <div className="preview-pickers">
        <Segmented label="Phone" value={platform} options={PLATFORMS} onChange={choosePlatform} />
        <Segmented label="Phone theme" value={shownTheme} options={THEMES} onChange={chooseTheme} />
      </div>
      <Phone platform={platform} theme={theme} onTap={play}>
        <LiveBubble />
        {tap && <Answer key={tap.play} index={tap.index} />}
      </Phone>
      {tap ? (
        <PassingAnswer {...tap} onAgain={() => play(tap.index)} onClear={() => setTap(undefined)} />
      ) : (
        <p className="mt-3 text-center text-[13px] text-balance text-faint">
          What your customer sees. Click a part to edit it, a reply button to try it. Phones differ.{' '}
          <button
            type="button"
            className="min-h-6 cursor-pointer underline hover:text-ink"
            onClick={() => setIsPictured(true)}
          >
            Take a picture
          </button>
        </p>
      )}
      {isPictured && <PictureCard theme={shownTheme} onClose={() => setIsPictured(false)} />}
    </section>
  )
}
