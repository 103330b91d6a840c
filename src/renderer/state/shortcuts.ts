// Which keys do what: the defaults of the actions, and what somebody has changed.
import { isInBrowser, labelOf, resolved } from '../lib/keys'
import { allActions } from './actions'
import type { Action } from './actions'
import { usePreferences } from './preferences'

type WithKeys = Pick<Action, 'id' | 'keys' | 'keysInBrowser'>

/** The keys of an action, given or default. */
export function keysOfAction(action: WithKeys): readonly string[] {
  return usePreferences.getState().keys[action.id] ?? defaultKeys(action)
}

export function defaultKeys(
  { keys = [], keysInBrowser = keys }: Pick<WithKeys, 'keys' | 'keysInBrowser'>,
  inBrowser = isInBrowser,
): readonly string[] {
  return (inBrowser ? keysInBrowser : keys).map((one) => resolved(one))
}

/** The action these keys stand for. One that cannot be done now leaves them to another of the same keys. */
export function actionOf(keys: string): Action | undefined {
  return allActions().find((action) => keysOfAction(action).includes(keys) && (action.isThere?.() ?? true))
}

/** The other action that has these keys already. */
export function holderOf(keys: string, exceptId: string): Action | undefined {
  return allActions().find((action) => action.id !== exceptId && keysOfAction(action).includes(keys))
}

/** Gives an action these keys alone, and takes them from whatever had them. */
export function giveKeys(action: Action, keys: string): void {
  usePreferences.setState((before) => {
    const holder = holderOf(keys, action.id)
    const taken = holder ? { [holder.id]: keysOfAction(holder).filter((one) => one !== keys) } : {}
    return { keys: { ...before.keys, ...taken, [action.id]: [keys] } }
  })
}

export function takeKeys(action: Action): void {
  usePreferences.setState(({ keys }) => ({ keys: { ...keys, [action.id]: [] } }))
}

/** Back to its first keys; whatever has them meanwhile loses them. */
export function resetKeys(action: Action): void {
  usePreferences.setState((before) => {
    const keys = { ...before.keys }
    delete keys[action.id]
    for (const one of defaultKeys(action)) {
      const holder = holderOf(one, action.id)
      if (holder) keys[holder.id] = keysOfAction(holder).filter((other) => other !== one)
    }
    return { keys }
  })
}

export function resetAllKeys(): void {
  usePreferences.setState({ keys: {} })
}

/** Its first keys as they are written here, drawn again when they change; undefined when it has none. */
export function useShortcutLabel(action: WithKeys): string | undefined {
  const first = usePreferences(({ keys }) => (keys[action.id] ?? defaultKeys(action))[0])
  return first === undefined ? undefined : labelOf(first)
}
