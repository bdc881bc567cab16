import { Moon, Sun } from 'lucide-react'
import { Segmented } from '../ui/segmented.tsx'
import { LiveBubble } from './bubble.tsx'
import { Phone } from './phone.tsx'
import { usePhoneChoice } from './use-phone-choice.ts'

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
  return (
    <section aria-label="Preview">
      <div className="preview-pickers">
        <Segmented label="Phone" value={platform} options={PLATFORMS} onChange={choosePlatform} />
        <Segmented label="Phone theme" value={shownTheme} options={THEMES} onChange={chooseTheme} />
      </div>
      <Phone platform={platform} theme={theme}>
        <LiveBubble />
      </Phone>
      <p className="mt-3 text-center text-[13px] text-balance text-faint">
        What your customer sees. Click a part to edit it. Phones differ.
      </p>
    </section>
  )
}
