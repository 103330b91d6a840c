// What is said where a database is wanted and there is none, or none such.
import { KithError } from '../../shared/errors'
import type { EmbeddedDatabase } from './open-embedded'
import type { Opened } from './open-present'

export function present(database: Opened | null): Opened {
  if (!database) throw notOpen()
  return database
}

/** Throws NOT_IN_THIS_PROFILE where the database lies elsewhere. */
export function embedded(database: Opened | null): EmbeddedDatabase {
  const opened = present(database)
  if (opened.kind === 'remote') throw new KithError('NOT_IN_THIS_PROFILE', {})
  return opened
}

export function isClosing(): KithError {
  return new KithError('DATABASE_FAILED', { reason: 'Kith is closing.' })
}

export function notOpen(): KithError {
  return new KithError('DATABASE_FAILED', { reason: 'It is not open.' })
}
