// Keeps every draft under a key of its own, so that two windows with different threads do not overwrite each other,
// and writes a moment later, so that a long draft is not written whole with every keystroke.
import type { PersistStorage } from 'zustand/middleware'
import type { Draft } from './drafts'

export interface KeptDrafts {
  drafts: Record<string, Draft>
}

interface Options {
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>
  later: (run: () => void) => void
  /** The draft could not be kept, because the storage is full or closed. It lives on in this window. */
  onNotKept(key: string): void
}

export function createDraftStorage({ storage, later, onNotKept }: Options) {
  const written = new Map<string, Draft>()
  let waiting: { name: string; drafts: Record<string, Draft> } | null = null

  function flush(): void {
    if (!waiting) return
    const { name, drafts } = waiting
    waiting = null
    for (const key of written.keys()) {
      if (key in drafts) continue
      storage.removeItem(`${name}.${key}`)
      written.delete(key)
    }
    for (const [key, draft] of Object.entries(drafts)) {
      if (written.get(key) === draft) continue
      written.set(key, draft)
      try {
        storage.setItem(`${name}.${key}`, JSON.stringify(draft))
      } catch {
        onNotKept(key)
      }
    }
  }

  const persistStorage: PersistStorage<KeptDrafts> = {
    getItem(name) {
      const drafts: Record<string, Draft> = {}
      for (let index = 0; index < storage.length; index++) {
        const item = storage.key(index)
        if (!item?.startsWith(`${name}.`)) continue
        const draft = readDraft(storage.getItem(item))
        if (!draft) continue
        const key = item.slice(name.length + 1)
        drafts[key] = draft
        written.set(key, draft)
      }
      return { state: { drafts } }
    },
    setItem(name, { state }) {
      const isScheduled = waiting !== null
      waiting = { name, drafts: state.drafts }
      if (!isScheduled) later(flush)
    },
    removeItem(name) {
      waiting = { name, drafts: {} }
      flush()
    },
  }
  return { persistStorage, flush }
}

function readDraft(json: string | null): Draft | null {
  if (json === null) return null
  try {
    const draft = JSON.parse(json) as Draft
    return typeof draft.text === 'string' ? draft : null
  } catch {
    return null
  }
}
