// Keeps every draft under a key of its own, so that two windows with different threads do not overwrite each other,
// and writes a moment later, so that a long draft is not written whole with every keystroke.
//
// Two windows may hold different drafts of one thread, and there is one place for them. A window takes away only what
// it knows to stand there; and as it goes it adds what was written in it, should that not stand there any more. Neither
// answers the other while both are open, so they cannot fight.
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

/** A draft as this window last kept or read it. */
interface Kept {
  draft: Draft
  /** Where it stands in the storage. */
  item: string
  /** What this window knows to stand there. */
  json: string | null
  /** Written in this window, not only read by it. */
  isOwn: boolean
}

export function createDraftStorage({ storage, later, onNotKept }: Options) {
  const kept = new Map<string, Kept>()
  let waiting: { name: string; drafts: Record<string, Draft> } | null = null

  /** Writes what waits, now. */
  function flush(): void {
    if (!waiting) return
    const { name, drafts } = waiting
    waiting = null
    for (const [key, { item, json }] of kept) {
      if (key in drafts) continue
      kept.delete(key)
      // What another window has written there since is its draft.
      if (storage.getItem(item) === json) storage.removeItem(item)
    }
    for (const [key, draft] of Object.entries(drafts)) {
      const before = kept.get(key)
      if (before?.draft !== draft)
        write(key, { draft, item: `${name}.${key}`, json: before?.json ?? null, isOwn: true })
    }
  }

  function write(key: string, entry: Kept): void {
    kept.set(key, entry)
    const json = JSON.stringify(entry.draft)
    try {
      storage.setItem(entry.item, json)
      entry.json = json
    } catch {
      onNotKept(key)
    }
  }

  /** Call it as the window goes: writes what waits, and adds what was written here and stands there no more. */
  function leave(): void {
    flush()
    for (const [key, { draft, item, json, isOwn }] of kept) {
      if (!isOwn) continue
      const standing = storage.getItem(item)
      if (standing === JSON.stringify(draft)) continue
      const both = withTextOf(draft, standing === json ? null : readDraft(standing))
      if (both === null) continue
      try {
        // Still not known to stand there: the other window's half is not this one's to take away.
        storage.setItem(item, JSON.stringify(both))
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
        const json = storage.getItem(item)
        const draft = readDraft(json)
        if (!draft) continue
        const key = item.slice(name.length + 1)
        drafts[key] = draft
        kept.set(key, { draft, item, json, isOwn: false })
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
  return { persistStorage, leave, flush, read: (item: string) => readDraft(storage.getItem(item)) }
}

/** A draft that holds the text and the files of both, or null where the other one does already. */
function withTextOf(draft: Draft, other: Draft | null): Draft | null {
  if (other === null) return draft
  const own = draft.attachments ?? []
  const files = [...(other.attachments ?? []), ...own.filter((file) => !isAmong(other, file))]
  const isMissing = files.length > (other.attachments ?? []).length
  if (other.text.includes(draft.text) && !isMissing) return null
  const text = textOfBoth(draft.text, other.text)
  if (text === draft.text && files.length === own.length) return draft
  return {
    text,
    ...(draft.base !== undefined && { base: draft.base }),
    ...(draft.threadId !== undefined && { threadId: draft.threadId }),
    ...(files.length > 0 && { attachments: files }),
  }
}

function textOfBoth(text: string, other: string): string {
  if (other.includes(text)) return other
  return text.includes(other) ? text : `${other}\n\n${text}`
}

function isAmong({ attachments = [] }: Draft, { fileId }: { fileId: string }): boolean {
  return attachments.some((one) => one.fileId === fileId)
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
