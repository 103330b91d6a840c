import type { PGlite } from '@electric-sql/pglite'

/** The same database, in which no transaction can change anything. PostgreSQL itself sees to it, whatever is called. */
export function readOnly(db: PGlite): PGlite {
  const transaction: PGlite['transaction'] = (work) =>
    db.transaction(async (tx) => {
      await tx.exec('set transaction read only')
      return work(tx)
    })
  return new Proxy(db, {
    get(target, name) {
      if (name === 'transaction') return transaction
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? (value as () => unknown).bind(target) : value
    },
  })
}
