import { QueryClient } from '@tanstack/react-query'

/**
 * For everything that the page asks of its server. Nothing waits for the line to come back: a mutation that is paused while
 * offline would be sent later, behind its author's back.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { networkMode: 'always', retry: false, gcTime: 0 },
    mutations: { networkMode: 'always', retry: false, gcTime: 0 },
  },
})
