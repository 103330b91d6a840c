// What is decided about the health of memory. Each decision takes effect at once and can be undone, and several together.
import { useState } from 'react'
import type { MemoryPair } from '../../../shared/contract/health'
import { announce } from '../../lib/announcer'
import { showUndo } from '../../ui/Toaster'
import { wordsOf } from '../../wire/failure'
import type { ErrorInWords } from '../../wire/failure'
import { rpc } from '../../wire/rpc'
import { keyOf, nothingDecided } from './pairs'
import type { Decided } from './pairs'
import { keyOfSuggestion, sidesOf, stillOpen } from './suggestions'
import type { Suggestion } from './suggestions'
import { words } from './words'

export type Decision = 'archive' | 'keep' | 'merge'

export interface Decisions {
  decided: Decided
  busyKey: string | null
  /** What did not work, and with which pair or memory. */
  failure: { key: string; words: ErrorInWords } | null
  /** Whether it worked. `key`: of the pair or the memory it was decided at. */
  archive(key: string, memoryId: string): Promise<boolean>
  merge(pair: MemoryPair, intoId: string, content: string): Promise<boolean>
  tellApart(pair: MemoryPair): Promise<boolean>
  keep(memoryId: string): Promise<boolean>
  /** One after the other, with one way back for all. Ends with the first that does not work; whether all did. */
  decideAll(suggestions: readonly Suggestion[], decision: Decision): Promise<boolean>
}

type Undo = () => Promise<unknown>

/** Of several at once. */
export const SEVERAL = 'several'

export function useDecisions(): Decisions {
  const [decided, setDecided] = useState(nothingDecided)
  const [busyKey, setBusyKey] = useState<string | null>(null)
  const [failure, setFailure] = useState<Decisions['failure']>(null)

  async function attempt(key: string, act: () => Promise<void>): Promise<boolean> {
    setBusyKey(key)
    setFailure(null)
    try {
      await act()
      return true
    } catch (cause) {
      setFailure({ key, words: wordsOf(cause) })
      return false
    } finally {
      setBusyKey(null)
    }
  }

  function offerUndo(key: string, said: string, undo: Undo): void {
    announce(said)
    showUndo(said, words.undo, () => void attempt(key, async () => void (await undo())))
  }

  function decide(key: string, said: string, act: () => Promise<Undo>): Promise<boolean> {
    return attempt(key, async () => offerUndo(key, said, await act()))
  }

  const mark = (list: keyof Decided, id: string) => {
    setDecided((before) => ({ ...before, [list]: including(before[list], id) }))
    return () => setDecided((before) => ({ ...before, [list]: without(before[list], id) }))
  }

  async function archive(memoryId: string): Promise<Undo> {
    await rpc.memories.update({ memoryId, archived: true })
    const back = mark('goneIds', memoryId)
    return async () => {
      await rpc.memories.update({ memoryId, archived: false })
      back()
    }
  }
  async function merge({ older, newer }: MemoryPair, intoId: string, content: string): Promise<Undo> {
    const fromId = intoId === older.id ? newer.id : older.id
    const both = { memoryId: intoId, otherId: fromId }
    const { version } = await rpc.memories.combine({ ...both, content })
    const back = mark('goneIds', fromId)
    return async () => {
      await rpc.memories.separate({ ...both, version })
      back()
    }
  }
  async function tellApart(pair: MemoryPair): Promise<Undo> {
    const both = { memoryId: pair.older.id, otherId: pair.newer.id }
    await rpc.health.tellApart({ ...both, apart: true })
    const back = mark('apart', keyOf(pair))
    return async () => {
      await rpc.health.tellApart({ ...both, apart: false })
      back()
    }
  }
  async function keep(memoryId: string): Promise<Undo> {
    await rpc.health.keep({ memoryId, keeps: true })
    const back = mark('apart', `kept ${memoryId}`)
    return async () => {
      await rpc.health.keep({ memoryId, keeps: false })
      back()
    }
  }

  /** What is suggested, done; nothing where there is nothing of the kind to do. */
  function carryOut(suggestion: Suggestion, decision: Decision): Promise<Undo> | null {
    if (suggestion.kind === 'memory') {
      const { id } = suggestion.memory
      return decision === 'archive' ? archive(id) : decision === 'keep' ? keep(id) : null
    }
    const { pair } = suggestion
    const { staying, going } = sidesOf(pair)
    if (decision === 'archive') return archive(going.id)
    return decision === 'keep' ? tellApart(pair) : merge(pair, staying.id, staying.content)
  }

  async function decideAll(suggestions: readonly Suggestion[], decision: Decision): Promise<boolean> {
    const undos: Undo[] = []
    const goneIds = new Set<string>()
    let isWhole = true
    for (const suggestion of suggestions) {
      if (!stillOpen(suggestion, goneIds)) continue
      isWhole = await attempt(keyOfSuggestion(suggestion), async () => {
        const undo = await carryOut(suggestion, decision)
        if (!undo) return
        undos.unshift(undo)
        if (suggestion.kind === 'pair' && decision !== 'keep') goneIds.add(sidesOf(suggestion.pair).going.id)
      })
      if (!isWhole) break
    }
    if (undos.length > 0) {
      // The last one first: what was merged into a memory is taken out of it in the order of its versions.
      offerUndo(SEVERAL, words.several[decision](undos.length), async () => {
        for (const undo of undos) await undo()
      })
    }
    return isWhole
  }

  return {
    decided,
    busyKey,
    failure,
    archive: (key, memoryId) => decide(key, words.archived, () => archive(memoryId)),
    merge: (pair, intoId, content) => decide(keyOf(pair), words.merged, () => merge(pair, intoId, content)),
    tellApart: (pair) => decide(keyOf(pair), words.toldApart, () => tellApart(pair)),
    keep: (memoryId) => decide(memoryId, words.kept, () => keep(memoryId)),
    decideAll,
  }
}

function including(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return new Set(before).add(id)
}

function without(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return new Set([...before].filter((other) => other !== id))
}
