// For tests: things that were found.
import type { Recalled } from '../recalled'

/** A message; one without a rank stands beside one that was found. */
export function said(text: string, given: Partial<Recalled> = {}): Recalled {
  return {
    kind: 'message',
    id: crypto.randomUUID(),
    version: null,
    threadId: 'thread',
    seq: 1,
    role: 'user',
    text,
    saidAt: '2026-03-02T10:00:00.000Z',
    rank: null,
    score: null,
    parts: null,
    closeness: 1,
    ...given,
  }
}

export function memory(text: string, given: Partial<Recalled> = {}): Recalled {
  return said(text, { kind: 'memory', version: 1, role: null, seq: null, rank: 1, score: 1, ...given })
}
