// What is written and not yet sent or saved, per thread, per persona's notes and per message that is written anew. Nothing typed is lost to a reload.
import type { Attachment } from '../../shared/domain/attachment'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { createDraftStorage } from './draft-storage'
import type { KeptDrafts } from './draft-storage'
import { personaKey } from './open'

export interface Draft {
  text: string
  /** Files that are stored and go with it. */
  attachments?: Attachment[]
  /** For what is there already, notes or a message written anew: as it was when writing began. */
  base?: string
  /** The ids this very text was sent under and not yet confirmed, so that sending it again stores it once. */
  sentAs?: { threadId: string; messageId: string }
}

interface Drafts {
  drafts: Record<string, Draft>
  /** Too long to be kept over a reload. */
  notKept: Record<string, true>
  write(key: string, text: string): void
  /** Once, however often: the same bytes are one file. */
  attach(key: string, attachment: Attachment): void
  detach(key: string, fileId: string): void
  begin(key: string, draft: Draft): void
  /** The ids to send this draft under: the same ones again while its text is the same. */
  sendAs(key: string, threadId: string): { threadId: string; messageId: string }
  discard(key: string): void
}

export const draftOfThread = (threadId: string | null, personaId: string | null) =>
  threadId ?? `new:${personaKey(personaId)}`
export const draftOfEdit = (messageId: string) => `edit:${messageId}`
export const draftOfNotes = (personaId: string | null) => `notes:${personaKey(personaId)}`

/** Null when there is nothing: an emptied composer is no draft; emptied notes are, because saving them says something. */
function draftOf(text: string, attachments: Attachment[], base: string | undefined): Draft | null {
  if (text === '' && attachments.length === 0 && base === undefined) return null
  return { text, ...(attachments.length > 0 && { attachments }), ...(base !== undefined && { base }) }
}

const storage = createDraftStorage({
  storage: localStorage,
  later: (run) => setTimeout(run, 300),
  onNotKept: (key) => useDrafts.setState(({ notKept }) => ({ notKept: { ...notKept, [key]: true } })),
})
window.addEventListener('pagehide', storage.leave)

export const useDrafts = create<Drafts>()(
  persist<Drafts, [], [], KeptDrafts>(
    (set, get) => ({
      drafts: {},
      notKept: {},
      write(key, text) {
        set(({ drafts, notKept }) => {
          const { [key]: before, ...others } = drafts
          const { [key]: _, ...otherNotKept } = notKept
          const draft = draftOf(text, before?.attachments ?? [], before?.base)
          return { drafts: draft ? { ...drafts, [key]: draft } : others, notKept: otherNotKept }
        })
      },
      attach(key, attachment) {
        const before = get().drafts[key]
        const others = (before?.attachments ?? []).filter(({ fileId }) => fileId !== attachment.fileId)
        const draft = draftOf(before?.text ?? '', [...others, attachment], before?.base)
        if (draft) set(({ drafts }) => ({ drafts: { ...drafts, [key]: draft } }))
      },
      detach(key, fileId) {
        set(({ drafts }) => {
          const { [key]: before, ...others } = drafts
          const kept = (before?.attachments ?? []).filter((one) => one.fileId !== fileId)
          const draft = draftOf(before?.text ?? '', kept, before?.base)
          return { drafts: draft ? { ...drafts, [key]: draft } : others }
        })
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
    { name: 'kith.draft', storage: storage.persistStorage, partialize: ({ drafts }) => ({ drafts }) },
  ),
)
