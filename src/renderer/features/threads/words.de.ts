import { counted, number } from '../../lib/numbers'
import type { words } from './words'

export const german: typeof words = {
  threads: 'Unterhaltungen',
  archivedThreads: 'Archivierte Unterhaltungen',
  newThread: 'Neue Unterhaltung',
  empty: 'Unterhaltungen erscheinen hier.',
  emptyArchive: 'Nichts ist archiviert. Was Sie archivieren, liegt hier, aus dem Weg.',
  offline: 'Keine Verbindung zu Kith: Dies ist die Liste, wie sie war.',
  groups: { pinned: 'Angeheftet', today: 'Heute', week: 'Letzte 7 Tage', earlier: 'Früher' },
  loading: 'Unterhaltungen werden gelesen',
  loadingMore: 'Weitere Unterhaltungen werden gelesen',
  tryAgain: 'Noch einmal versuchen',

  view: 'Welche Unterhaltungen in der Liste stehen',
  whose: 'Wessen',
  ofPersona: (name) => (name === null ? 'Die ohne Persona' : `Die mit ${name}`),
  ofAll: 'Die aller Personas',
  which: 'Welche',
  current: 'Laufende',
  archived: 'Archivierte',
  backToCurrent: 'Zurück zu den laufenden',
  noPersona: 'keine Persona',

  actions: 'Aktionen der Unterhaltung',
  rename: 'Umbenennen',
  pin: 'Anheften',
  unpin: 'Lösen',
  archive: 'Archivieren',
  unarchive: 'Aus dem Archiv holen',
  copyLink: 'Link kopieren',
  copyMarkdown: 'Als Markdown kopieren',
  delete: 'Löschen',
  forget: 'Vergessen…',
  thread: (title) => `die Unterhaltung „${title}“`,
  title: 'Titel der Unterhaltung',
  untitled: 'Neue Unterhaltung',
  picture: 'Bild',
  couldNotRename: 'Der neue Titel ist nicht gespeichert',
  close: 'Schließen',
  undo: 'Rückgängig',
  unread: 'ungelesen',
  isPinned: 'angeheftet',

  selected: (count) => `${number(count)} ausgewählt`,
  clearSelection: 'Auswahl aufheben',
  done: {
    pin: (count) => of(count, 'angeheftet'),
    unpin: (count) => of(count, 'gelöst'),
    archive: (count) => of(count, 'archiviert'),
    unarchive: (count) => of(count, 'aus dem Archiv geholt'),
    delete: (count) => of(count, 'gelöscht'),
  },
  notDone: (failed, all) =>
    all === 1
      ? 'Die Unterhaltung bleibt, wie sie war'
      : `${number(failed)} von ${number(all)} Unterhaltungen bleiben, wie sie waren`,
  copied: 'Kopiert',
  couldNotCopy: 'Konnte nicht kopiert werden',

  preview: {
    of: (title) => `Das Letzte aus „${title}“`,
    loading: 'Die letzten Nachrichten werden gelesen',
    empty: 'Hier wurde noch nichts gesagt.',
    you: 'Sie',
  },
  keys: {
    upDown: 'Von Unterhaltung zu Unterhaltung',
    ends: 'Zur ersten oder letzten Unterhaltung',
    open: 'In der Unterhaltung schreiben',
    extend: 'Weitere Unterhaltungen auswählen',
    toggle: 'Eine Unterhaltung auswählen oder nicht',
    all: 'Alle Unterhaltungen der Liste auswählen',
    delete: 'Die Unterhaltungen in der Liste löschen',
  },
  commands: {
    new: 'Neue Unterhaltung beginnen',
    next: 'Nächste Unterhaltung der Liste',
    previous: 'Vorige Unterhaltung der Liste',
    rename: 'Diese Unterhaltung umbenennen',
    pin: 'Diese Unterhaltung anheften',
    unpin: 'Diese Unterhaltung lösen',
    pinName: 'Diese Unterhaltung anheften oder lösen',
    archive: 'Diese Unterhaltung archivieren',
    unarchive: 'Diese Unterhaltung aus dem Archiv holen',
    archiveName: 'Diese Unterhaltung archivieren oder aus dem Archiv holen',
    copyLink: 'Einen Link zu dieser Unterhaltung kopieren',
    copyMarkdown: 'Diese Unterhaltung als Markdown kopieren',
    delete: 'Diese Unterhaltung löschen',
    forget: 'Diese Unterhaltung endgültig vergessen…',
    showArchived: 'Archivierte Unterhaltungen zeigen',
    showCurrent: 'Laufende Unterhaltungen zeigen',
    showArchivedName: 'Archivierte oder laufende Unterhaltungen zeigen',
    showAll: 'Unterhaltungen aller Personas zeigen',
    showOne: 'Nur Unterhaltungen dieser Persona zeigen',
    showAllName: 'Unterhaltungen aller Personas oder einer zeigen',
  },
}

function of(count: number, what: string): string {
  return count === 1 ? `Unterhaltung ${what}` : `${counted(count, 'Unterhaltung', 'Unterhaltungen')} ${what}`
}
