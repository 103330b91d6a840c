// Everything one can do, by name: what the palette lists, and what keys can be given to. Each feature declares its own
// in a file `actions.ts`; app/actions.ts puts them together.

export type ActionGroup = 'threads' | 'personas' | 'memory' | 'chat' | 'view' | 'settings' | 'help'

export interface Action {
  /** Kept with the keys somebody gave it: it must not change. */
  id: string
  group: ActionGroup
  /** What it does, as a verb and its thing. May say how things stand now. */
  words(): string
  /** The same for the list of shortcuts, where `words` depends on how things stand. */
  name?: string
  /** Other words somebody might look for. */
  alias?: string
  /** Its keys at first: "mod+n". The first is the one that is shown. */
  keys?: readonly string[]
  /** Those it has in a tab of a browser instead, where the browser keeps the others to itself. */
  keysInBrowser?: readonly string[]
  /** Its keys are left to a text one is writing in. */
  isLeftToTexts?: boolean
  /** Its keys work while a dialog is open, too. */
  worksInDialogs?: boolean
  /** Not in the palette: what only makes sense as keys. */
  isOnlyKeys?: boolean
  /** Whether it can be done now. */
  isThere?(): boolean
  run(): void
}

/** Keys of a place that cannot be changed, for the list of shortcuts. */
export interface FixedKeys {
  group: ActionGroup
  words: string
  keys: readonly string[]
}

const actions = new Map<string, Action>()
const fixed: FixedKeys[] = []

export function addActions(added: readonly Action[], addedFixed: readonly FixedKeys[] = []): void {
  for (const action of added) actions.set(action.id, action)
  fixed.push(...addedFixed)
}

export function allActions(): readonly Action[] {
  return [...actions.values()]
}

export function allFixedKeys(): readonly FixedKeys[] {
  return fixed
}

export function actionById(id: string): Action | undefined {
  return actions.get(id)
}

/** Its name where nothing stands in any particular way. */
export function nameOfAction(action: Action): string {
  return action.name ?? action.words()
}
