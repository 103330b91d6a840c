// What one can do about a database that does not open. The fixing way first; three at most.
import type { Failure } from '../../wire/failure'

export type Way = 'try-again' | 'go-back' | 'choose-backup' | 'old-version' | 'start-clean'

/** @param hasBackups whether there is anything to choose from */
export function waysOn(failure: Failure | null, hasBackups: boolean): Way[] {
  const choose: Way[] = hasBackups ? ['choose-backup'] : []
  switch (failure?.code) {
    case 'MIGRATION_FAILED':
      return ['try-again', 'old-version', 'start-clean']
    case 'DATABASE_DAMAGED':
      return failure.data.backup ? ['go-back', ...choose, 'try-again'] : ['try-again', ...choose, 'start-clean']
    case 'BACKUP_UNUSABLE':
      return [...choose, 'try-again', 'start-clean']
    case 'DATABASE_FAILED':
    case 'DATABASE_NEWER':
      return ['try-again', ...choose, 'start-clean']
    default:
      return ['try-again']
  }
}
