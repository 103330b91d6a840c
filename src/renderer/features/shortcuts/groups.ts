import { allActions, allFixedKeys } from '../../state/actions'
import type { Action, ActionGroup, FixedKeys } from '../../state/actions'

interface ShortcutGroup {
  group: ActionGroup
  actions: Action[]
  fixed: FixedKeys[]
}

const order: readonly ActionGroup[] = ['help', 'threads', 'chat', 'personas', 'memory', 'view', 'settings']

/** All that has keys, or could have some, by where it belongs. */
export function shortcutGroups(isListed: (action: Action) => boolean): ShortcutGroup[] {
  return order
    .map((group) => ({
      group,
      actions: allActions().filter((action) => action.group === group && isListed(action)),
      fixed: allFixedKeys().filter((keys) => keys.group === group),
    }))
    .filter(({ actions, fixed }) => actions.length + fixed.length > 0)
}
