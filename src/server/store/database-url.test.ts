import { expect, test } from 'vitest'
import { parseDatabaseUrl } from './database-url.ts'

test.each([
  ['file:data/trio.db', 'data/trio.db'],
  ['data/trio.db', 'data/trio.db'],
  ['./my data/trio.db', './my data/trio.db'],
  ['file:my%20data/trio.db', 'my data/trio.db'],
  ['file:/var/lib/trio/trio.db', '/var/lib/trio/trio.db'],
  ['file:///var/lib/trio/trio.db', '/var/lib/trio/trio.db'],
  ['file://localhost/var/lib/trio/trio.db', '/var/lib/trio/trio.db'],
  ['C:\\trio\\trio.db', 'C:\\trio\\trio.db'],
])('%s is the file %s', (text, path) => {
  expect(parseDatabaseUrl(text)).toEqual({ kind: 'sqlite', path })
})

test.each([
  'postgres://trio:secret@db.example/trio',
  'postgresql://db/trio?sslmode=require',
  'postgres://trio:secret@/trio?host=/var/run/postgresql',
  'postgres:///trio',
])('%s is PostgreSQL', (text) => {
  expect(parseDatabaseUrl(text)).toEqual({ kind: 'postgres', url: text })
})

test.each([
  '',
  'file:',
  ':memory:',
  'file::memory:',
  'file:%zz',
  'libsql://secret@db.example',
  'https://secret@db.example',
  'mysql://secret@db.example/trio',
  'postgres://trio:secret#@db:port/trio',
  'file:data\0.db',
])('%j is refused, without repeating it', (text) => {
  const parsed = parseDatabaseUrl(text)
  expect(parsed).toMatchObject({ kind: 'invalid', message: expect.not.stringContaining('secret') })
})
