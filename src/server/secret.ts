import { inspect } from 'node:util'

/** A value that shows itself only when it is asked for by name; every usual way of printing gives `[redacted]`. */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  reveal = (): string => this.#value
  toString = (): string => '[redacted]'
  toJSON = (): string => '[redacted]';
  [inspect.custom] = (): string => '[redacted]'
}
