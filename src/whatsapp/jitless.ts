import * as z from 'zod/mini'

// zod probes `new Function` before its first object schema; a strict CSP reports that as a violation.
z.config({ jitless: true })
