import type { ActionGroup } from '../../state/actions'
import type { Unusable } from '../../lib/keys'

const groups: Record<ActionGroup, string> = {
  help: 'From anywhere',
  threads: 'Threads',
  personas: 'Personas',
  memory: 'Memory',
  chat: 'Conversation',
  view: 'Window',
  settings: 'Settings',
}
const unusable: Record<Unusable, (keys: string) => string> = {
  writing: (keys) => `${keys} writes something. Hold Ctrl, Alt or ⌘ with it, or use a function key.`,
  system: (keys) => `${keys} already belongs to moving about, to text, or to the system.`,
  browser: (keys) => `${keys} belongs to the browser, which does not hand it on to a page.`,
}

export const words = {
  title: 'Keyboard shortcuts',
  close: 'Close shortcuts',
  change: 'Change shortcuts',
  groups,
  or: 'or',
  none: 'None',
  detail: 'Choose an action, then press the keys for it.',
  changeKeys: 'Change its keys',
  record: 'Press the keys',
  cancel: 'Cancel',
  recording: (name: string) => `Press the keys for: ${name}. Escape keeps what was there.`,
  unusable,
  taken: (keys: string, other: string) => `${keys} is already used for: ${other}.`,
  moveHere: 'Use it here',
  keep: 'Keep it there',
  given: (keys: string, name: string) => `${keys} now does: ${name}`,
  remove: 'Take the keys away',
  reset: 'Back to the first keys',
  resetAll: 'Reset all shortcuts',
  resetAllDone: 'All shortcuts are as they were at first.',
  more: (name: string) => `More for: ${name}`,
}
