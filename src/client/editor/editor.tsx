import { BodySection } from './body.tsx'
import { ButtonsSection } from './buttons.tsx'
import { FooterSection } from './footer.tsx'
import { HeaderSection } from './header.tsx'

/** One sheet in the order of the message. */
export function Editor() {
  return (
    <section aria-label="Editor" className="app-editor rounded-xl border border-line bg-sheet">
      <form noValidate data-draft onSubmit={(event) => event.preventDefault()}>
        <HeaderSection />
        <BodySection />
        <FooterSection />
        <ButtonsSection />
      </form>
    </section>
  )
}
