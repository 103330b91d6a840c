import type { ActionGroup } from '../../state/actions'

const groups: Record<ActionGroup, string> = {
  threads: 'Threads',
  personas: 'Personas',
  memory: 'Memory',
  chat: 'Conversation',
  view: 'Window',
  settings: 'Settings',
  help: 'Help',
}

export const words = {
  title: 'Go to or do anything',
  field: 'Search threads, personas and actions',
  list: 'What fits',
  kinds: { thread: 'Thread', persona: 'Persona', profile: 'Profile', said: 'Said there', groups },
  switchTo: (name: string) => `Switch to ${name}`,
  thisComputer: 'This computer',
  headings: { threads: 'Recent threads', personas: 'Personas', actions: 'Actions' },
  talkTo: (name: string) => `Talk to ${name}`,
  noPersona: 'no persona',
  everywhere: (typed: string) => `Search for “${typed}” everywhere`,
  untitled: 'New thread',
  looking: 'Looking in what was said',
  couldNotLook: 'What was said could not be searched.',
  found: (count: number) => (count === 1 ? '1 fits' : `${count} fit`),
}
