// Which kinds of proposals are accepted without asking. None, until their owner says so; a kind that a newer Kith knows is
// carried along and means nothing here.
import { z } from 'zod'
import { memoryKind } from '../../shared/contract/memories'
import type { MemoryKind } from '../../shared/contract/memories'

export const acceptedKinds = z.array(z.string()).optional()

export function acceptedKindsOf({ acceptedKinds = [] }: { acceptedKinds?: string[] | undefined }): MemoryKind[] {
  return memoryKind.options.filter((kind) => acceptedKinds.includes(kind))
}
