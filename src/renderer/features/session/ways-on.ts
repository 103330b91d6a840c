// What one can do about a database that does not open. The fixing way first; three at most.
import type { Profile } from '../../../shared/contract/profiles'
import type { Failure } from '../../wire/failure'

export type Way = 'try-again' | 'go-back' | 'choose-backup' | 'old-version' | 'start-clean'

/**
 * @param hasBackups whether there is anything to choose from
 * @param kind of the profile
 */
export function waysOn(failure: Failure | null, hasBackups: boolean, kind: Profile['kind'] = 'embedded'): Way[] {
  // What lies in a project is not begun anew from here.
  if (kind === 'remote') return ['try-again']

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
