/** What makes the look of a bubble. Computed values are plain lengths and colours, so the copy needs no style sheet. */
const PROPERTIES = (
  'display position inset width height min-height margin padding box-sizing border-top border-right border-bottom ' +
  'border-left border-radius background-color ' +
  'background-image box-shadow clip-path color font-family font-size font-style font-weight line-height letter-spacing ' +
  'text-align text-decoration-line white-space overflow-wrap overflow text-overflow list-style-type align-items ' +
  'justify-content justify-items place-items flex gap grid-area grid-template-columns grid-template-rows opacity fill ' +
  'stroke stroke-width stroke-linecap stroke-linejoin translate aspect-ratio object-fit direction unicode-bidi ' +
  'box-decoration-break font-variant-emoji vertical-align'
).split(' ')

/** A copy of an element that looks the same wherever it stands, with its pictures inside as far as they may be read. */
export function copyLook(element: HTMLElement): { copy: HTMLElement; isWithoutMedium: boolean } {
  let isWithoutMedium = false

  function copyOf(original: Element): Element {
    const copy = original.cloneNode(false) as Element
    for (const name of ['class', 'id', 'tabindex', 'href']) copy.removeAttribute(name)
    writeStyle(copy, getComputedStyle(original))
    if (original instanceof HTMLImageElement || original instanceof HTMLVideoElement) {
      const still = toStill(original)
      if (!still) isWithoutMedium = true
      return still ? asImage(copy, still) : asBlank(copy)
    }
    copy.append(
      ...pseudo(original, '::before'),
      ...[...original.childNodes].map((node) =>
        node instanceof Element ? copyOf(node) : node.cloneNode(false),
      ),
      ...pseudo(original, '::after'),
    )
    return copy
  }

  const copy = copyOf(element) as HTMLElement
  return { copy, isWithoutMedium }
}

function writeStyle(copy: Element, computed: CSSStyleDeclaration): void {
  if (!(copy instanceof HTMLElement || copy instanceof SVGElement)) return
  for (const name of PROPERTIES) copy.style.setProperty(name, computed.getPropertyValue(name))
}

/** What a style sheet writes before and after an element, as an element. */
function pseudo(original: Element, which: '::before' | '::after'): Element[] {
  const computed = getComputedStyle(original, which)
  // Of a text that comes from an attribute, Firefox gives the attribute's name.
  const [, written, attribute] = /^(?:"(.*)"|attr\((.*)\))$/s.exec(computed.content) ?? []
  const text = attribute ? original.getAttribute(attribute) : written
  if (text == null) return []
  const span = document.createElement('span')
  span.textContent = text
  writeStyle(span, computed)
  return [span]
}

/** The picture or the frame in sight as a data address; nothing if it comes from another host. */
function toStill(medium: HTMLImageElement | HTMLVideoElement): string | undefined {
  const [width, height] =
    medium instanceof HTMLImageElement
      ? [medium.naturalWidth, medium.naturalHeight]
      : [medium.videoWidth, medium.videoHeight]
  if (width === 0 || height === 0) return undefined
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  try {
    canvas.getContext('2d')?.drawImage(medium, 0, 0)
    return canvas.toDataURL('image/png')
  } catch {
    return undefined
  }
}

function asImage(copy: Element, address: string): Element {
  const image = document.createElement('img')
  image.src = address
  image.style.cssText = copy.getAttribute('style') ?? ''
  return image
}

function asBlank(copy: Element): Element {
  const blank = document.createElement('div')
  blank.style.cssText = copy.getAttribute('style') ?? ''
  blank.style.setProperty('background-color', 'rgb(128 128 128 / 0.25)')
  return blank
}
