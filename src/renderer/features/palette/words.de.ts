import type { ActionGroup } from '../../state/actions'
import type { words } from './words'

const groups: Record<ActionGroup, string> = {
  threads: 'Unterhaltungen',
  personas: 'Personas',
  memory: 'Gedächtnis',
  chat: 'Unterhaltung',
  view: 'Fenster',
  settings: 'Einstellungen',
  help: 'Hilfe',
}

const noPersona = 'keine Persona'

export const german: typeof words = {
  title: 'Etwas öffnen oder ausführen',
  field: 'Unterhaltungen, Personas und Aktionen suchen',
  list: 'Was passt',
  kinds: { thread: 'Unterhaltung', persona: 'Persona', profile: 'Profil', said: 'Dort gesagt', groups },
  switchTo: (name) => `Zu ${name} wechseln`,
  thisComputer: 'Dieser Computer',
  headings: { threads: 'Letzte Unterhaltungen', personas: 'Personas', actions: 'Aktionen' },
  talkTo: (name) => (name === noPersona ? 'Ohne Persona sprechen' : `Mit ${name} sprechen`),
  noPersona,
  everywhere: (typed) => `Überall nach „${typed}“ suchen`,
  untitled: 'Neue Unterhaltung',
  looking: 'Sucht in dem, was gesagt wurde',
  couldNotLook: 'Was gesagt wurde, ließ sich nicht durchsuchen.',
  found: (count) => (count === 1 ? '1 passt' : `${count} passen`),
}
