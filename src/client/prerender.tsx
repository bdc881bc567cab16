import { renderToString } from 'react-dom/server'
import { App } from './app.tsx'

/** Markup of the first screen, exactly as the browser's first render makes it. */
export function renderFirstScreen(): string {
  return renderToString(<App />)
}
