// Notes (working memory) and metadata of one resource. Those that are here are not replaced by others.
import type { MemoryStorage } from '@mastra/core/storage'
import { toStorableText } from '../../../shared/domain/stored-text'
import type { SourceMemory } from './read-source'
import { holds } from './same-json'

export type TargetNotes = Pick<MemoryStorage, 'getResourceById' | 'saveResource'>

export type NotesOutcome = { kind: 'none' | 'imported' | 'same' } | { kind: 'left'; reason: string }

/**
 * Rejects with what the store throws, and when what is read back is not the same.
 *
 * @param resourceId there @param id here
 */
export async function importNotes(
  source: Pick<SourceMemory, 'getResourceById'>,
  target: TargetNotes,
  { resourceId, id, isDryRun }: { resourceId: string; id: string; isDryRun: boolean },
): Promise<NotesOutcome> {
  const there = await source.getResourceById({ resourceId })
  const notes = toStorableText(there?.workingMemory ?? '')
  const metadata = there?.metadata ?? {}
  if (!there || (notes === '' && Object.keys(metadata).length === 0)) return { kind: 'none' }
  const read = async () => {
    const here = await target.getResourceById({ resourceId: id })
    return { notes: here?.workingMemory ?? '', metadata: here?.metadata ?? {} }
  }
  const here = await read()
  if (notes !== '' && here.notes !== '' && here.notes !== notes) {
    return { kind: 'left', reason: 'There are other notes here.' }
  }
  const shared = Object.fromEntries(Object.entries(metadata).filter(([key]) => key in here.metadata))
  if (!holds(here.metadata, shared)) return { kind: 'left', reason: 'There is other metadata here.' }
  const isSame = (found: Awaited<ReturnType<typeof read>>) =>
    (notes === '' || found.notes === notes) && holds(found.metadata, metadata)
  if (isSame(here)) return { kind: 'same' }
  if (isDryRun) return { kind: 'imported' }
  // '' would empty what is here.
  await target.saveResource({ resource: { ...there, id, workingMemory: there.workingMemory || undefined } })
  if (!isSame(await read())) throw new Error('The notes are not here as they were there.')
  return { kind: 'imported' }
}
