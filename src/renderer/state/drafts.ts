// What is written and not yet sent or saved, per thread, per persona's notes and per message that is written anew. Nothing typed is lost to a reload.
import type { Attachment } from '../../shared/domain/attachment'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { createDraftStorage } from './draft-storage'
import type { KeptDrafts } from './draft-storage'
import { personaKey } from './open'
import { ofProfile } from '../lib/page-profile'
import { isQuick } from '../lib/quick'

/** The lower its place, the earlier it was chosen. */
export type DraftAttachment = Attachment & { place?: number }

export interface ComingFile {
  id: string
  name: string
  place: number
}

export interface Draft {
  text: string
  /** Files that are stored and go with it. */
  attachments?: DraftAttachment[]
  /** Files on their way into it. Whatever is still here after a reload did not arrive. */
  coming?: ComingFile[]
  /** For what is there already, notes or a message written anew: as it was when writing began. */
  base?: string
  /** Of a message that is written anew: where it stands. */
  threadId?: string
  /** The ids this very text was sent under and not yet confirmed, so that sending it again stores it once. */
  sentAs?: { threadId: string; messageId: string }
}

interface Drafts {
  drafts: Record<string, Draft>
  /** Too long to be kept over a reload. */
  notKept: Record<string, true>
  write(key: string, text: string): void
  /** Once, however often: the same bytes are one file. */
  attach(key: string, attachment: Attachment, place?: number): void
  /** A file is on its way. */
  expect(key: string, file: ComingFile): void
  /** It is there, or not wanted any more. */
  expectNoMore(key: string, id: string): void
  detach(key: string, fileId: string): void
  begin(key: string, draft: Draft): void
  /** The ids to send this draft under: the same ones again while its text is the same. */
  sendAs(key: string, threadId: string): { threadId: string; messageId: string }
  discard(key: string): void
}

// Two windows that each begin a thread begin different ones.
const beginning = isQuick ? 'quick' : 'new'
export const draftOfThread = (threadId: string | null, personaId: string | null) =>
  threadId ?? `${beginning}:${personaKey(personaId)}`
export const draftOfEdit = (messageId: string) => `edit:${messageId}`
export const draftOfMemory = (memoryId: string) => `memory:${memoryId}`
export const draftOfNewMemory = 'memory:new'
export const draftOfNotes = (personaId: string | null) => `notes:${personaKey(personaId)}`
export const draftOfProposal = (memoryId: string) => `proposal:${memoryId}`
export const draftOfMerge = (memoryId: string) => `merge:${memoryId}`

type Place = { of: 'thread' | 'persona' | 'message' | 'memory'; id: string } | { of: 'nothing' }
const placesByName = {
  new: 'persona',
  notes: 'persona',
  edit: 'message',
  memory: 'memory',
  proposal: 'memory',
  merge: 'memory',
} as const

/** What a draft is a draft of, by its key; of nothing yet, when it is to be a new memory. */
export function placeOfDraft(key: string): Place {
  if (key === draftOfNewMemory) return { of: 'nothing' }
  const [name, id] = key.split(':')
  if (id === undefined) return { of: 'thread', id: key }
  return name !== undefined && name in placesByName
    ? { of: placesByName[name as keyof typeof placesByName], id }
    : { of: 'nothing' }
}

/** Null when there is nothing: an emptied composer is no draft; emptied notes are, because saving them says something. */
function draftOf({ text, attachments = [], coming = [], base, threadId }: Omit<Draft, 'sentAs'>): Draft | null {
  if (text === '' && attachments.length + coming.length === 0 && base === undefined) return null
  return {
    text,
    ...(attachments.length > 0 && { attachments }),
    ...(coming.length > 0 && { coming }),
    ...(base !== undefined && { base }),
    ...(threadId !== undefined && { threadId }),
  }
}

function inOrder<T extends { place?: number }>(files: readonly T[]): T[] {
  return files.toSorted((one, other) => (one.place ?? 0) - (other.place ?? 0))
}

const NAME = ofProfile('kith.draft')
const storage = createDraftStorage({
  storage: localStorage,
  later: (run) => setTimeout(run, 300),
  onNotKept: (key) => useDrafts.setState(({ notKept }) => ({ notKept: { ...notKept, [key]: true } })),
})
window.addEventListener('pagehide', storage.leave)
// Whoever turns away may turn to another window of Kith.
window.addEventListener('blur', storage.flush)

/** So that other windows find them as they are. */
export const keepDraftsNow = storage.flush

/** The draft as it is kept, by whichever window wrote it last. */
export const storedDraft = (key: string) => storage.read(`${NAME}.${key}`)

function put(key: string, draft: Draft | null): void {
  useDrafts.setState(({ drafts }) => {
    const { [key]: _, ...others } = drafts
    return { drafts: draft ? { ...others, [key]: draft } : others }
  })
}

export const useDrafts = create<Drafts>()(
  persist<Drafts, [], [], KeptDrafts>(
    (set, get) => ({
      drafts: {},
      notKept: {},
      write(key, text) {
        set(({ drafts, notKept }) => {
          const { [key]: before, ...others } = drafts
          const { [key]: _, ...otherNotKept } = notKept
          const draft = draftOf({ ...before, text })
          return { drafts: draft ? { ...drafts, [key]: draft } : others, notKept: otherNotKept }
        })
      },
      attach(key, attachment, place = 0) {
        const before = get().drafts[key] ?? { text: '' }
        const others = (before.attachments ?? []).filter(({ fileId }) => fileId !== attachment.fileId)
        put(key, draftOf({ ...before, attachments: inOrder([...others, { ...attachment, place }]) }))
      },
      detach(key, fileId) {
        const before = get().drafts[key] ?? { text: '' }
        const attachments = (before.attachments ?? []).filter((one) => one.fileId !== fileId)
        put(key, draftOf({ ...before, attachments }))
      },
      expect(key, file) {
        const { coming = [], ...before } = get().drafts[key] ?? { text: '' }
        const others = coming.filter(({ id }) => id !== file.id)
        put(key, draftOf({ ...before, coming: inOrder([...others, file]) }))
      },
      expectNoMore(key, id) {
        const before = get().drafts[key]
        // Once it is sent there is no draft, and none is made of this.
        if (!before?.coming?.some((file) => file.id === id)) return
        const draft = draftOf({ ...before, coming: before.coming.filter((file) => file.id !== id) })
        put(key, draft && before.sentAs ? { ...draft, sentAs: before.sentAs } : draft)
      },
      begin: (key, draft) => set(({ drafts }) => ({ drafts: { ...drafts, [key]: draft } })),
      sendAs(key, threadId) {
        const draft = get().drafts[key] ?? { text: '' }
        if (draft.sentAs) return draft.sentAs
        const sentAs = { threadId, messageId: crypto.randomUUID() }
        set(({ drafts }) => ({ drafts: { ...drafts, [key]: { ...draft, sentAs } } }))
        return sentAs
      },
      discard(key) {
        set(({ drafts, notKept }) => {
          const { [key]: _draft, ...others } = drafts
          const { [key]: _notKept, ...otherNotKept } = notKept
          return { drafts: others, notKept: otherNotKept }
        })
      },
    }),
    { name: NAME, storage: storage.persistStorage, partialize: ({ drafts }) => ({ drafts }) },
  ),
)
