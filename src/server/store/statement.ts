import type { CompiledQuery, Kysely, RawBuilder } from 'kysely'
import type { Database, Tables } from './database.ts'

/** Runs on `db` where it is given, a transaction of that database. */
export type Statement<Values, Row> = (
  database: Database,
  values: Values,
  db?: Kysely<Tables>,
) => Promise<Row[]>

/** For what every send does: the text is made once for each database, for to make it takes longer than to run it. */
export function createStatement<Values extends object, Row>(
  build: (database: Database, values: Values) => RawBuilder<Row>,
): Statement<Values, Row> {
  const compiled = new WeakMap<Database, CompiledQuery<Row>>()
  const slots = new Proxy({} as Values, { get: (_, name) => new Slot(name) })
  return async (database, values, db = database.db) => {
    const query = compiled.get(database) ?? build(database, slots).compile(database.db)
    compiled.set(database, query)
    const parameters = query.parameters.map((one) =>
      one instanceof Slot ? values[one.name as keyof Values] : one,
    )
    const { rows } = await db.executeQuery<Row>({ ...query, parameters })
    return rows
  }
}

/** Stands in the text for the value of that name. */
class Slot {
  readonly name: string | symbol

  constructor(name: string | symbol) {
    this.name = name
  }
}
