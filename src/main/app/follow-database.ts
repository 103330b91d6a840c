// Calls to whichever database is open. Runs outlive a database that ends: what they could not store in one, they store in
// the next.
import type { Call } from '../database/call'
import type { EmbeddedDatabase } from './open-embedded'

type OpenDatabase = Pick<EmbeddedDatabase, 'call' | 'forRun'>

/** @param present the database to call; waits for one that is being opened, and throws when there will be none */
export function followDatabase(present: () => OpenDatabase | Promise<OpenDatabase>): OpenDatabase {
  return {
    call: async (...request) => (await present()).call(...request),
    async forRun(run, options) {
      let from = await present()
      let narrowed = await from.forRun(run, options)
      const call: Call = async (name, args, { signal } = {}) => {
        const database = await present()
        // That one confirmed to keep the run within its bounds says nothing about another.
        if (database !== from) [narrowed, from] = [await database.forRun(run, { signal }), database]
        return narrowed(name, args, { signal })
      }
      return call
    },
  }
}
