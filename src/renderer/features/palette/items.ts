// What the palette lists: plain values, ordered by how well they fit. What shows them is in Palette.tsx.
import type { ListedProfile } from '../../../shared/contract/profiles'
import type { Persona } from '../../../shared/contract/personas'
import type { Thread, ThreadHit } from '../../../shared/contract/threads'
import { glimpse } from '../../../shared/domain/glimpse'
import { excerpt } from '../../lib/excerpt'
import { labelOf } from '../../lib/keys'
import type { Action } from '../../state/actions'
import { useOpen } from '../../state/open'
import { knownThread } from '../../state/threads'
import { openSearch } from '../../state/search'
import { keysOfAction } from '../../state/shortcuts'
import { leavingForms } from '../../state/unsaved'
import { rpc } from '../../wire/rpc'
import { rank } from './rank'
import { words } from './words'

export interface PaletteItem {
  id: string
  kind: 'thread' | 'persona' | 'action' | 'said'
  title: string
  /** Found as well, and not shown. */
  alias: string
  /** Under the title. */
  detail?: string
  /** At the end of the row. */
  fact: string
  accent?: string
  /** Whose mark stands before it; null for "no persona". */
  mark?: string | null
  face?: Pick<Persona['settings'], 'emoji' | 'picture'>
  run(): void
}

const shownAtMost = 60
const recentThreads = 6

/** In one order when something is typed, in groups when not. */
export function fitting(items: readonly PaletteItem[], typed: string): PaletteItem[] {
  if (typed.trim() === '') {
    const recent = items.filter(({ kind }) => kind === 'thread').slice(0, recentThreads)
    return [...recent, ...items.filter(({ kind }) => kind !== 'thread')]
  }
  return items
    .map((item) => ({ item, score: Math.max(rank(item.title, typed), rank(item.alias, typed) * 0.8) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score)
    .slice(0, shownAtMost)
    .map(({ item }) => item)
}

export function threadItem(thread: Thread, persona: Persona | undefined): PaletteItem {
  return {
    id: `thread:${thread.id}`,
    kind: 'thread',
    title: thread.title || glimpse(thread.opening) || words.untitled,
    alias: persona?.name ?? '',
    fact: persona?.name ?? '',
    mark: persona?.name ?? null,
    ...(persona && { accent: persona.accent, face: persona.settings }),
    run: () => useOpen.getState().openThread(thread.id, { personaId: thread.personaId }),
  }
}

export function saidItem(hit: ThreadHit, persona: Persona | undefined): PaletteItem {
  const { threadId, messageId, personaId } = hit
  return {
    id: `said:${messageId}`,
    kind: 'said',
    title: hit.title || glimpse(knownThread(threadId)?.opening ?? '') || words.untitled,
    alias: '',
    detail: excerpt(hit.snippet),
    fact: words.kinds.said,
    mark: persona?.name ?? null,
    ...(persona && { accent: persona.accent, face: persona.settings }),
    run: () => useOpen.getState().openThread(threadId, { messageId, personaId }),
  }
}

export function profileItem({ id, name }: Pick<ListedProfile, 'id' | 'name'>): PaletteItem {
  return {
    id: `profile:${id}`,
    kind: 'action',
    title: words.switchTo(name || words.thisComputer),
    alias: words.kinds.profile,
    fact: words.kinds.profile,
    run: () => leavingForms(() => void rpc.profiles.open({ id })),
  }
}

export function personaItem(persona: Persona | null): PaletteItem {
  return {
    id: `persona:${persona?.id ?? 'none'}`,
    kind: 'persona',
    title: words.talkTo(persona?.name ?? words.noPersona),
    alias: words.kinds.persona,
    fact: words.kinds.persona,
    mark: persona?.name ?? null,
    ...(persona && { accent: persona.accent, face: persona.settings }),
    run() {
      useOpen.getState().choosePersona(persona?.id ?? null)
      useOpen.getState().focusComposer()
    },
  }
}

export function actionItem(action: Action): PaletteItem {
  const keys = keysOfAction(action)[0]
  return {
    id: `action:${action.id}`,
    kind: 'action',
    title: action.words(),
    alias: `${action.alias ?? ''} ${words.kinds.groups[action.group]}`,
    fact: keys ? labelOf(keys) : words.kinds.groups[action.group],
    run: action.run,
  }
}

/** The way on to the search: what the palette knows are titles and names, and the first few things that were said. */
export function everywhereItem(typed: string): PaletteItem {
  return {
    id: 'everywhere',
    kind: 'action',
    title: words.everywhere(typed),
    alias: '',
    fact: '',
    run: () => openSearch(typed),
  }
}
