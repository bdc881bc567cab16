import type { ReactNode } from 'react'
import { Component, Suspense } from 'react'

type LazyPartProps = { children: ReactNode }

/** Holds a part whose code comes later. When that cannot be loaded, the part says so and the rest of the page lives on. */
export class LazyPart extends Component<LazyPartProps, { isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError() {
    return { isBroken: true }
  }

  override render(): ReactNode {
    if (this.state.isBroken)
      return (
        <p className="p-2 text-[13px] text-red">
          This part could not be loaded. Check the connection, then reload the page: your draft stays as it
          is.
        </p>
      )
    return <Suspense>{this.props.children}</Suspense>
  }
}
