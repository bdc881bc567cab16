export type EarlyTyping = readonly (readonly [name: string, value: string])[]

/** What somebody typed into the prerendered page before its script ran; hydration would put the example back. */
export function takeEarlyTyping(root: Element): EarlyTyping {
  const fields = root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'input[name]:not([type="radio"]), textarea[name]',
  )
  return Array.from(fields)
    .filter((field) => field.value !== field.defaultValue)
    .map((field) => [field.name, field.value])
}
