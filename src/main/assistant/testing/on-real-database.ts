import { afterAll, beforeAll } from 'vitest'
import { openRealDatabase } from '../../store/testing/real-database'
import type { RealDatabase } from '../../store/testing/real-database'
import { loadMastra } from './start-assistant'

/** For all tests of a file: a real database and the real Mastra, which are there when the first begins. */
export function onRealDatabase(): RealDatabase {
  const database = {} as RealDatabase
  beforeAll(async () => {
    await loadMastra()
    Object.assign(database, await openRealDatabase())
  }, 180_000)
  afterAll(() => database.close())
  return database
}
