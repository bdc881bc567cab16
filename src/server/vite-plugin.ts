import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Plugin } from 'vite'
import { isRunnableDevEnvironment } from 'vite'

type Development = { handle(incoming: IncomingMessage, outgoing: ServerResponse): void }

/** Development in one process: the API answers inside Vite's server, and an edit of the server is live on the next request. */
export function trioApi(): Plugin {
  return {
    name: 'trio-api',
    apply: 'serve',
    // As the built server does for its page.
    transformIndexHtml: (html) =>
      html.replace(
        '<html ',
        `<html data-mode="${process.env.WHATSAPP_ACCESS_TOKEN ? 'live' : 'simulator'}" `,
      ),
    configureServer({ environments, middlewares }) {
      const { ssr } = environments
      if (!ssr || !isRunnableDevEnvironment(ssr)) return
      middlewares.use((incoming, outgoing, next) => {
        if (!/^\/(api\/|livez|readyz|webhook)/.test(incoming.url ?? '')) return next()
        ssr.runner
          .import<Development>('/src/server/dev.ts')
          .then(({ handle }) => handle(incoming, outgoing))
          .catch(next)
      })
    },
  }
}
