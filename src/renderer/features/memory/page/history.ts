// The history of a memory as what was changed, from the latest to the first.
import { diffWords } from 'diff'
import type { Memory, MemoryVersion } from '../../../../shared/contract/memories'

type Said = Pick<MemoryVersion, 'kind' | 'content' | 'importance' | 'status' | 'pinned'>

export interface Step {
  /** What it said before; also what it can say again. */
  before: MemoryVersion
  after: Said
  at: string
  by: MemoryVersion['changedBy']
}

/** @param versions newest first, as the database has them */
export function stepsOf(now: Said, versions: readonly MemoryVersion[]): Step[] {
  return versions.map((before, index) => ({
    before,
    after: versions[index - 1] ?? now,
    at: before.changedAt,
    by: before.changedBy,
  }))
}

export function saidOf({ kind, content, importance, status, pinned }: Memory): Said {
  return { kind, content, importance, status, pinned }
}

export interface Piece {
  /** Where in the two texts it begins: each piece has its own place. */
  at: number
  text: string
  kind: 'same' | 'taken' | 'added'
}

/** Two texts as different as they can be are not compared for longer than this. */
const TIMEOUT = 200
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

/** Word by word what was taken out and put in; as a whole, where that would take too long. */
export function piecesBetween(before: string, after: string): Piece[] {
  const found = diffWords(before, after, { intlSegmenter: segmenter, timeout: TIMEOUT })
  if (!found) {
    return [
      { at: 0, text: before, kind: 'taken' },
      { at: before.length, text: after, kind: 'added' },
    ]
  }
  let at = 0
  return found.map(({ value, added, removed }) => {
    const piece = { at, text: value, kind: added ? 'added' : removed ? 'taken' : 'same' } as const
    at += value.length
    return piece
  })
}

/** What stands far from any change is left out, so that a long text shows what is different in it. */
export function withoutFar(pieces: readonly Piece[], kept = 120): Piece[] {
  return pieces.map((piece, index) => {
    if (piece.kind !== 'same' || piece.text.length <= kept * 2) return piece
    const start = index === 0 ? '' : piece.text.slice(0, kept)
    const end = index === pieces.length - 1 ? '' : piece.text.slice(-kept)
    return { ...piece, text: `${start} … ${end}` }
  })
}
