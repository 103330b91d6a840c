// What one visitor said before, from the storage the project had.
import type { MastraCompositeStore } from '@mastra/core/storage'
import { createCall, SupabaseMemoryStorage } from '../../src/main/store'
import { importMastra, personasFor } from '../../src/main/store/import'
import type { Project, Visitor } from './coach'

/** @param resources that were this visitor's there. Repeated, it goes on where it ended */
export async function move(from: MastraCompositeStore, project: Project, visitor: Visitor, resources: string[]) {
  const { userId, getToken } = visitor
  const call = createCall({ ...project, getToken })
  const memory = await from.getStore('memory')
  if (!memory) throw new Error('There is nothing to move.')
  return importMastra({
    source: { memory },
    target: { memory: new SupabaseMemoryStorage({ call, userId, readAhead: false }) },
    userId,
    personaOf: personasFor({ call, userId, names: new Map(), only: new Set(resources) }),
  })
}
