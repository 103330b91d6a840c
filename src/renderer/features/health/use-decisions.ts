// What is decided about the health of memory. Each decision takes effect at once and can be undone.
import { useState } from 'react'
import type { MemoryPair } from '../../../shared/contract/health'
import { announce } from '../../lib/announcer'
import { showUndo } from '../../ui/Toaster'
import { wordsOf } from '../../wire/failure'
import type { ErrorInWords } from '../../wire/failure'
import { rpc } from '../../wire/rpc'
import { keyOf, nothingDecided } from './pairs'
import type { Decided } from './pairs'
import { words } from './words'

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
}

export function useDecisions(): Decisions {
  const [goneIds, setGone] = useState(nothingDecided.goneIds)
  const [apart, setApart] = useState(nothingDecided.apart)
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

  function decide(key: string, said: string, act: () => Promise<() => Promise<unknown>>): Promise<boolean> {
    return attempt(key, async () => {
      const undo = await act()
      announce(said)
      showUndo(said, words.undo, () => void attempt(key, async () => void (await undo())))
    })
  }

  const gone = (id: string) => {
    setGone((before) => including(before, id))
    return () => setGone((before) => without(before, id))
  }

  return {
    decided: { goneIds, apart },
    busyKey,
    failure,
    archive: (key, memoryId) =>
      decide(key, words.archived, async () => {
        await rpc.memories.update({ memoryId, archived: true })
        const back = gone(memoryId)
        return async () => {
          await rpc.memories.update({ memoryId, archived: false })
          back()
        }
      }),
    merge: (pair, intoId, content) =>
      decide(keyOf(pair), words.merged, async () => {
        const fromId = intoId === pair.older.id ? pair.newer.id : pair.older.id
        const both = { memoryId: intoId, otherId: fromId }
        const { version } = await rpc.memories.combine({ ...both, content })
        const back = gone(fromId)
        return async () => {
          await rpc.memories.separate({ ...both, version })
          back()
        }
      }),
    tellApart: (pair) =>
      decide(keyOf(pair), words.toldApart, async () => {
        const both = { memoryId: pair.older.id, otherId: pair.newer.id }
        await rpc.health.tellApart({ ...both, apart: true })
        setApart((before) => including(before, keyOf(pair)))
        return async () => {
          await rpc.health.tellApart({ ...both, apart: false })
          setApart((before) => without(before, keyOf(pair)))
        }
      }),
    keep: (memoryId) =>
      decide(memoryId, words.kept, async () => {
        await rpc.health.keep({ memoryId, keeps: true })
        const key = `kept ${memoryId}`
        setApart((before) => including(before, key))
        return async () => {
          await rpc.health.keep({ memoryId, keeps: false })
          setApart((before) => without(before, key))
        }
      }),
  }
}

function including(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return new Set(before).add(id)
}

function without(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return new Set([...before].filter((other) => other !== id))
}
