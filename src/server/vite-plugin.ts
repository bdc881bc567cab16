import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Plugin, ViteDevServer } from 'vite'
import { isRunnableDevEnvironment } from 'vite'

type Development = {
  mode: string
  handle(incoming: IncomingMessage, outgoing: ServerResponse): void
}

/** Development in one process: the API answers inside Vite's server, and an edit of the server is live on the next request. */
export function trioApi(): Plugin {
  return {
    name: 'trio-api',
    apply: 'serve',
    // As the built server does for its page.
    transformIndexHtml: async (html, { server }) => {
      const development = server && (await load(server))
      return development ? html.replace('<html', `<html data-mode="${development.mode}"`) : html
    },
    configureServer(server) {
      server.middlewares.use((incoming, outgoing, next) => {
        if (!/^\/(api\/|livez|readyz|webhook)/.test(incoming.url ?? '')) return next()
        load(server)
          .then((development) => development?.handle(incoming, outgoing))
          .catch(next)
      })
    },
  }
}

async function load({ environments: { ssr } }: ViteDevServer): Promise<Development | undefined> {
  return ssr && isRunnableDevEnvironment(ssr) ? ssr.runner.import('/src/server/dev.ts') : undefined
}
