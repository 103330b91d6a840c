import type { ReactNode } from 'react'
import type { SessionState } from '../../../shared/contract/session'
import { asFailure } from '../../wire/failure'
import { SchemaUpdate } from './SchemaUpdate'

/** What to do about a project whose database is older than this Kith; nothing, where that is not what failed. */
export function schemaUpdateOf({ failure }: Extract<SessionState, { phase: 'failed' }>): ReactNode {
  const known = asFailure(failure)
  return known?.code === 'SCHEMA_OUTDATED' && <SchemaUpdate url={known.data.url} missing={known.data.missing} />
}
