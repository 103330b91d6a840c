// Calls to whichever database is open. Runs outlive a database that ends: what they could not store in one, they store in
// the next.
import type { Call } from '../database/call'
import type { OpenDatabase } from './open-database'
import { unlessAborted } from './within'

type Calls = Pick<OpenDatabase, 'call' | 'forRun'>

/** @param present the database to call; waits for one that is being opened, and throws when there will be none */
export function followDatabase(present: () => Calls | Promise<Calls>): Calls {
  const presentFor = (signal: AbortSignal | undefined) => unlessAborted((async () => present())(), signal)
  return {
    call: async (name, args, { signal } = {}) => (await presentFor(signal)).call(name, args, { signal }),
    async forRun(run, { signal: ofAsking } = {}) {
      let from = await presentFor(ofAsking)
      let narrowed = await from.forRun(run, { signal: ofAsking })
      const call: Call = async (name, args, { signal } = {}) => {
        const database = await presentFor(signal)
        // That one confirmed to keep the run within its bounds says nothing about another.
        if (database !== from) [narrowed, from] = [await database.forRun(run, { signal }), database]
        return narrowed(name, args, { signal })
      }
      return call
    },
  }
}
