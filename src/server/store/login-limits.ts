import { isIPv6 } from 'node:net'
import type { Pool } from 'pg'
import type { RateLimiterAbstract } from 'rate-limiter-flexible'
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'

const PER_MINUTE = { keyPrefix: 'minute', points: 5, duration: 60 }
const PER_HOUR = { keyPrefix: 'hour', points: 20, duration: 60 * 60 }

export type LoginAttempt = { kind: 'allowed' } | { kind: 'limited'; retryAfter: number }

/** Failed log-ins by client address: 5 a minute and 20 an hour, and nobody else is locked out. */
export type LoginLimits = {
  /** Call before the password is compared, so that attempts at the same time cannot slip through. Counts as failed. */
  attempt(address: string): Promise<LoginAttempt>
  /** Call after a right password: that attempt was no failure. */
  succeed(address: string): Promise<void>
}

export function createMemoryLimits(): LoginLimits {
  return toLimits([new RateLimiterMemory(PER_MINUTE), new RateLimiterMemory(PER_HOUR)])
}

export function createPostgresLimits(pool: Pool): LoginLimits {
  const table = { storeClient: pool, storeType: 'pool', tableName: 'login_attempts', tableCreated: true }
  return toLimits([
    new RateLimiterPostgres({ ...PER_MINUTE, ...table }),
    new RateLimiterPostgres({ ...PER_HOUR, ...table }),
  ])
}

function toLimits(limiters: RateLimiterAbstract[]): LoginLimits {
  return {
    attempt: async (address) => {
      // One after the other: what the minute refuses does not count against the hour.
      for (const limiter of limiters) {
        try {
          await limiter.consume(toKey(address))
        } catch (refusal) {
          if (!(refusal instanceof RateLimiterRes)) throw refusal
          return { kind: 'limited', retryAfter: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) }
        }
      }
      return { kind: 'allowed' }
    },
    succeed: async (address) => {
      for (const limiter of limiters) await limiter.reward(toKey(address))
    },
  }
}

// A provider gives an IPv6 customer at least a /64: who has one address has them all.
function toKey(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!isIPv6(plain)) return plain
  const { hostname } = new URL(`http://[${plain}]`)
  const [head = '', tail = ''] = hostname.slice(1, -1).split('::')
  const first = head.split(':').filter(Boolean)
  const last = tail.split(':').filter(Boolean)
  const zeros = Array<string>(8 - first.length - last.length).fill('0')
  return `${[...first, ...zeros, ...last].slice(0, 4).join(':')}::/64`
}
