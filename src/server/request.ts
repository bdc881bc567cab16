import type { HttpBindings } from '@hono/node-server'

/** What the handlers of the app find in their context: Node's own request and response, and who is asking. */
export type RequestEnvironment = { Bindings: HttpBindings; Variables: { principal: string } }
