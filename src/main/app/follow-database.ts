// Calls to whichever database is open. Runs outlive a database that ends: what they could not store in one, they store in
// the next.
import type { Call } from '../database/call'
import { KithError } from '../../shared/errors'
import type { EmbeddedDatabase } from './open-embedded'

type OpenDatabase = Pick<EmbeddedDatabase, 'call' | 'forRun'>

export function followDatabase(open: () => OpenDatabase | null): OpenDatabase {
  function present(): OpenDatabase {
    const database = open()
    if (!database) throw new KithError('DATABASE_FAILED', { reason: 'It is not open.' })
    return database
  }

  return {
    call: async (...request) => present().call(...request),
    async forRun(run, options) {
      let from = present()
      let narrowed = await from.forRun(run, options)
      const call: Call = async (name, args, { signal } = {}) => {
        const database = present()
        // That one confirmed to keep the run within its bounds says nothing about another.
        if (database !== from) [narrowed, from] = [await database.forRun(run, { signal }), database]
        return narrowed(name, args, { signal })
      }
      return call
    },
  }
}
