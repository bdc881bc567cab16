import { readFileSync } from 'node:fs'
import { Secret } from './secret.ts'

/** Looks variables up and collects what is wrong with them. An empty variable counts as unset, as composing tools write them. */
export class Variables {
  readonly faults: string[] = []
  readonly #values: Record<string, string | undefined>

  constructor(values: Record<string, string | undefined>) {
    this.#values = values
  }

  fault(text: string): void {
    this.faults.push(text)
  }

  raw(name: string): string | undefined {
    return this.#values[name]?.trim() || undefined
  }

  /** Set in either way, well or not. */
  has(name: string): boolean {
    return this.raw(name) !== undefined || this.raw(`${name}_FILE`) !== undefined
  }

  text(name: string, pattern: RegExp, wanted: string): string | undefined {
    const value = this.raw(name)
    if (value === undefined || pattern.test(value)) return value
    this.fault(`${name} is not ${wanted}.`)
    return undefined
  }

  secret(name: string, pattern: RegExp, wanted?: string): Secret | undefined {
    const file = this.raw(`${name}_FILE`)
    if (file && this.raw(name)) this.fault(`${name} and ${name}_FILE are both set. Keep one.`)
    const value = file ? readSecretFile(file) : this.raw(name)
    if (file && value === undefined) this.fault(`${name}_FILE cannot be read, or is empty.`)
    if (value === undefined) return undefined
    if (pattern.test(value)) return new Secret(value)
    const need = wanted ? `: it needs ${wanted}` : ''
    this.fault(`${name} is malformed${need}. Copy it once more, without blanks or line breaks.`)
    return undefined
  }

  list(name: string, test: (entry: string) => boolean, wanted: string): string[] {
    const entries = (this.raw(name) ?? '').split(',').flatMap((entry) => entry.trim() || [])
    entries.forEach((entry, index) => {
      if (!test(entry)) this.fault(`${name}: entry ${index + 1} is not ${wanted}.`)
    })
    return entries.filter(test)
  }

  number(name: string, fallback: number, largest: number): number {
    const value = this.raw(name)
    if (value === undefined) return fallback
    if (/^\d{1,9}$/.test(value) && Number(value) <= largest) return Number(value)
    this.fault(`${name} is not a whole number from 0 to ${largest}.`)
    return fallback
  }
}

function readSecretFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}
