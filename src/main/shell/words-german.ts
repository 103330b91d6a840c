import { errorInGerman } from '../../shared/errors-in-german'
import type { ShellWords } from './words'

// Apple's words for these are others than everybody else's.
const isMac = process.platform === 'darwin'

export const german: ShellWords = {
  menu: {
    file: isMac ? 'Ablage' : 'Datei',
    newThread: 'Neue Unterhaltung',
    newWindow: 'Neues Fenster',
    quickWindow: 'Kleines Fenster',
    saveThread: isMac ? 'Unterhaltung sichern unter …' : 'Unterhaltung speichern unter …',
    printThread: 'Unterhaltung drucken …',
    settings: 'Einstellungen …',
    edit: 'Bearbeiten',
    search: 'Alles durchsuchen',
    view: isMac ? 'Darstellung' : 'Ansicht',
    palette: 'Gehe zu oder tue …',
    memory: 'Gedächtnis',
    personas: 'Personas',
    sidebar: 'Personas und Unterhaltungen ein- oder ausblenden',
    inspector: 'Wissen ein- oder ausblenden',
    window: 'Fenster',
    help: 'Hilfe',
    documentation: 'Dokumentation',
    shortcuts: 'Tastenkürzel',
    report: 'Bericht für Hilfe …',
  },
  roles: {
    about: 'Über Kith',
    close: 'Fenster schließen',
    copy: 'Kopieren',
    cut: 'Ausschneiden',
    forceReload: 'Neu laden ohne Zwischenspeicher',
    front: 'Alle nach vorne bringen',
    hide: 'Kith ausblenden',
    hideOthers: 'Andere ausblenden',
    minimize: 'Minimieren',
    paste: 'Einfügen',
    pasteAndMatchStyle: 'Ohne Formatierung einfügen',
    quit: 'Kith beenden',
    redo: 'Wiederholen',
    reload: 'Neu laden',
    selectAll: 'Alles auswählen',
    services: 'Dienste',
    toggleDevTools: 'Entwicklerwerkzeuge',
    togglefullscreen: 'Vollbild',
    undo: 'Rückgängig',
    unhide: 'Alle einblenden',
    zoom: 'Zoomen',
  },
  target: {
    openLink: 'Link öffnen',
    copyAddress: 'Adresse des Links kopieren',
    copyMailAddress: 'E-Mail-Adresse kopieren',
    copyImage: 'Bild kopieren',
  },
  spelling: { noSuggestions: 'Keine Vorschläge', addToDictionary: 'Ins Wörterbuch aufnehmen' },
  tray: {
    open: 'Kith öffnen',
    newThread: 'Neue Unterhaltung',
    quickWindow: 'Kleines Fenster',
    quit: 'Kith beenden',
    answering: (count) =>
      count === 0
        ? 'Keine Antwort entsteht gerade'
        : count === 1
          ? '1 Antwort entsteht gerade'
          : `${count} Antworten entstehen gerade`,
  },
  note: {
    nobody: 'Kith',
    outcomes: {
      complete: 'Die Antwort ist da.',
      failed: 'Die Antwort ließ sich nicht zu Ende schreiben.',
      asks: 'Wartet auf Ihre Entscheidung.',
    },
  },
  cannotStart: 'Kith kann nicht starten',
  folderNotMade: (folder, reason) => `Der Ordner ${folder} lässt sich nicht anlegen: ${reason}`,
  stopped: (reason) => ({
    title: 'Kith musste beendet werden',
    detail: `Es ist etwas geschehen, womit Kith nicht gerechnet hat: ${reason}\n\nWas gespeichert war, ist noch da. Starten Sie Kith neu; in den Einstellungen unter Fehlersuche lässt sich ein Bericht davon ansehen.`,
  }),
  windowStopped: {
    message: 'Dieses Fenster funktioniert nicht mehr',
    detail: 'Nichts Geschriebenes oder Empfangenes ist verloren, und entstehende Antworten gehen weiter.',
  },
  windowSilent: {
    message: 'Dieses Fenster antwortet nicht',
    detail: 'Vielleicht kommt es von selbst zurück. Entstehende Antworten gehen in jedem Fall weiter.',
  },
  stoppedWays: {
    reopen: 'Neu öffnen',
    wait: 'Warten',
    withoutThread: 'Ohne die letzte Unterhaltung öffnen',
    copyReport: 'Bericht kopieren',
    quit: 'Kith beenden',
  },
  reportCopied:
    'Der Bericht ist in der Zwischenablage: welches Kith das ist, worauf es läuft und was zuletzt fehlschlug. Nichts, was Sie oder Kith geschrieben haben, steht darin.',
  reportNotCopied: 'Der Bericht ließ sich nicht kopieren. Der Ordner „logs“ im Datenordner sagt dasselbe.',
  error: errorInGerman,
}
