import { KithError } from '../../shared/errors'
import { writePiecesAtomically } from './write-atomically'

/** Writes a file of somebody's choice. Throws THREAD_NOT_SAVED for what the system says, and what the pieces throw. */
export async function savePieces(path: string, pieces: AsyncIterable<string>): Promise<void> {
  try {
    await writePiecesAtomically(path, pieces)
  } catch (error) {
    const isOfSystem = error instanceof Error && 'syscall' in error
    throw isOfSystem ? new KithError('THREAD_NOT_SAVED', { reason: error.message }, { cause: error }) : error
  }
}
