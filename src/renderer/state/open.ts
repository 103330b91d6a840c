// What is open in this window: the persona, the thread or page, and the panes. Comes back after a reload.
import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import type { ProviderKind } from '../../shared/contract/settings'
import { ofProfile } from '../lib/page-profile'
import { isQuick } from '../lib/quick'
import { leavingForms } from './unsaved'
import { windowStorage } from './window-storage'

/** Where in the settings to begin. */
export type SettingsAim =
  | { kind: 'provider'; providerId: string }
  | { kind: 'add-provider'; providerKind: ProviderKind }
  | {
      kind:
        | 'providers'
        | 'meaning'
        | 'model'
        | 'memory'
        | 'data'
        | 'licences'
        | 'appearance'
        | 'desktop'
        | 'tools'
        | 'local-api'
        | 'shortcuts'
        | 'backups'
        | 'profiles'
        | 'about'
        | 'account'
        | 'troubleshooting'
    }

/** What can stand in the middle instead of a conversation. Each has a line in `app/pages.tsx`. */
export type PageName = 'settings' | 'memory' | 'search' | 'personas'

export interface Panes {
  sidebar: boolean
  /** Beside a thread, and beside the page a new thread begins on. */
  inspector: { thread: boolean; start: boolean }
}

export type SidePane = 'sidebar' | 'inspector'

/** Pixels of the panes at the sides: how they begin, and how far they can be drawn. */
export const paneWidths = {
  sidebar: { first: 264, min: 220, max: 360 },
  inspector: { first: 352, min: 300, max: 480 },
} as const

interface Open {
  page: 'conversation' | PageName
  personaId: string | null
  /** Null on the page a new thread begins on. */
  threadId: string | null
  /** The thread last open for each persona; the key is the persona's id, or "none". */
  lastThreads: Record<string, string | null>
  panes: Panes
  widths: Record<SidePane, number>
  /** Which threads the list shows: of the persona one is with or of all, and those put away. */
  list: { all: boolean; archived: boolean }

  settingsAim: SettingsAim | null
  /** A message to show once its thread is on screen. */
  wantedMessageId: string | null
  /** Panes that lie over the conversation, in windows too narrow for them beside it. */
  over: 'sidebar' | 'inspector' | null
  /** What lies over everything and can be called from anywhere. */
  dialog: 'palette' | 'shortcuts' | 'report' | null
  /** Counts up whenever the composer should take the focus. */
  composerCalls: number

  choosePersona(personaId: string | null): void
  openThread(threadId: string, options?: { keepFocus?: boolean; messageId?: string; personaId?: string | null }): void
  startThread(): void
  /** The thread that was begun here is stored. Who has gone to another thread or persona meanwhile stays there, and who is on a page finds it behind that. */
  threadBegun(threadId: string, personaId: string | null): void
  /** The thread is not there any more: shows `next` instead, or a new one. */
  leaveThread(threadId: string, next: string | null): void
  openPage(page: PageName): void
  /** Leaves everything that is open, panes at their first sizes, for the list of threads and the page a new one begins on. */
  leaveAll(): void
  /** Back to the conversation. */
  closePage(): void
  openSettings(aim?: SettingsAim): void
  setPane(pane: 'sidebar', isOpen: boolean): void
  setInspector(beside: keyof Panes['inspector'], isOpen: boolean): void
  setWidth(pane: SidePane, width: number): void
  showList(list: Partial<Open['list']>): void
  setOver(over: Open['over']): void
  setDialog(dialog: Open['dialog']): void
  focusComposer(): void
  forgetWantedMessage(): void
}

export const personaKey = (personaId: string | null) => personaId ?? 'none'

const first = {
  page: 'conversation',
  personaId: null,
  threadId: null,
  lastThreads: {},
  panes: { sidebar: true, inspector: { thread: true, start: false } },
  widths: { sidebar: paneWidths.sidebar.first, inspector: paneWidths.inspector.first },
  list: { all: false, archived: false },
  dialog: null,
  settingsAim: null,
  wantedMessageId: null,
  over: null,
  composerCalls: 0,
} satisfies Partial<Open>

export const useOpen = create<Open>()(
  persist(
    (set, get) => ({
      ...first,

      choosePersona(personaId) {
        if (personaId === get().personaId && get().page === 'conversation') return
        leavingForms(() =>
          set({ page: 'conversation', personaId, threadId: get().lastThreads[personaKey(personaId)] ?? null }),
        )
      },
      openThread(threadId, { keepFocus = false, messageId, personaId = get().personaId } = {}) {
        leavingForms(() =>
          set((before) => ({
            page: 'conversation',
            personaId,
            threadId,
            lastThreads: { ...before.lastThreads, [personaKey(personaId)]: threadId },
            wantedMessageId: messageId ?? null,
            over: keepFocus ? before.over : null,
            composerCalls: before.composerCalls + (keepFocus || messageId ? 0 : 1),
          })),
        )
      },
      startThread() {
        leavingForms(() =>
          set((before) => ({
            page: 'conversation',
            threadId: null,
            lastThreads: { ...before.lastThreads, [personaKey(before.personaId)]: null },
            over: null,
            composerCalls: before.composerCalls + 1,
          })),
        )
      },
      threadBegun(threadId, personaId) {
        const open = get()
        if (open.threadId !== null || open.personaId !== personaId) return
        if (open.page === 'conversation') return open.openThread(threadId, { personaId })
        set({ threadId, lastThreads: { ...open.lastThreads, [personaKey(personaId)]: threadId } })
      },
      leaveThread(threadId, next) {
        set((before) => ({
          threadId: before.threadId === threadId ? next : before.threadId,
          lastThreads: Object.fromEntries(
            Object.entries(before.lastThreads).map(([key, last]) => [key, last === threadId ? next : last]),
          ),
        }))
      },
      openPage: (page) => leavingForms(() => set({ page, over: null })),
      leaveAll() {
        const { personaId, composerCalls } = get()
        // The list of threads lies over the rest where there is no room beside it.
        set({ ...first, personaId, composerCalls, over: 'sidebar' })
      },
      closePage: () => leavingForms(() => set({ page: 'conversation', settingsAim: null })),
      openSettings: (aim) => set({ page: 'settings', settingsAim: aim ?? null, over: null }),
      setPane: (pane, isOpen) => set((before) => ({ panes: { ...before.panes, [pane]: isOpen } })),
      setInspector: (beside, isOpen) =>
        set(({ panes }) => ({ panes: { ...panes, inspector: { ...panes.inspector, [beside]: isOpen } } })),
      setWidth: (pane, width) => set(({ widths }) => ({ widths: { ...widths, [pane]: width } })),
      showList: (list) => set((before) => ({ list: { ...before.list, ...list } })),
      setOver: (over) => set({ over }),
      setDialog: (dialog) => set({ dialog }),
      focusComposer: () => set((before) => ({ composerCalls: before.composerCalls + 1 })),
      forgetWantedMessage: () => set({ wantedMessageId: null }),
    }),
    {
      name: ofProfile(isQuick ? 'kith.quick' : 'kith.open'),
      storage: createJSONStorage(windowStorage),
      partialize: ({ personaId, threadId, lastThreads, panes, widths, list }) => ({
        personaId,
        threadId,
        lastThreads,
        panes,
        widths,
        list: { all: list.all, archived: false },
      }),
    },
  ),
)
