import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

const page = new Uint8Array(brotliCompressSync(readFileSync(new URL('../floor.html', import.meta.url))))
const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Encoding': 'br' }

const app = new Hono().get('/', (context) => context.body(page, 200, headers))
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.argv[2]) })
