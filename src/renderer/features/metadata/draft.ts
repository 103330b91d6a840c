// An entry as it is being written: one that is there, or a new one.
import type { MetadataEntry } from '../../../shared/contract/metadata'
import { METADATA_KEY_LIMIT } from '../../../shared/domain/limits'
import type { ErrorInWords } from '../../wire/failure'
import { problemOf, typedOf } from './typed-value'
import type { Typed, ValueProblem } from './typed-value'

export interface Draft {
  /** The key it had when it was opened; null: it is new. */
  base: MetadataEntry | null
  key: string
  typed: Typed
  isBusy: boolean
  /** Why it was not saved. What was written stays. */
  error: ErrorInWords | null
  /** What stands there now, where somebody was quicker; null: it was removed. */
  elsewhere?: MetadataEntry | null | undefined
}

export type KeyProblem = 'empty' | 'long' | 'kith' | 'taken' | 'character'

export function newDraft(): Draft {
  return { base: null, key: '', typed: { type: 'text', written: '' }, isBusy: false, error: null }
}

/** @param entry as a whole. */
export function draftOf(entry: MetadataEntry): Draft {
  return { base: entry, key: entry.key, typed: typedOf(entry.value), isBusy: false, error: null }
}

export function isChanged({ base, key, typed }: Draft): boolean {
  if (!base) return key !== '' || typed.written !== ''
  const first = typedOf(base.value)
  return typed.type !== first.type || typed.written !== first.written
}

export function problemsOf(
  draft: Draft,
  taken: readonly string[],
): { key: KeyProblem | null; value: ValueProblem | null } {
  return { key: draft.base ? null : keyProblem(draft.key, taken), value: problemOf(draft.typed) }
}

function keyProblem(key: string, taken: readonly string[]): KeyProblem | null {
  if (key === '') return 'empty'
  if (key.includes('\0') || !key.isWellFormed()) return 'character'
  // The database counts characters, not code units.
  if ([...key].length > METADATA_KEY_LIMIT) return 'long'
  if (key.startsWith('kith.') || key.startsWith('mastra.')) return 'kith'
  return taken.includes(key) ? 'taken' : null
}
