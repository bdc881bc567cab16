import type { ComponentType, ReactNode } from 'react'
import { useEffect, useState } from 'react'

/**
 * A component whose code comes when it is first shown. When that fails (no line, a newer build on the server), it says so and
 * can be asked again, and the rest of the page lives on; `React.lazy` would take the page down and never try again.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  placeholder: ReactNode = null,
): ComponentType<Props> {
  let Part: ComponentType<Props> | undefined

  return function LazyPart(props: Props) {
    const [state, setState] = useState<'loading' | 'loaded' | 'broken'>('loading')
    useEffect(() => {
      if (state !== 'loading' || Part) return
      load().then(
        (loaded) => {
          Part = loaded
          setState('loaded')
        },
        () => setState('broken'),
      )
    }, [state])
    if (Part) return <Part {...props} />
    return state === 'broken' ? <Broken onRetry={() => setState('loading')} /> : placeholder
  }
}

/** Both ways are told, as Firefox keeps the failure of a script until the page is loaded anew. */
function Broken({ onRetry }: { onRetry: () => void }) {
  return (
    <p className="p-2 text-[13px] text-red">
      This part could not be loaded.{' '}
      <button type="button" className="min-h-6 cursor-pointer underline" onClick={onRetry}>
        Try again
      </button>
      , or reload the page.
    </p>
  )
}
